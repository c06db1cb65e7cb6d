"""The owner's way through the figures: the weakest encounter, its entries, a change, and whether it helped."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, StorageState, expect

from backend.foundation.clock import now
from backend.ops.demo_story import DECLINE, IMPROVEMENT
from tests.journeys.conftest import YEARS_SITE, Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.servers import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(visit: Visit, shop_of_years: Shop, analyst: StorageState) -> Desk:
    page, _ = visit(storage_state=analyst)
    return Desk(page, shop_of_years.url)


def told(shop: Shop) -> dict:
    return shop.ask("GET", f"/api/v1/journey?site={YEARS_SITE}")


def words_of(key: str) -> re.Pattern[str]:
    """What stands before the first value of a sentence."""
    return re.compile(re.escape(WORDS[key].partition("{")[0]))


def card(page: Page, title: str):
    return page.get_by_role("article", name=title)


def test_an_owner_finds_the_weakest_encounter_and_reads_what_was_said_there(desk: Desk, shop_of_years: Shop):
    weakest = next(fact for fact in told(shop_of_years)["summary"] if fact["key"].startswith("weakest"))
    desk.go()
    desk.page.get_by_role("link", name=WORDS["journey.short"], exact=True).click()
    answer = desk.page.get_by_role("heading", level=2).first
    expect(answer).to_contain_text(weakest["touchpoint"]["name"])
    expect(answer).to_contain_text(f"{weakest['figure']['value']:.1f}".replace(".", ","))
    desk.page.get_by_role("link", name=WORDS["journey.readThem"]).click()
    expect(desk.page).to_have_url(re.compile(f"inbox.*touchpoint={weakest['touchpoint']['key']}"))
    expect(desk.rows.first).to_contain_text(weakest["touchpoint"]["name"])
    expect(desk.rows).to_have_count(50)


def test_an_owner_reads_how_many_of_those_who_saw_it_answered(desk: Desk, shop_of_years: Shop):
    places = [place for stage in told(shop_of_years)["stages"] for place in stage["touchpoints"]]
    figure = next(place["response"]["answered"] for place in places if place["key"] == "checkout")
    desk.go("journey")
    row = desk.page.locator(".encounter", has=desk.page.get_by_role("link", name="Kassa", exact=True))
    said = re.compile(r"([\d,]+)\s% \([^)]+\) " + re.escape(WORDS["response.question"].partition("{range}) ")[2]))
    expect(row).to_contain_text(said)
    [share] = said.findall(row.inner_text())
    assert float(share.replace(",", ".")) == pytest.approx(100 * figure["value"], abs=0.51)
    with desk.page.expect_download() as saved:
        desk.page.get_by_role("button", name=WORDS["figure.csv"]).click()
    head, *lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
    [line] = [line for line in lines if line.split(",")[1] == "checkout"]
    cells = dict(zip(head.split(","), line.split(","), strict=True))
    assert float(cells["response"]) == pytest.approx(figure["value"])
    assert (int(cells["page_loads_counted"]), cells["opened"]) == (figure["n"], "")


def test_an_owner_marks_a_change_and_reads_its_verdict(desk: Desk, shop_of_years: Shop):
    """Whichever it is: of a hundred days on which nothing changed, chance makes one look like a change."""
    desk.go("journey/changes")
    desk.press("changes.mark")
    day = now().astimezone().date() - timedelta(days=200)
    desk.page.get_by_label(WORDS["changes.title"]).fill("Uudet kuvat")
    desk.page.get_by_label(WORDS["changes.at"]).fill(f"{day}T12:00")
    desk.page.get_by_label(WORDS["changes.where"]).select_option("product")
    desk.press("changes.save")
    marked = card(desk.page, "Uudet kuvat")
    expect(marked.get_by_role("table")).to_be_visible()  # the new one is open at once
    changes = shop_of_years.ask("GET", f"/api/v1/changes?site={YEARS_SITE}")["items"]
    change = next(change for change in changes if change["title"] == "Uudet kuvat")
    effect = shop_of_years.ask("GET", f"/api/v1/changes/{change['id']}/effect")
    said = marked.locator(".verdict-words")
    expect(said).to_have_text(words_of(f"effect.{effect['verdict']}"))
    expect(said).to_contain_text(f"{effect['overall']['value']:+.1f}".replace(".", ",").replace("-", "−"))
    expect(marked).to_be_in_viewport()


def test_what_was_planted_is_never_taken_for_its_opposite(desk: Desk):
    """Or nothing is claimed: with as few answers as here four weeks do not always tell."""
    desk.go("journey/changes")
    for change in (IMPROVEMENT, DECLINE):
        found = card(desk.page, change.title)
        verdict = "better" if change.moves > 0 else "worse"
        expect(found.locator(".verdict-words")).to_have_text(
            re.compile("|".join(words_of(f"effect.{one}").pattern for one in (verdict, "cannot_tell")))
        )


def test_a_chart_is_read_by_keyboard_and_as_a_table(desk: Desk):
    desk.go("journey?weeks=104")
    desk.page.get_by_role("link", name="Kassa", exact=True).click()
    chart = desk.page.get_by_role("img", name=re.compile(words_of("chart.label").pattern))
    expect(chart.locator("canvas")).to_be_visible()
    chart.focus()
    said = desk.page.locator("figcaption")
    expect(said).to_have_text(WORDS["chart.keys"])
    chart.press("End")
    expect(said).to_contain_text("vastaus")
    last = said.inner_text()
    chart.press("ArrowLeft")
    expect(said).not_to_have_text(last)
    desk.page.get_by_text(WORDS["chart.asTable"]).click()
    rows = desk.page.get_by_role("group", name=re.compile("Kassa")).get_by_role("row")
    expect(rows).to_have_count(104 + 1)
    with desk.page.expect_download() as saved:
        desk.page.get_by_role("button", name=WORDS["figure.csv"]).click()
    lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == "since,until,figure,value,low,high,n"
    assert len(lines) == 1 + 2 * 104  # a mean and a share of satisfied for each week


@pytest.mark.parametrize("language", ["sv-SE", "en-GB"])
def test_the_answer_is_said_in_the_readers_language(
    language: str, visit: Visit, shop_of_years: Shop, analyst: StorageState
):
    words = json.loads((ROOT / f"backend/console/locales/{language[:2]}.json").read_text("utf-8"))
    page, _ = visit(storage_state={**analyst, "origins": []}, locale=language)
    desk = Desk(page, shop_of_years.url)
    desk.go("journey")
    expect(page.get_by_role("heading", level=1)).to_have_text(words["journey"])
    # Without what the browser remembers it is the first site, which is another and still silent.
    expect(page.locator(".answer h2")).to_have_text(words["fact.nothingSaid"])


def views(visit: Visit, shop: Shop, state: StorageState, **options) -> Iterator[tuple[Page, str]]:
    page, _ = visit(storage_state=state, **options)
    desk = Desk(page, shop.url)
    desk.go("journey?weeks=52")
    expect(page.locator(".answer")).to_be_visible()
    yield page, "the journey"
    page.get_by_role("link", name="Toimitus", exact=True).click()
    expect(page.locator("canvas")).to_be_visible()
    page.get_by_text(WORDS["chart.asTable"]).click()
    expect(page.get_by_role("table").last).to_be_visible()
    yield page, "a trend"
    desk.go("journey/changes")
    expect(page.locator(".verdict").last).to_be_visible()
    page.locator(".verdict summary").first.click()
    page.get_by_role("button", name=WORDS["changes.mark"]).click()
    yield page, "changes"
    desk.go("journey?segment=nobody")
    expect(page.locator(".answer")).to_contain_text(WORDS["fact.nothingSaid"])
    yield page, "nothing said"


@in_light_and_dark
def test_every_view_of_figures_is_accessible(scheme: str, visit: Visit, shop_of_years: Shop, analyst: StorageState):
    for page, name in views(visit, shop_of_years, analyst, color_scheme=scheme):
        expect_accessible(page, name)


def test_no_view_of_figures_scrolls_sideways_at_360_pixels(visit: Visit, shop_of_years: Shop, analyst: StorageState):
    for page, name in views(visit, shop_of_years, analyst, viewport=NARROW):
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], name


def test_the_days_are_the_sites_own_wherever_the_reader_is(visit: Visit, shop_of_years: Shop, analyst: StorageState):
    """Or what was said last night would be missing for whoever reads it elsewhere."""
    day = now().astimezone(ZoneInfo("Europe/Helsinki")).date()
    far = ("Pacific/Pago_Pago", "Pacific/Kiritimati")  # at every hour one of them has another day than Helsinki
    elsewhere = next(zone for zone in far if now().astimezone(ZoneInfo(zone)).date() != day)
    page, _ = visit(storage_state=analyst, timezone_id=elsewhere)
    with page.expect_request(lambda request: "/api/v1/journey?" in request.url) as asked:
        Desk(page, shop_of_years.url).go("journey?weeks=13")
    period = parse_qs(urlsplit(asked.value.url).query)
    assert (period["since"], period["until"]) == ([f"{day - timedelta(days=90)}"], [f"{day}"])

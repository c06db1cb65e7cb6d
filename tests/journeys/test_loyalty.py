"""The owner's look at loyalty: the map and its table, what people did, what goes with it, what was expected."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.journeys.conftest import FINNISH, Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.drawings import drawing_by, expect_readable_alone
from tests.journeys.loyal_shop import tell_loyalty
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.servers import ROOT

pytestmark = pytest.mark.browser

ROOM = "journey/loyalty"


@pytest.fixture(scope="module")
def loyal_shop(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Shop]:
    shop = Shop(tmp_path_factory.mktemp("loyal"))
    shop.start()
    tell_loyalty(shop)
    yield shop
    shop.stop()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, loyal_shop: Shop) -> Iterator[StorageState]:
    context = browser.new_context(**FINNISH)
    Desk(context.new_page(), loyal_shop.url).enter_by_link(loyal_shop.link, "viisi joutsenta ulapalla")
    yield context.storage_state()
    context.close()


@pytest.fixture
def desk(visit: Visit, loyal_shop: Shop, signed_in: StorageState) -> Desk:
    page, _ = visit(storage_state=signed_in)
    return Desk(page, loyal_shop.url)


def table(page: Page, key: str):
    return page.get_by_role("group", name=WORDS[key], exact=True).get_by_role("table")


def cells(page: Page, row: str) -> list[str]:
    found = table(page, "loyalty.fields").get_by_role("row").filter(has=page.get_by_role("rowheader", name=row))
    return [cell.replace("\xa0", " ") for cell in found.get_by_role("cell").all_inner_texts()]


def test_an_owner_reads_the_map_and_its_table_by_keyboard(desk: Desk):
    page = desk.page
    desk.go("journey")
    page.get_by_role("navigation", name=WORDS["journey"]).get_by_role("link", name=WORDS["loyalty"]).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS["loyalty"])
    # 60 of 130 are both; of 30 who liked the checkout and would not recommend, 15 were no longer satisfied later
    expect(page.locator(".answer h2")).to_contain_text(re.compile(r"130 ihmisestä 46\s%"))
    chart = page.get_by_role("figure")
    expect(chart).to_contain_text(re.compile(re.escape(WORDS["loyalty.free"]) + r"\s+12\s%"))
    assert cells(page, WORDS["loyalty.free"])[:2] == ["12 %", "15"]
    told = page.get_by_role("group", name=WORDS["loyalty.fields"], exact=True)
    told.focus()
    expect(told).to_be_focused()
    page.get_by_role("radio", name=WORDS["loyalty.by.recommend"]).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".answer h2")).to_have_text(WORDS["loyalty.notAsked.return"])
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("by=behaviour"))
    # Those who came back: 54 of 60 with 5 stars, 21 of 30 with 4, of the unsatisfied 5 of 12 with 2 and 3 of 28 with 1
    expect(table(page, "loyalty.fields")).to_contain_text("58")
    assert [cells(page, WORDS[f"loyalty.{name}"])[1] for name in ("loyal", "free", "stuck", "leaving")] == [
        "75", "15", "8", "32",
    ]  # fmt: skip


def test_what_they_did_stands_beside_what_they_said(desk: Desk):
    page = desk.page
    desk.go(ROOM)
    deeds = table(page, "loyalty.deeds").get_by_role("row").nth(1)
    expect(deeds).to_contain_text(re.compile(r"130\s*64\s%"))  # 83 of 130 bought again
    words = WORDS["loyalty.repeat.more"].partition("{")[0]
    expect(page.get_by_text(words)).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name=WORDS["figure.csv"]).first.click()
    lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == "of,key,field,people,share,low,high,n"
    assert lines[1].startswith("all,,loyal,60,0.46")


def test_what_goes_with_loyalty_and_what_was_expected_are_told_without_causes(desk: Desk):
    page = desk.page
    desk.go(ROOM)
    grades = table(page, "drivers.grades")
    expect(grades.get_by_role("row").filter(has_text="Kassa")).to_contain_text(WORDS["drivers.grade.up"])
    topics = table(page, "drivers.topics")
    delivery = topics.get_by_role("row", name=re.compile("^Toimitus "))
    expect(delivery).to_contain_text(WORDS["drivers.topic.down"])
    gaps = table(page, "expectations")
    expect(gaps.get_by_role("row").filter(has_text="Ohjeet")).to_contain_text(WORDS["expectations.worse"])


def test_the_map_and_the_tables_are_taken_along_as_drawings(desk: Desk):
    page = desk.page
    desk.go(ROOM)
    expect(table(page, "expectations")).to_be_visible()
    expect(table(page, "drivers.grades")).to_be_visible()
    buttons = page.get_by_role("button", name=WORDS["chart.drawing"])
    chart, drivers, gaps = [drawing_by(page, buttons.nth(place)) for place in range(3)]
    assert chart.name.startswith("loyalty-recommend-")
    fields = [one for one in chart.root.iter() if one.get("data-part") == "field"]
    shares = [float(one.get("data-value", "")) for one in fields]
    assert sum(shares) == pytest.approx(1)
    assert shares[1] == pytest.approx(60 / 130)
    assert {WORDS["loyalty.loyal"], WORDS["loyalty.satisfied"], WORDS["loyalty.does.recommend"]} <= set(chart.lines)
    assert drivers.name == "loyalty-drivers-recommend.svg"
    assert any("Kassa" in said for *_, said in drivers.points)
    assert gaps.name == "expectations.svg"
    assert any(said.startswith("Ohjeet") and value < 0 for value, _, _, said in gaps.points)
    for drawing in (chart, drivers, gaps):
        expect_readable_alone(page, drawing)


def test_the_map_is_told_in_swedish(visit: Visit, loyal_shop: Shop, signed_in: StorageState):
    words = json.loads((ROOT / "backend/console/locales/sv.json").read_text("utf-8"))
    page, _ = visit(storage_state={**signed_in, "origins": []}, locale="sv-SE")
    Desk(page, loyal_shop.url).go(ROOM)
    expect(page.get_by_role("heading", level=1)).to_have_text(words["loyalty"])
    expect(page.locator(".answer h2")).to_contain_text("Av 130 personer är")


def views(visit: Visit, shop: Shop, state: StorageState, **options) -> Iterator[tuple[Page, str]]:
    page, _ = visit(storage_state=state, **options)
    for asked, name in (
        ("", "the map"),
        ("?by=behaviour", "deeds"),
        ("?by=return", "not asked"),
        ("?segment=x", "none"),
    ):
        Desk(page, shop.url).go(ROOM + asked)
        expect(page.locator(".answer h2")).to_be_visible()
        expect(page.locator(".panel").last).to_contain_text(re.compile(r"\w{3}.*\w{3}", re.DOTALL))
        page.wait_for_load_state("networkidle")
        yield page, name


@in_light_and_dark
def test_every_view_of_loyalty_is_accessible(scheme: str, visit: Visit, loyal_shop: Shop, signed_in: StorageState):
    for page, name in views(visit, loyal_shop, signed_in, color_scheme=scheme):
        expect_accessible(page, name)


def test_no_view_of_loyalty_scrolls_sideways_at_360_pixels(visit: Visit, loyal_shop: Shop, signed_in: StorageState):
    for page, name in views(visit, loyal_shop, signed_in, viewport=NARROW):
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], name

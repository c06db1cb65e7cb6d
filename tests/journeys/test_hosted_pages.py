"""A touchpoint's own page and the conversation's, in a browser that runs no script."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.ops.demo import DEMO_KEY
from tests.embed.hosted_asking import EVERY_KIND
from tests.journeys.conftest import Visit
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

COMMENT = "Kesti viikon.\nMuuten hyvä."
TAGS: dict[str, Any] = {
    "key": "tags",
    "kind": "choice",
    "several": True,
    "text": {"fi": "Mikä meni pieleen?"},
    "options": [{"key": "price", "text": {"fi": "Hinta"}}, {"key": "pace", "text": {"fi": "Toimitusaika"}}],
    "show_if": {"question": "stars", "at_most": 2},
}
STARS: dict[str, Any] = {"key": "stars", "kind": "stars", "text": {"fi": "Miten toimitus sujui?"}}

Open = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module")
def hosted(shop: Shop) -> Shop:
    """The demo shop with a touchpoint that asks everything, and one that asks little."""
    common = {"stage": "use", "name": {"fi": "Oma sivu"}, "ask_permission": True, "placement": "element"}
    for key, questions in (("whole", [*EVERY_KIND, TAGS]), ("short", [STARS, TAGS])):
        values = {**common, "key": key, "questions": questions, "ask_email": key == "whole"}
        shop.ask("POST", f"/api/v1/touchpoints?site={DEMO_KEY}", values)
    return shop


@pytest.fixture
def without_script(visit: Visit, hosted: Shop) -> Open:
    """Opens a touchpoint's page in a browser that runs no script."""

    def go(touchpoint: str, query: str = "", **options: Any) -> tuple[Page, Watch]:
        page, seen = visit(java_script_enabled=False, **options)
        page.goto(f"{hosted.url}/w/p/{DEMO_KEY}/{touchpoint}{query}")
        return page, seen

    return go


def said(shop: Shop, words: str) -> dict[str, Any]:
    [one] = [row for row in shop.said() if row["comment"] == words]
    return one


def star(page: Page, n: int) -> Any:
    return page.get_by_role("radio", name=re.compile(rf"^{n} täht"))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def tab_to(page: Page, wanted: Any) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is out of the keyboard's reach")


def test_the_whole_loop_goes_by_keyboard_and_without_script(without_script: Open, hosted: Shop):
    page, seen = without_script("short")
    tab_to(page, star(page, 1))
    page.keyboard.press("ArrowRight")
    expect(star(page, 2)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type(COMMENT + " (1)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Vastauksesi on perillä.")

    # What only the displeased are asked.
    tab_to(page, page.get_by_role("checkbox", name="Toimitusaika"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Toimitusaika", exact=True)).to_be_visible()
    one = said(hosted, COMMENT + " (1)")
    assert (one["rating"]["value"], one["choices"]) == (2, {"tags": ["pace"]})

    hosted.ask("POST", f"/api/v1/feedback/{one['id']}/messages", {"text": "Lähti nyt.", "visibility": "private"})
    page.reload()
    expect(page.get_by_text("Lähti nyt.")).to_be_visible()
    tab_to(page, page.get_by_label("Kirjoita lisää"))
    page.keyboard.type("Tuli perille!")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tuli perille!")).to_be_visible()
    tab_to(page, star(page, 1))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Tallennettu.")
    assert said(hosted, COMMENT + " (1)")["second_rating"] == 4

    tab_to(page, page.get_by_role("button", name="Peru vastaukseni"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Vastauksesi on peruttu.")
    tab_to(page, page.get_by_role("button", name="Palauta vastaukseni"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Poista vastaukseni"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Poista lopullisesti"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vastauksesi on poistettu")).to_be_visible()
    assert not [row for row in hosted.said() if row["comment"] == COMMENT + " (1)"]
    assert seen.faults == []
    assert page.context.cookies() == []


def test_every_kind_of_question_is_answered_by_arrow_keys(without_script: Open, hosted: Shop):
    page, seen = without_script("whole")
    for group in page.get_by_role("group").all():
        first = group.locator("input").first
        first.focus()
        page.keyboard.press("Space" if first.get_attribute("type") == "checkbox" else "ArrowRight")
        expect(group.locator("input:checked")).to_have_count(1)
    page.get_by_label("Mikä meni hyvin tai huonosti?").fill("Kaikki laadut")
    press(page, "Lähetä")
    expect(page.get_by_role("heading", name="Kiitos!")).to_be_visible()
    one = said(hosted, "Kaikki laadut")
    assert len(one["answers"]) == 6
    assert one["choices"] == {"channel": ["other"], "about": ["price"]}
    assert seen.faults == []


def test_a_link_in_a_letter_chooses_and_she_sends(without_script: Open, hosted: Shop):
    page, seen = without_script("short", "?rating=4&subject=T-77")
    expect(star(page, 4)).to_be_checked()
    assert seen.sent("POST") == []
    page.get_by_label("Mikä meni").fill("Kirjeestä")
    press(page, "Lähetä")
    expect(page.get_by_role("heading", name="Kiitos!")).to_be_visible()
    one = said(hosted, "Kirjeestä")
    assert (one["rating"]["value"], one["subject"]) == (4, "T-77")


def test_a_hasty_double_click_and_a_reload_are_one_entry(without_script: Open, hosted: Shop):
    page, _ = without_script("short", "?rating=5")
    page.get_by_label("Mikä meni").fill("Kahdesti")
    page.get_by_role("button", name="Lähetä", exact=True).dblclick()
    expect(page.get_by_role("heading", name="Kiitos!")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Kiitos!")).to_be_visible()
    assert said(hosted, "Kahdesti")["rating"]["value"] == 5


def test_errors_are_said_first_and_keep_what_she_wrote(without_script: Open, hosted: Shop):
    page, seen = without_script("whole", "?rating=2")
    seen.forgive("422")
    page.get_by_label("Mikä meni").fill(COMMENT)
    page.get_by_label("Sähköpostiosoite").fill("ei osoite")
    press(page, "Lähetä")
    told = page.get_by_role("alert")
    expect(told).to_be_focused()
    assert page.title().startswith("Virhe: ")
    expect(page.get_by_label("Mikä meni")).to_have_value(COMMENT)
    expect(page.get_by_role("radio", name="Tyytymätön", exact=True)).to_be_checked()
    told.get_by_role("link", name=re.compile("Kirjoita osoite")).click()
    expect(page.get_by_label("Sähköpostiosoite")).to_be_focused()
    expect(page.get_by_label("Sähköpostiosoite")).to_have_accessible_description(re.compile("Kirjoita osoite muodossa"))
    page.get_by_label("Sähköpostiosoite").fill("")
    page.get_by_role("group", name="Oletko tyytyväinen?").get_by_role("radio").last.check(force=True)
    press(page, "Lähetä")
    expect(page.get_by_role("heading", name="Kiitos!")).to_be_visible()
    assert seen.faults == []


@in_light_and_dark
def test_every_page_is_accessible_and_fits_a_narrow_screen(scheme: str, visit: Visit, hosted: Shop, tmp_path: Path):
    """With script, because the examiner is one; the pages are the same."""
    page, seen = visit(color_scheme=scheme, viewport={"width": 320, "height": 640})
    seen.forgive("422|404")

    def look(name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}-{scheme}.png", full_page=True)
        expect_accessible(page, name)
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], name

    page.goto(f"{hosted.url}/w/p/{DEMO_KEY}/whole?rating=5")
    look("form")
    page.get_by_label("Sähköpostiosoite").fill("ei osoite")
    press(page, "Lähetä")
    look("errors")
    page.goto(f"{hosted.url}/w/p/{DEMO_KEY}/short?rating=5")
    page.get_by_label("Mikä meni").fill("Sananlaskunpitkäsanahirviö" * 9 + scheme)
    press(page, "Lähetä")
    look("receipt")
    page.get_by_label("Nimi kommentin").fill("Aino")
    press(page, "Kyllä, saa julkaista")
    look("published")
    [one] = [row for row in hosted.said() if (row["comment"] or "").endswith("hirviö" + scheme)]
    hosted.ask("POST", f"/api/v1/feedback/{one['id']}/messages", {"text": "Kiitos!", "visibility": "private"})
    page.get_by_label("Kirjoita lisää").fill("Ole hyvä")
    press(page, "Lähetä viesti")
    look("conversation")
    press(page, "Peru vastaukseni")
    look("withdrawn")
    page.get_by_role("link", name="Poista vastaukseni").click()
    look("erase")
    press(page, "Poista lopullisesti")
    look("erased")
    page.goto(f"{hosted.url}/w/p/{DEMO_KEY}/nowhere")
    look("closed")
    assert seen.faults == []


def test_a_page_that_runs_from_right_to_left_mirrors_and_fits(visit: Visit, hosted: Shop):
    [site] = hosted.ask("GET", "/api/v1/sites")["items"]
    hosted.ask("PATCH", f"/api/v1/sites/{site['id']}", {"languages": [*site["languages"], "ar"]})
    page, seen = visit(viewport={"width": 320, "height": 640})
    # The other process hears of the change within a second.
    for _ in range(30):
        page.goto(f"{hosted.url}/w/p/{DEMO_KEY}/whole?lang=ar&rating=2")
        if page.locator("html").get_attribute("dir") == "rtl":
            break
        page.wait_for_timeout(100)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    group = page.get_by_role("group", name="Tähdet?").get_by_role("radio")
    first, last = group.first.bounding_box(), group.last.bounding_box()
    assert first
    assert last
    assert first["x"] > last["x"]
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    expect_accessible(page, "right to left")
    hosted.ask("PATCH", f"/api/v1/sites/{site['id']}", {"languages": site["languages"]})
    assert seen.faults == []


def test_forced_colours_still_show_what_was_chosen(visit: Visit, hosted: Shop):
    page, _ = visit(forced_colors="active")
    page.goto(f"{hosted.url}/w/p/{DEMO_KEY}/whole?rating=4")
    outline = "(one) => getComputedStyle(one.nextElementSibling).outlineStyle"
    chosen = page.get_by_role("radio", name="Tyytyväinen", exact=True)
    assert chosen.evaluate(outline) == "solid"
    assert page.get_by_role("radio", name="Tyytymätön", exact=True).evaluate(outline) == "none"

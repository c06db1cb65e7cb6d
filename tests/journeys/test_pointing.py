"""Pointing at the element a comment is about: by mouse, keyboard and finger, without the page noticing."""

import time
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, page_of, strictest_policy, tag_of
from tests.journeys.page_styles import SHIFTS
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import expect_accessible, in_light_and_dark, press_until
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

PATH = "/osoita"
# What a page holds that must never leave it, and what may.
BELOW = """
<form id="tilaus">
  <label>Kortin numero <input id="kortti" value="4111 1111 1111 1111" placeholder="16 numeroa"></label>
  <label>Toive <textarea data-testid="toive">Soita ovelle, koodi 1234</textarea></label>
  <label>Maa <select><option>Suomi</option><option selected>Salainen maa</option></select></label>
  <div contenteditable="true" aria-label="Kirje" id="kirje">Rakas <b>päiväkirja</b></div>
  <div id="kooste">Toimitus kotiin <input value="Kotikatu 1"></div>
  <button type="button" id="r9x8q7"><span>Maksa</span></button>
  <button type="button">Maksa myöhemmin</button>
  <button type="button" id="peru">Peruuta tilaus</button>
  <input type="submit" value="Lähetä tilaus">
  <a href="/muualle"><img alt="Koivutuoli" width="90" height="60"></a>
  <p data-testid="pitka">{long}</p>
</form>
""".format(long="sana " * 40)


@pytest.fixture(scope="module", autouse=True)
def asks_to_point(shop: Shop, foreign_site: ForeignSite) -> None:
    """Both touchpoints of the page let their visitors point."""
    shop.allow(foreign_site.origin)
    for one in shop.ask("GET", "/api/v1/touchpoints?site=pk_demo")["items"]:
        shop.ask("PATCH", f"/api/v1/touchpoints/{one['id']}", {"ask_pointing": True})
    time.sleep(1.1)


@pytest.fixture
def address(shop: Shop, foreign_site: ForeignSite) -> str:
    return foreign_site.put(PATH, page_of(tag_of(shop.url), below=BELOW), strictest_policy(shop.url))


def glass_of(page: Page) -> Locator:
    return page.get_by_role("application")


def start(visitor: Visitor) -> None:
    visitor.rate(2)
    visitor.press(say("more.point"))
    expect(glass_of(visitor.page)).to_be_focused()


def point(visitor: Visitor, element: str) -> None:
    """Moves to the middle of an element and clicks there."""
    place = visitor.page.locator(element)
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    visitor.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(glass_of(visitor.page)).to_have_count(0)


def stored(shop: Shop, visitor: Visitor) -> dict[str, Any]:
    """What staff get, once she has sent it."""
    visitor.send()
    visitor.expect_receipt()
    element: dict[str, Any] = shop.said()[0]["element"]
    return element


def test_a_click_chooses_and_reaches_neither_the_element_nor_the_page(visit: Visit, shop: Shop, address: str):
    page, seen = visit()
    visitor = Visitor(page).go(address)
    listen = """() => {
      window.heard = [];
      for (const name of ['click', 'mousedown', 'mouseup', 'pointerdown', 'keydown'])
        for (const one of [document.body, document.querySelector('#peru')])
          one.addEventListener(name, ({ type, target }) => heard.push(type + ' ' + target.id), true);
    }"""
    start(visitor)
    page.evaluate(listen)
    point(visitor, "#peru")
    assert page.evaluate("heard") == []
    expect(visitor.place.get_by_text(f"{say('point.button')}: Peruuta tilaus")).to_be_visible()
    box = page.locator("#peru").bounding_box()
    assert box is not None
    element = stored(shop, visitor)
    assert (element["selector"], element["role"], element["text"]) == ("#peru", "button", "Peruuta tilaus")
    assert (element["width"], element["height"]) == (round(box["width"]), round(box["height"]))
    assert seen.faults == []


@pytest.mark.parametrize(
    ("element", "role", "text"),
    [
        ("#kortti", "textbox", "Kortin numero"),
        ("[data-testid=toive]", "textbox", "Toive"),
        ("#tilaus select", "combobox", "Maa"),
        ("#kirje b", "textbox", "Kirje"),
        ("#r9x8q7 span", "button", "Maksa"),
        ("input[type=submit]", "button", "Lähetä tilaus"),
        ("#tilaus img", "link", "Koivutuoli"),
    ],
)
def test_it_keeps_role_and_label_but_never_what_stands_in_a_field(
    element: str, role: str, text: str, visit: Visit, shop: Shop, address: str
):
    page, _ = visit()
    visitor = Visitor(page).go(address)
    start(visitor)
    point(visitor, element)
    kept = stored(shop, visitor)
    assert (kept["role"], kept["text"]) == (role, text)
    assert page.locator(kept["selector"]).count() == 1
    for secret in ("4111", "1234", "Salainen", "päiväkirja", "Kotikatu"):
        assert secret not in str(kept)


def test_the_text_of_a_box_leaves_out_the_fields_in_it_and_is_cut_at_80(visit: Visit, shop: Shop, address: str):
    page, _ = visit()
    visitor = Visitor(page).go(address)
    start(visitor)
    point(visitor, "[data-testid=pitka]")
    kept = stored(shop, visitor)
    assert kept["selector"] == '[data-testid="pitka"]'
    assert len(kept["text"]) <= 80
    assert kept["text"].startswith("sana sana")


def test_a_made_up_id_is_no_address_but_a_short_path_that_finds_one_element_is(visit: Visit, shop: Shop, address: str):
    page, _ = visit()
    visitor = Visitor(page).go(address)
    start(visitor)
    point(visitor, "#r9x8q7")
    selector = stored(shop, visitor)["selector"]
    assert selector == "#tilaus > button:nth-of-type(1)"
    assert page.locator(selector).get_attribute("id") == "r9x8q7"


def test_tab_and_arrows_walk_in_reading_order_enter_chooses_and_the_focus_comes_back(
    visit: Visit, shop: Shop, address: str
):
    page, seen = visit()
    visitor = Visitor(page).go(address)
    start(visitor)
    told = page.get_by_role("status").filter(has_text=":")
    heard: list[str] = []
    page.evaluate("scrollTo(0, 0)")
    for key in ["Tab", "Tab", "ArrowDown", "ArrowRight", "Shift+Tab", "ArrowUp"]:
        page.keyboard.press(key)
        heard.append(told.inner_text())
    assert heard[0] == f"{say('point.heading')}: Puusepän verstas"
    assert heard[1] == f"{say('point.link')}: Kassa"
    assert heard[2] == f"{say('point.link')}: Yhteys"
    assert heard[4:] == [heard[2], heard[1]]
    page.keyboard.press("Enter")
    expect(glass_of(page)).to_have_count(0)
    expect(visitor.place.get_by_role("button", name=say("more.point"))).to_be_focused()
    expect(visitor.place.get_by_text(f"{say('point.link')}: Kassa")).to_be_visible()
    assert page.url.endswith(PATH), "the link was pointed at, not followed"
    assert seen.faults == []


def test_escape_and_the_button_leave_without_a_choice(visit: Visit, shop: Shop, address: str):
    page, _ = visit()
    visitor = Visitor(page).go(address)
    start(visitor)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(glass_of(page)).to_have_count(0)
    visitor.press(say("more.point"))
    page.get_by_role("button", name=say("point.leave"), exact=True).click()
    expect(glass_of(page)).to_have_count(0)
    expect(visitor.place.get_by_role("button", name=say("more.unpoint"))).to_have_count(0)


def test_she_can_take_away_what_she_pointed_at(visit: Visit, shop: Shop, address: str):
    page, _ = visit()
    visitor = Visitor(page).go(address)
    start(visitor)
    point(visitor, "#peru")
    visitor.press(say("more.unpoint"))
    expect(visitor.place.get_by_text("Peruuta tilaus")).to_be_hidden()
    expect(visitor.place.get_by_role("button", name=say("more.unpoint"))).to_be_hidden()
    assert stored(shop, visitor) is None


def test_a_tap_chooses_on_a_touch_screen(visit: Visit, shop: Shop, address: str):
    page, seen = visit(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    visitor = Visitor(page).go(address)
    start(visitor)
    page.locator("#peru").scroll_into_view_if_needed()
    box = page.locator("#peru").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + 9, box["y"] + 9)
    expect(glass_of(page)).to_have_count(0)
    assert stored(shop, visitor)["text"] == "Peruuta tilaus"
    assert seen.faults == []


def test_the_floating_panel_hides_while_she_points_and_nothing_in_the_page_moves(
    visit: Visit, shop: Shop, foreign_site: ForeignSite
):
    html = page_of(tag_of(shop.url), below=BELOW)
    page, seen = visit()
    visitor = Visitor(page).go(foreign_site.put("/demo-osoita", html, strictest_policy(shop.url)))
    visitor.floating_button.click()
    visitor.dialog.get_by_role("radio", name=say("faces.2"), exact=True).click()
    before, shifts = page.evaluate("document.body.outerHTML"), page.evaluate(SHIFTS)
    visitor.dialog.get_by_role("button", name=say("more.point")).click()
    expect(glass_of(page)).to_be_focused()
    expect(visitor.dialog).to_be_hidden()
    for y in range(50, 850, 50):
        page.mouse.move(300, y)
    assert page.evaluate("document.body.outerHTML") == before
    page.keyboard.press("Escape")
    expect(visitor.dialog).to_be_visible()
    assert page.evaluate(SHIFTS) == shifts
    assert seen.faults == []


@in_light_and_dark
def test_pointing_is_accessible(scheme: str, visit: Visit, shop: Shop):
    page, _ = visit(color_scheme=scheme)
    visitor = Visitor(page).go(shop.url + "/demo")
    start(visitor)
    page.keyboard.press("Tab")
    expect_accessible(page, "pointing")
    page.keyboard.press("Enter")
    expect_accessible(page, "pointed")


def test_the_button_is_reached_by_keyboard(visit: Visit, shop: Shop, address: str):
    page, _ = visit()
    visitor = Visitor(page).go(address)
    visitor.rate(3)
    press_until(page, "Tab", f"button {say('more.point')}")
    page.keyboard.press("Enter")
    expect(glass_of(page)).to_be_focused()

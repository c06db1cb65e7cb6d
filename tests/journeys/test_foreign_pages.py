"""The widget on somebody else's pages: under the strictest policy, beside any style, leaving no trace."""

import time

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import FINNISH, Visit
from tests.journeys.foreign import PATH, ForeignSite, page_of, serving_pages, strictest_policy, tag_of
from tests.journeys.page_styles import (
    PAGES,
    SHIFTS,
    Look,
    changed_pixels,
    changed_styles,
    look_of,
    page_styles,
    wear,
)
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

COMMENT = "Tuoli on kaunis, mutta toimitus viipyi."
# Two machines draw a curve's edge a little differently; one machine does not, but the fonts' caches may.
FEW_PIXELS = 0.001

# Pages differ in the room they leave and in what stands behind; with both the same the widget is the same.
SAME_ROOM = """(place) => {
  const room = { all: 'initial', display: 'block', position: 'absolute', left: '20px', top: '20px', width: '600px' };
  for (const name in room) place.style.setProperty(name, room[name], 'important');
  for (const other of document.querySelectorAll('header, main > :not([data-kohtaamo])')) {
    other.style.setProperty('visibility', 'hidden', 'important');
  }
}"""

every_page = pytest.mark.parametrize("css", PAGES.values(), ids=PAGES.keys())


@pytest.fixture(scope="module")
def workshop(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    """A foreign site that may send to the shop, as its owner has said over the API."""
    shop.allow(foreign_site.origin)
    # A server process looks once a second whether a site has changed.
    time.sleep(1.1)
    return foreign_site


@pytest.fixture(scope="module")
def plain_looks(browser: Browser, shop: Shop, workshop: ForeignSite) -> dict[str, Look]:
    """How the widget looks on a page without any style or policy."""
    address = workshop.put(PATH, page_of(tag_of(shop.url)))
    context = browser.new_context(**FINNISH)
    looks = walk(Visitor(context.new_page()).go(address))
    context.close()
    return looks


def walk(visitor: Visitor) -> dict[str, Look]:
    """What the widget looks like in each state a visitor meets."""
    visitor.place.evaluate(SAME_ROOM)
    looks = {"asking": look_of(visitor.card)}
    visitor.rate(4)
    visitor.box.fill(COMMENT)
    expect(visitor.place.get_by_text(say("leave"))).to_be_visible()
    looks["rated"] = look_of(visitor.card)
    looks["button"] = look_of(visitor.floating_button)
    visitor.floating_button.click()
    expect(visitor.dialog).to_be_visible()
    looks["dialog"] = look_of(visitor.dialog)
    return looks


@every_page
def test_it_rates_and_writes_under_the_strictest_policy_beside(
    css: str, visit: Visit, shop: Shop, workshop: ForeignSite
):
    page, seen = visit()
    wear(page, css)
    visitor = Visitor(page).go(workshop.put(PATH, page_of(tag_of(shop.url)), strictest_policy(shop.url)))
    visitor.rate(3)
    visitor.box.fill(COMMENT)
    visitor.send()
    visitor.expect_receipt()
    rate_in_the_dialog(visitor)
    assert seen.faults == []
    newest = shop.said()[:2]
    assert [(one["touchpoint"]["key"], one["rating"]["value"]) for one in newest] == [
        ("first-visit", 5),
        ("checkout", 3),
    ]
    assert newest[1]["comment"] == COMMENT
    assert newest[1]["page_url"] == workshop.origin + PATH


def rate_in_the_dialog(visitor: Visitor) -> None:
    visitor.floating_button.click()
    with visitor.page.expect_response(lambda response: response.url.endswith("/entries")):
        visitor.dialog.get_by_role("radio", name=say("faces.5"), exact=True).click()


@every_page
def test_it_looks_the_same_beside(
    css: str, visit: Visit, shop: Shop, workshop: ForeignSite, plain_looks: dict[str, Look]
):
    page, _ = visit()
    wear(page, css)
    looks = walk(Visitor(page).go(workshop.put(PATH, page_of(tag_of(shop.url)), strictest_policy(shop.url))))
    desk, _ = visit()
    for state, plain in plain_looks.items():
        assert changed_styles(plain.styles, looks[state].styles) == [], state
        assert changed_pixels(desk, plain.picture, looks[state].picture) <= FEW_PIXELS, state


@every_page
def test_it_changes_no_style_and_moves_no_element_of(css: str, visit: Visit, shop: Shop, workshop: ForeignSite):
    with_tag, without_tag = workshop.put(PATH, page_of(tag_of(shop.url))), workshop.put(PATH + "-ilman", page_of())
    page, _ = visit()
    wear(page, css)
    page.goto(without_tag)
    # What the pointer is over has styles of its own in some of these pages.
    page.mouse.move(2, 2)
    before = page_styles(page)
    Visitor(page).go(with_tag)
    expect(Visitor(page).floating_button).to_be_visible()
    page.mouse.move(3, 3)
    assert changed_styles(before, page_styles(page)) == []
    assert page.evaluate(SHIFTS) == []


def test_what_stands_below_an_inline_place_stays_where_it_is(visit: Visit, shop: Shop, workshop: ForeignSite):
    """A page that keeps the place's room free by itself never jumps before the visitor acts."""
    place = '<div data-kohtaamo="checkout" style="min-height: 170px"></div>'
    page, _ = visit()
    page.goto(workshop.put(PATH, page_of(tag_of(shop.url), place, "<p id=below>Postikulut 9 €</p>")))
    top = top_of(page.locator("#below"))
    expect(Visitor(page).star(1)).to_be_visible()
    assert top_of(page.locator("#below")) == top
    assert page.evaluate(SHIFTS) == []


def top_of(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"]


def test_a_page_without_a_touchpoint_gets_one_file_and_the_configuration(
    visit: Visit, shop: Shop, workshop: ForeignSite
):
    page, seen = visit()
    page.goto(workshop.put("/muualla", page_of(tag_of(shop.url), place="")))
    page.wait_for_function("() => !!window.kohtaamo")
    page.wait_for_load_state("networkidle")
    asked = [request.url.removeprefix(shop.url) for request in seen.requests if request.url.startswith(shop.url)]
    assert asked == ["/w/k.js", "/w/v1/sites/pk_demo"]


def test_an_origin_the_owner_did_not_name_is_told_so_and_loses_nothing(visit: Visit, shop: Shop):
    """Refused for good: said in the page, and her words stay in the box."""
    with serving_pages() as stranger:
        page, seen = visit()
        seen.forgive("403")
        visitor = Visitor(page).go(stranger.put("/", page_of(tag_of(shop.url))))
        visitor.rate(4)
        visitor.box.fill(COMMENT)
        visitor.send()
        expect(visitor.status).to_contain_text(say("refused", "").strip())
        expect(visitor.box).to_have_value(COMMENT)
        assert seen.faults == []


def test_destroy_gives_the_page_back_as_it_was(visit: Visit, shop: Shop, workshop: ForeignSite):
    with_tag, without_tag = workshop.put(PATH, page_of(tag_of(shop.url))), workshop.put(PATH + "-ilman", page_of())
    page, seen = visit()
    page.goto(without_tag)
    before = page_styles(page)
    Visitor(page).go(with_tag)
    page.evaluate("kohtaamo('destroy')")
    expect(Visitor(page).floating_button).to_have_count(0)
    assert changed_styles(before, page_styles(page)) == []
    assert gone(page)
    assert seen.faults == []


def gone(page: Page) -> bool:
    script = (
        "() => ![...document.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot) && !('kohtaamo' in window)"
    )
    return bool(page.evaluate(script))

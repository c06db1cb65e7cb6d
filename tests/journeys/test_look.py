"""The owner's look, the page's own styles by part, and every screen and scheme a visitor may have."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.asking import add_touchpoint, option, put_page, question
from tests.journeys.conftest import Visit
from tests.journeys.foreign import PATH, ForeignSite, page_of, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

PARTS = {"card", "question", "option", "button", "field", "note"}
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
OVERFLOWING = """(card) => [...card.querySelectorAll('*')].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  return width && one.localName != 'input' && (left < box.left - 1 || right > box.right + 1);
}).map(({ localName, className }) => `${localName}.${className}`)"""
SEVERAL = [option("price", "Hinta"), option("speed", "Nopeus"), option("other", "Jokin muu")]
KINDS = ["stars", "faces", "thumbs", "csat", "nps", "ces", "expectation"]

Dressed = Callable[..., Visitor]


@pytest.fixture(scope="module")
def village(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    return foreign_site


@pytest.fixture(scope="module")
def every_kind(shop: Shop) -> str:
    scales = [question(kind, kind, f"Miltä {kind} näyttää?") for kind in KINDS]
    more = [question("why", "choice", "Mikä vaikutti?", options=SEVERAL, several=True), question("t", "text", "Miksi?")]
    return add_touchpoint(shop, [*scales, *more], ask_email=True, ask_permission=True)


@pytest.fixture
def dressed(visit: Visit, shop: Shop, village: ForeignSite) -> Dressed:
    """A visitor at a page whose tag asks for a look of its own."""

    def go(look: str = "", head: str = "", **options: Any) -> Visitor:
        page, _ = visit(**options)
        tag = tag_of(shop.url).replace("async", f"async {look}")
        return Visitor(page).go(village.put(PATH, page_of(head + tag)))

    return go


def style(place: Locator, name: str) -> str:
    return str(place.evaluate(f"(one) => getComputedStyle(one).getPropertyValue('{name}')"))


@pytest.mark.parametrize(
    ("look", "screen", "ground"),
    [
        ("", "light", "rgb(255, 255, 255)"),
        ("", "dark", "rgb(29, 33, 38)"),
        ('data-scheme="light"', "dark", "rgb(255, 255, 255)"),
        ('data-scheme="dark"', "light", "rgb(29, 33, 38)"),
    ],
    ids=["auto on light", "auto on dark", "always light", "always dark"],
)
def test_the_scheme_is_the_screens_or_the_owners(look: str, screen: str, ground: str, dressed: Dressed):
    assert style(dressed(look, color_scheme=screen).card, "background-color") == ground


def test_radius_font_and_side_are_the_owners(dressed: Dressed):
    head = "<style>body { font-family: Georgia, serif }</style>"
    visitor = dressed('data-radius="0" data-font="inherit" data-position="left"', head)
    assert style(visitor.card, "border-top-left-radius") == "0px"
    assert style(visitor.card, "font-family") == "Georgia, serif"
    box = visitor.floating_button.bounding_box()
    assert box is not None
    assert box["x"] == 16


def test_without_a_wish_the_font_is_the_systems_and_the_corners_are_round(dressed: Dressed):
    visitor = dressed(head="<style>body { font-family: Georgia, serif }</style>")
    assert style(visitor.card, "font-family") == "system-ui, sans-serif"
    assert style(visitor.card, "border-top-left-radius") == "14px"


def test_a_page_styles_the_named_parts_and_nothing_else(dressed: Dressed):
    visitor = dressed(head="<style>::part(card) { background: rgb(1, 2, 3) } ::part(launcher) { opacity: .5 }</style>")
    visitor.rate(4)
    assert style(visitor.card, "background-color") == "rgb(1, 2, 3)"
    assert style(visitor.floating_button, "opacity") == "0.5"
    parts = "(card) => [card, ...card.querySelectorAll('[part]')].flatMap(({ part }) => [...part])"
    assert set(visitor.card.evaluate(parts)) == PARTS
    # The word below is outside the view, but inside the card.
    assert visitor.status.get_attribute("part") == "note"


def walk(page: Page, address: str, key: str) -> Visitor:
    page.goto(address)
    visitor = Visitor(page, key)
    visitor.place.scroll_into_view_if_needed()
    visitor.star(5).click()
    expect(visitor.box).to_be_visible()
    visitor.box.fill("Kaikki sujui hienosti ja vaivattomasti.")
    visitor.place.get_by_role("group", name=say("more.publish")).get_by_role("radio").first.check()
    return visitor


@pytest.mark.parametrize("width", [320, 1280 // 4], ids=["a narrow screen", "400 % zoom"])
def test_nothing_is_lost_on(width: int, visit: Visit, shop: Shop, village: ForeignSite, every_kind: str):
    page, _ = visit(viewport={"width": width, "height": 256})
    visitor = walk(page, put_page(village, shop, every_kind), every_kind)
    assert page.evaluate(WIDER) <= 0
    assert visitor.card.evaluate(OVERFLOWING) == []


def test_the_floating_panel_can_be_read_to_its_end_at_400_percent(visit: Visit, shop: Shop):
    page, _ = visit(viewport={"width": 320, "height": 256})
    page.goto(shop.url + "/demo")
    visitor = Visitor(page)
    visitor.floating_button.click()
    visitor.dialog.get_by_role("radio").first.click()
    send = visitor.dialog.get_by_role("button", name=say("send"), exact=True)
    send.scroll_into_view_if_needed()
    expect(send).to_be_in_viewport()


def test_what_is_chosen_shows_in_forced_colours(visit: Visit, shop: Shop, village: ForeignSite, every_kind: str):
    page, _ = visit(forced_colors="active")
    visitor = walk(page, put_page(village, shop, every_kind), every_kind)
    for kind in KINDS[2:]:
        group = visitor.place.get_by_role("group", name=f"Miltä {kind} näyttää?")
        before = group.locator("label").last.screenshot()
        group.get_by_role("radio").last.click()
        page.mouse.move(0, 0)
        assert group.locator("label").last.screenshot() != before, kind


def test_nothing_moves_for_who_wants_no_motion(dressed: Dressed):
    visitor = dressed(reduced_motion="reduce")
    visitor.rate(4)
    visitor.floating_button.click()
    assert visitor.page.evaluate("() => document.getAnimations().length") == 0


def test_a_language_from_right_to_left_turns_the_card_round(visit: Visit, shop: Shop, village: ForeignSite):
    """No such language is built yet: the words say so, and the card obeys."""
    page, _ = visit()

    def turned(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), "dir": "rtl"})

    page.route("**/w/f/fi.*.json", turned)
    visitor = Visitor(page).go(village.put(PATH, page_of(tag_of(shop.url))))
    first, last = visitor.star(1).bounding_box(), visitor.star(5).bounding_box()
    assert first is not None
    assert last is not None
    assert first["x"] > last["x"]
    assert page.evaluate(WIDER) <= 0

"""Where and when a touchpoint comes by itself: triggers, conditions, and the quiet it keeps."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.asking import add_touchpoint, put_page, question
from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import say

pytestmark = pytest.mark.browser

GRADE = [question("grade", "stars", "Miten meni?")]
LONG = '<p style="height: 3000px">Pitkä sivu</p><p id="end">Loppu</p><form><input id="name"></form>'
KEPT = "() => Object.keys(localStorage).sort()"
DAY = 86_400_000
# Longer than it takes to open, so that what has not opened does not.
A_WHILE = 1_500

Ready = Callable[..., str]


@pytest.fixture(scope="module")
def village(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    return foreign_site


@pytest.fixture
def popover(shop: Shop, village: ForeignSite) -> Ready:
    """Makes a popover for one page alone; the address of that page."""

    def make(when: dict[str, Any] | None = None, tag: str = "", **more: Any) -> str:
        # The page's address is made from the key, so the glob comes after.
        key = add_touchpoint(shop, GRADE, placement="popover", when=when, pages=["/nowhere"], **more)
        return put_page_for(shop, village, key, tag)

    return make


def put_page_for(shop: Shop, village: ForeignSite, key: str, tag: str) -> str:
    [site] = [one for one in shop.ask("GET", "/api/v1/touchpoints?site=pk_demo")["items"] if one["key"] == key]
    shop.ask("PATCH", f"/api/v1/touchpoints/{site['id']}", {"pages": [f"/{key}*"]})
    return put_page(village, shop, key, place='<button id="buy">Osta</button>', below=LONG, tag=tag)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def expect_nothing(page: Page) -> None:
    page.wait_for_timeout(A_WHILE)
    expect(dialog(page)).to_have_count(0)


def go(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


def scroll_down(page: Page) -> None:
    page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")


def leave_at_the_top(page: Page) -> None:
    page.evaluate("() => document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY: -1 }))")


def nothing(_page: Page) -> None:
    """It comes by itself."""


TRIGGERS: dict[str, tuple[dict[str, Any], Callable[[Page], object]]] = {
    "the page": ({}, nothing),
    "seconds": ({"seconds": 1}, nothing),
    "scroll": ({"scroll": 80}, scroll_down),
    "exit": ({"exit": True}, leave_at_the_top),
    "seen": ({"seen": "#end"}, scroll_down),
    "clicked": ({"clicked": "#buy"}, lambda page: page.locator("#buy").click()),
    "event": ({"event": "bought"}, lambda page: page.evaluate("kohtaamo('event', 'bought')")),
}


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_popover_opens_on(trigger: str, visit: Visit, popover: Ready):
    when, act = TRIGGERS[trigger]
    page, seen = visit()
    go(page, popover(when or None))
    if trigger not in ("the page", "seconds"):
        expect_nothing(page)
    act(page)
    expect(dialog(page)).to_be_visible()
    assert page.evaluate("() => document.activeElement.localName") in ("body", "button"), "it takes no focus"
    assert page.evaluate(KEPT) == []
    assert seen.faults == []


@pytest.mark.parametrize(
    "when", [{"hosts": ["elsewhere.example"]}, {"query": {"from": "mail*"}}], ids=["host", "query"]
)
def test_a_condition_that_does_not_hold_keeps_it_away(when: dict[str, Any], visit: Visit, popover: Ready):
    page, seen = visit()
    go(page, popover(when))
    expect_nothing(page)
    assert seen.faults == []


@pytest.mark.parametrize("trigger", ["seen", "clicked"])
def test_a_selector_that_is_none_is_told_once_and_hurts_nothing_else(
    trigger: str, visit: Visit, popover: Ready, shop: Shop, village: ForeignSite
):
    page, seen = visit()
    address = popover({trigger: "#end >", "event": "bought"})
    path = address.removeprefix(village.origin)
    add_touchpoint(shop, GRADE, placement="floating", launcher={"fi": "Nappi"}, pages=[path])
    go(page, address)
    expect(page.get_by_role("button", name="Nappi")).to_be_visible()
    page.locator("#buy").click(click_count=2)
    scroll_down(page)
    expect_nothing(page)
    page.evaluate("kohtaamo('event', 'bought')")
    expect(dialog(page)).to_be_visible()
    switch_off(shop, path[1:])
    [complaint] = seen.complaints
    assert "'#end >' is not a valid selector" in complaint


def switch_off(shop: Shop, key: str) -> None:
    """So that it complains on no other test's page."""
    [row] = [row for row in shop.ask("GET", "/api/v1/touchpoints?site=pk_demo")["items"] if row["key"] == key]
    shop.ask("PATCH", f"/api/v1/touchpoints/{row['id']}", {"is_active": False})


def test_a_condition_on_the_address_holds(visit: Visit, popover: Ready, village: ForeignSite):
    page, _ = visit()
    address = popover({"hosts": ["local*"], "query": {"from": "mail*"}})
    path = address.removeprefix(village.origin)
    village.pages[path + "?from=mail-7"] = village.pages[path]
    go(page, address + "?from=mail-7")
    expect(dialog(page)).to_be_visible()


@pytest.mark.parametrize(("dice", "shows"), [(0.49, True), (0.51, False)])
def test_a_share_of_page_views_is_asked(dice: float, shows: bool, visit: Visit, popover: Ready):
    page, _ = visit()
    page.add_init_script(f"Math.random = () => {dice}")
    go(page, popover({"share": 50}))
    if shows:
        expect(dialog(page)).to_be_visible()
    else:
        expect_nothing(page)
    assert page.evaluate(KEPT) == []


def test_who_sends_it_away_is_left_alone_for_a_week_on_every_page(visit: Visit, popover: Ready):
    page, _ = visit()
    first, second = popover(), popover()
    go(page, first)
    dialog(page).get_by_role("button", name=say("close")).click()
    assert page.evaluate(KEPT) == ["kd:pk_demo"]
    go(page, second)
    expect_nothing(page)
    page.evaluate(f"() => localStorage['kd:pk_demo'] = Date.now() - 7 * {DAY} - 1000")
    go(page, second)
    expect(dialog(page)).to_be_visible()


def test_who_has_answered_is_left_alone_for_a_month(visit: Visit, popover: Ready, shop: Shop):
    page, _ = visit()
    first, second = popover(), popover()
    go(page, first)
    with page.expect_response("**/v1/entries"):
        dialog(page).get_by_role("radio", name=say("stars", 4), exact=True).click()
    go(page, second)
    expect_nothing(page)
    [site] = shop.ask("GET", "/api/v1/sites")["items"]
    assert site["quiet"] == {"answered_days": 30, "dismissed_days": 7}


def test_a_stamp_from_the_future_silences_nothing(visit: Visit, popover: Ready):
    """The device's clock was a year ahead when she sent it away, and has been put right."""
    page, _ = visit()
    address = popover()
    go(page, address)
    dialog(page).get_by_role("button", name=say("close")).click()
    page.evaluate(f"() => localStorage['kd:pk_demo'] = Date.now() + 365 * {DAY}")
    go(page, address)
    expect(dialog(page)).to_be_visible()


def test_the_same_order_is_never_asked_about_twice(visit: Visit, popover: Ready, shop: Shop):
    page, _ = visit()
    tag = tag_of(shop.url).replace("async", 'async data-subject="tilaus-7"')
    address = popover(tag=tag)
    go(page, address)
    with page.expect_response("**/v1/entries"):
        dialog(page).get_by_role("radio", name=say("stars", 4), exact=True).click()
    # Long ago: no quiet is kept any more.
    page.evaluate(
        "() => { const kept = JSON.parse(localStorage['kt:pk_demo']); kept[0].a = 1; "
        "localStorage['kt:pk_demo'] = JSON.stringify(kept); }"
    )
    go(page, address)
    expect_nothing(page)
    page.evaluate("kohtaamo('set', { subject: 'tilaus-8' })")
    page.evaluate("() => history.pushState({}, '', location.pathname + '?next')")
    page.evaluate("() => document.body.append('muuttui')")
    expect(dialog(page)).to_be_visible()
    expect(dialog(page).get_by_role("radio", name=say("stars", 4), exact=True)).not_to_be_checked()


def test_it_waits_while_she_fills_in_a_form(visit: Visit, popover: Ready):
    page, _ = visit()
    go(page, popover({"event": "late"}))
    page.locator("#name").fill("Maija")
    page.evaluate("kohtaamo('event', 'late')")
    expect_nothing(page)
    page.locator("#name").blur()
    expect(dialog(page)).to_be_visible(timeout=8000)


def test_a_page_reached_without_a_load_is_looked_at_anew(visit: Visit, popover: Ready, village: ForeignSite):
    page, seen = visit()
    address = popover()
    key = address.rsplit("/", 1)[1]
    go(page, put_elsewhere(village, address))
    expect_nothing(page)
    page.evaluate(f"() => {{ history.pushState({{}}, '', '/{key}-2'); document.body.append('uusi sivu'); }}")
    expect(dialog(page)).to_be_visible()
    assert seen.faults == []


def test_an_address_that_changes_by_script_alone_is_looked_at_anew(visit: Visit, popover: Ready, village: ForeignSite):
    """Not one node of the page changes with it."""
    page, seen = visit()
    address = popover()
    key = address.rsplit("/", 1)[1]
    go(page, put_elsewhere(village, address))
    expect_nothing(page)
    page.evaluate(f"() => history.pushState({{}}, '', '/{key}-2')")
    expect(dialog(page)).to_be_visible()
    assert seen.faults == []


def test_a_popover_is_told_of_politely_and_reached_by_keyboard(visit: Visit, popover: Ready):
    """Who sees nothing hears what is asked, keeps her place, and comes to it by Tab and back by Escape."""
    page, seen = visit()
    go(page, popover({"event": "bought"}))
    buy = page.locator("#buy")
    buy.focus()
    page.evaluate("kohtaamo('event', 'bought')")
    expect(dialog(page)).to_be_visible()
    told = page.get_by_role("status").filter(has_text="Miten meni?")
    expect(told).to_be_attached()
    assert told.evaluate("(region) => getComputedStyle(region).width") == "1px", "heard, not seen"
    expect(buy).to_be_focused()
    inside = "() => !!document.activeElement.shadowRoot"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(inside):
            break
    assert page.evaluate(inside)
    came_from = page.locator("#name")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(came_from).to_be_focused()
    assert seen.faults == []


def put_elsewhere(village: ForeignSite, address: str) -> str:
    path = address.removeprefix(village.origin)
    village.pages["/elsewhere"] = village.pages[path]
    return village.origin + "/elsewhere"


def test_destroy_disarms_what_has_not_opened(visit: Visit, popover: Ready):
    page, seen = visit()
    go(page, popover({"clicked": "#buy"}))
    page.evaluate("kohtaamo('destroy')")
    page.wait_for_function("() => !('kohtaamo' in window)")
    page.locator("#buy").click()
    expect_nothing(page)
    assert seen.faults == []

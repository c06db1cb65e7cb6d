"""Without a mouse, without sight, on a narrow screen: the shop with the widget, and the console."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from backend.ops.demo import DEMO_OWNER
from tests.journeys.conftest import FINNISH, Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "kolme haukea suvannossa"
NARROW = {"width": 360, "height": 740}
COMMENT = "Huopa on lämmin ja kaunis, kiitos!"

FOCUSED = """() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return [focused.localName, focused.ariaLabel || focused.title || focused.textContent.trim()].join(' ');
}"""
# Said with the element, so that a reader knows where to look.
VIOLATIONS = """async () => (await axe.run()).violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, any, all }) => `${id} at ${target}: ${[...any, ...all].map(({ message }) => message)}`))"""
WIDER_THAN_THE_SCREEN = """() => {
  const tooWide = ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1;
  // Code to copy and the strip of views are made to be pushed sideways.
  const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && !one.matches('pre, nav.views');
  const inside = ({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('*') ?? [])];
  const all = [...document.querySelectorAll('*')].flatMap((one) => [one, ...inside(one)]);
  const wide = [document.documentElement, ...all.filter(scrolls)].filter(tooWide);
  return wide.map((one) => `${one.localName}.${one.className}`);
}"""

in_light_and_dark = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture(scope="module")
def signed_in(browser: Browser, shop: Shop) -> Iterator[StorageState]:
    """The owner's session, as a browser keeps it."""
    context = browser.new_context(**FINNISH)
    Desk(context.new_page(), shop.url).enter_by_link(shop.link, PASSWORD)
    yield context.storage_state()
    context.close()


@pytest.fixture(scope="module")
def answered(browser: Browser, shop: Shop) -> StorageState:
    """A visitor who has an answer waiting, as her browser keeps it."""
    context = browser.new_context(**FINNISH)
    visitor = Visitor(context.new_page()).go(shop.url + "/demo")
    visitor.rate(5)
    visitor.box.fill(COMMENT)
    visitor.send()
    visitor.expect_receipt()
    [one, *_] = [one for one in shop.said() if one["comment"] == COMMENT]
    shop.ask("POST", f"/api/v1/feedback/{one['id']}/messages", {"text": "Ilo kuulla!", "visibility": "public"})
    state = context.storage_state()
    context.close()
    return state


def press_until(page: Page, key: str, wanted: str) -> int:
    """How many presses it took to bring the focus there."""
    for presses in range(1, 30):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED) == wanted:
            return presses
    raise AssertionError(f"{wanted} is out of the keyboard's reach")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_arrow_keys_move_between_the_stars_and_only_a_key_press_sends(key: str, visit: Visit, shop: Shop):
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    press_until(page, "Tab", f"input {say('stars', 1)}")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(visitor.star(3)).to_be_checked()
    expect(visitor.status).to_have_text(say("keys"))
    page.wait_for_timeout(300)
    assert seen.sent("POST") == [], "moving is not answering"
    with page.expect_response("**/v1/entries") as answered:
        page.keyboard.press(key)
    assert answered.value.request.post_data_json["rating"] == 3
    assert page.evaluate(FOCUSED) == f"input {say('stars', 3)}", "the focus stays where she is"
    assert seen.faults == []


def test_the_whole_visit_goes_by_keyboard(visit: Visit, shop: Shop):
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    press_until(page, "Tab", f"input {say('stars', 1)}")
    page.keyboard.press("Space")
    # One stop for all the stars, one for each of five reasons, one for the eleven numbers.
    assert press_until(page, "Tab", "input 0") == 6
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(COMMENT)
    press_until(page, "Tab", f"button {say('send')}")
    page.keyboard.press("Enter")
    visitor.expect_receipt()
    assert page.evaluate(FOCUSED) == f"h2 {say('thanks')}", "the focus follows to what came instead"
    assert seen.faults == []


def test_the_floating_panel_takes_the_focus_and_escape_gives_it_back(visit: Visit, shop: Shop):
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    press_until(page, "Tab", "button Anna palautetta")
    page.keyboard.press("Enter")
    expect(visitor.dialog).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == f"button {say('close')}"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(visitor.dialog).to_have_count(0)
    assert page.evaluate(FOCUSED) == "button Anna palautetta"
    assert seen.faults == []


def test_keys_pressed_in_the_widget_do_not_reach_the_pages_shortcuts(visit: Visit, shop: Shop):
    page, _ = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    page.evaluate("() => { window.heard = []; addEventListener('keydown', ({ key }) => heard.push(key)); }")
    visitor.rate(4)
    visitor.box.press_sequentially("jk?")
    assert page.evaluate("heard") == []
    assert visitor.box.input_value() == "jk?"


def expect_accessible(page: Page, where: str) -> None:
    """By the rules of axe-core, best practices included, once everything has come to rest."""
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8") + ";1")
    assert page.evaluate(VIOLATIONS) == [], where


@in_light_and_dark
def test_every_state_of_the_widget_is_accessible(scheme: str, visit: Visit, shop: Shop):
    page, _ = visit(color_scheme=scheme)
    visitor = Visitor(page).go(shop.url + "/demo")
    expect_accessible(page, "asking")
    page.context.set_offline(True)
    visitor.rate(4)
    expect(visitor.status).to_have_text(say("kept"))
    expect_accessible(page, "kept on the device")
    page.context.set_offline(False)
    visitor.box.fill(COMMENT)
    expect(visitor.place.get_by_text(say("leave"))).to_be_visible()
    expect_accessible(page, "rated")
    visitor.send()
    visitor.expect_receipt()
    expect_accessible(page, "thanked")
    visitor.floating_button.click()
    expect(visitor.dialog).to_be_visible()
    expect_accessible(page, "in the floating panel")


@in_light_and_dark
def test_the_conversation_is_accessible(scheme: str, visit: Visit, shop: Shop, answered: StorageState):
    page, _ = visit(color_scheme=scheme, storage_state=answered)
    page.goto(shop.url + "/demo")
    visitor = Visitor(page)
    expect(visitor.floating_button).to_contain_text(say("talk.news", 1))
    expect_accessible(page, "an answer announced")
    visitor.press(say("talk.news", 1))
    expect(visitor.place.get_by_role("list", name=say("talk.title"))).to_contain_text("Ilo kuulla!")
    expect_accessible(page, "conversation")
    visitor.press(say("talk.erase"))
    expect_accessible(page, "asked before erasing")


def rooms_of(desk: Desk) -> dict[str, Callable[[], Any]]:
    """The console's views, and how to get to each."""

    def open_conversation() -> None:
        desk.go("inbox")
        desk.row(COMMENT).first.get_by_role("link").click()
        expect(desk.conversation.get_by_role("textbox")).to_be_visible()

    def open_room(room: str, heading: str) -> None:
        desk.go(room)
        expect(desk.page.get_by_role("heading", name=heading, exact=True, level=1)).to_be_visible()
        expect(desk.page.locator("[aria-busy=true]")).to_have_count(0)

    return {
        "inbox": lambda: open_room("inbox", WORDS["inbox"]),
        "conversation": open_conversation,
        "touchpoints": lambda: open_room("touchpoints", WORDS["touchpoints"]),
        "settings": lambda: open_room("settings", WORDS["settings"]),
    }


@in_light_and_dark
@pytest.mark.usefixtures("answered")
def test_every_view_of_the_console_is_accessible(scheme: str, visit: Visit, shop: Shop, signed_in: StorageState):
    page, _ = visit(color_scheme=scheme)
    Desk(page, shop.url).go()
    expect(page.get_by_label(WORDS["password"])).to_be_visible()
    expect_accessible(page, "sign-in")
    page, seen = visit(color_scheme=scheme, storage_state=signed_in)
    for name, enter in rooms_of(Desk(page, shop.url)).items():
        enter()
        expect_accessible(page, name)
    assert seen.faults == []


@pytest.mark.usefixtures("answered")
def test_no_view_of_the_console_scrolls_sideways_at_360_pixels(visit: Visit, shop: Shop, signed_in: StorageState):
    page, _ = visit(viewport=NARROW, storage_state=signed_in)
    for name, enter in rooms_of(Desk(page, shop.url)).items():
        enter()
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], name


def test_nothing_in_the_shop_scrolls_sideways_at_360_pixels(visit: Visit, shop: Shop, answered: StorageState):
    page, _ = visit(viewport=NARROW)
    visitor = Visitor(page).go(shop.url + "/demo")
    visitor.rate(2)
    expect(visitor.recommend(10)).to_be_visible()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], "rated"
    visitor.floating_button.click()
    expect(visitor.dialog).to_be_visible()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], "floating panel"
    page.goto(shop.url + "/demo/help")
    expect(page.get_by_role("group").first).to_be_visible()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], "help"


def test_the_console_opens_answers_and_returns_by_keyboard(
    visit: Visit, shop: Shop, signed_in: StorageState, answered: StorageState
):
    page, _ = visit(storage_state=signed_in)
    desk = Desk(page, shop.url)
    desk.go()
    expect(desk.row(COMMENT).first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(desk.conversation.get_by_role("textbox")).to_be_visible()
    page.keyboard.press("r")
    expect(desk.conversation.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(desk.conversation).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name=WORDS["help.title"])).to_be_visible()


def test_who_signs_in_by_link_can_come_back_by_password(visit: Visit, shop: Shop, signed_in: StorageState):
    page, _ = visit()
    desk = Desk(page, shop.url)
    desk.go("touchpoints")
    desk.sign_in(DEMO_OWNER, PASSWORD)
    expect(page.get_by_role("heading", name=WORDS["touchpoints"], level=1)).to_be_visible()

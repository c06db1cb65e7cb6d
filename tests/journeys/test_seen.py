"""What a page tells of what it showed: on one page load in ten, each step once, and not a word about the visitor."""

import json
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.asking import add_touchpoint, put_page, question
from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, page_of, strictest_policy, tag_of
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW
from tests.journeys.visitor import Visitor, say
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

GRADE = [question("grade", "stars", "Miten meni?")]
FAR_BELOW = '<p style="height: 4000px">Pitkä sivu</p>'
# Longer than the page needs to load, build and send.
A_WHILE = 1_500

Counted = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module")
def village(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    return foreign_site


@pytest.fixture
def counted(visit: Visit) -> Counted:
    """A page whose loads are counted, or at another throw of the coin perhaps not."""

    def new_page(coin: float = 0.099, script: str = "", **options) -> tuple[Page, Watch]:
        page, seen = visit(**options)
        page.add_init_script(f"Math.random = () => {coin}; {script}")
        return page, seen

    return new_page


def told(seen: Watch) -> list[dict]:
    return [json.loads(request.post_data or "") for request in seen.sent() if request.url.endswith("/w/v1/seen")]


def steps(seen: Watch, touchpoint: str) -> list[list[str]]:
    return [report["steps"] for report in told(seen) if report["touchpoint"] == touchpoint]


def expect_steps(page: Page, seen: Watch, touchpoint: str, expected: list[list[str]]) -> None:
    """These, and after a while still no others."""
    until = time.monotonic() + 10
    while steps(seen, touchpoint) != expected and time.monotonic() < until:
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    assert steps(seen, touchpoint) == expected


@pytest.fixture
def asked(shop: Shop, village: ForeignSite) -> tuple[str, str]:
    """An inline touchpoint of its own: its key and its page."""
    key = add_touchpoint(shop, GRADE)
    return key, put_page(village, shop, key)


def test_a_counted_page_tells_each_step_once_and_nothing_of_the_visitor(asked, counted: Counted, shop: Shop):
    key, address = asked
    page, seen = counted()
    visitor = Visitor(page, key).go(address)
    expect_steps(page, seen, key, [["shown"]])
    visitor.rate(2)
    visitor.rate(4)
    visitor.box.fill("Toimitus viipyi")
    visitor.send()
    visitor.expect_receipt()
    expect_steps(page, seen, key, [["shown"], ["answered"]])
    assert all(report.keys() == {"site", "touchpoint", "steps"} for report in told(seen))
    [first, *_] = [request for request in seen.sent() if request.url.endswith("/w/v1/seen")]
    assert first.headers["content-type"].startswith("text/plain")
    assert "cookie" not in first.all_headers()
    assert seen.faults == []


def test_the_owner_reads_how_many_answered(asked, counted: Counted, shop: Shop):
    key, address = asked
    for number in range(2):
        page, seen = counted()
        visitor = Visitor(page, key).go(address)
        expect_steps(page, seen, key, [["shown"]])
        if number:
            visitor.rate(5)
            expect_steps(page, seen, key, [["shown"], ["answered"]])
    until, figure = time.monotonic() + 15, None
    while (
        figure is None or figure["answered"]["n"] < 2 or not figure["answered"]["value"]
    ) and time.monotonic() < until:
        time.sleep(0.2)
        stages = shop.ask("GET", "/api/v1/journey?site=pk_demo")["stages"]
        figure = next(one["response"] for stage in stages for one in stage["touchpoints"] if one["key"] == key)
    assert figure["shown_as"] == "question"
    assert (figure["answered"]["n"], figure["answered"]["value"], figure["answered"]["too_few"]) == (2, 0.5, True)


def test_nothing_is_written_on_the_device_before_she_acts(asked, counted: Counted):
    key, address = asked
    page, seen = counted()
    Visitor(page, key).go(address)
    expect_steps(page, seen, key, [["shown"]])
    assert page.evaluate("() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]") == [
        [],
        [],
        "",
    ]


def expect_silence(page: Page, seen: Watch) -> None:
    page.wait_for_timeout(A_WHILE)
    assert told(seen) == []


def test_nine_page_loads_in_ten_tell_nothing_and_load_nothing_for_it(asked, counted: Counted):
    key, address = asked
    page, seen = counted(coin=0.1)
    Visitor(page, key).go(address).rate(3)
    expect_silence(page, seen)
    assert not [request.url for request in seen.requests if "/w/f/v." in request.url]


def test_whoever_wants_no_sharing_is_not_counted(asked, counted: Counted):
    key, address = asked
    page, seen = counted(script="Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });")
    Visitor(page, key).go(address).rate(3)
    expect_silence(page, seen)


def test_what_she_has_answered_before_is_not_shown_to_her_again_in_the_count(asked, counted: Counted):
    key, address = asked
    page, seen = counted()
    visitor = Visitor(page, key).go(address)
    visitor.rate(4)
    expect_steps(page, seen, key, [["shown"], ["answered"]])
    page.reload()
    expect(visitor.card).to_be_visible()
    page.wait_for_timeout(A_WHILE)
    assert len(told(seen)) == 2


def test_a_question_counts_as_shown_when_it_comes_into_view(shop: Shop, village: ForeignSite, counted: Counted):
    key = add_touchpoint(shop, GRADE)
    # Near enough to be built, and still below the window's edge.
    place = f'<p style="height: 1100px">Pitkä</p><div data-kohtaamo="{key}"></div>{FAR_BELOW}'
    address = village.put(f"/{key}", f"<!doctype html>{tag_of(shop.url)}<body>{place}")
    page, seen = counted()
    page.goto(address)
    visitor = Visitor(page, key)
    expect(visitor.star(1)).to_be_attached()
    expect_silence(page, seen)
    visitor.place.scroll_into_view_if_needed()
    expect_steps(page, seen, key, [["shown"]])


def test_a_floating_button_is_shown_then_opened_then_answered(shop: Shop, village: ForeignSite, counted: Counted):
    key = add_touchpoint(shop, GRADE, placement="floating", launcher={"fi": "Kerro meille tästä"}, pages=["/nowhere"])
    [one] = [one for one in shop.ask("GET", "/api/v1/touchpoints?site=pk_demo")["items"] if one["key"] == key]
    shop.ask("PATCH", f"/api/v1/touchpoints/{one['id']}", {"pages": [f"/{key}*"]})
    address = put_page(village, shop, key, place="")
    page, seen = counted(viewport=NARROW)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    button = page.get_by_role("button", name="Kerro meille tästä")
    expect_steps(page, seen, key, [["shown"]])
    button.click()
    expect_steps(page, seen, key, [["shown"], ["opened"]])
    page.get_by_role("dialog").get_by_role("radio", name=say("stars", 4), exact=True).click()
    expect_steps(page, seen, key, [["shown"], ["opened"], ["answered"]])
    page.get_by_role("dialog").press("Escape")
    button.click()
    expect_steps(page, seen, key, [["shown"], ["opened"], ["answered"]])


def test_a_popover_that_comes_by_itself_is_shown_and_not_opened(shop: Shop, village: ForeignSite, counted: Counted):
    key = add_touchpoint(shop, GRADE, placement="popover", pages=["/nowhere"])
    [one] = [one for one in shop.ask("GET", "/api/v1/touchpoints?site=pk_demo")["items"] if one["key"] == key]
    shop.ask("PATCH", f"/api/v1/touchpoints/{one['id']}", {"pages": [f"/{key}*"]})
    page, seen = counted()
    page.goto(put_page(village, shop, key, place=""))
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_steps(page, seen, key, [["shown"]])


def test_what_an_element_of_the_page_opens_was_shown_by_opening(shop: Shop, village: ForeignSite, counted: Counted):
    key = add_touchpoint(shop, GRADE, placement="element")
    address = put_page(village, shop, key, place=f'<button data-kohtaamo-open="{key}">Kerro</button>')
    page, seen = counted()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Kerro", exact=True).click()
    expect_steps(page, seen, key, [["shown", "opened"]])


def test_it_works_under_the_strictest_policy(shop: Shop, village: ForeignSite, counted: Counted):
    key = add_touchpoint(shop, GRADE)
    html = page_of(tag_of(shop.url), place=f'<div data-kohtaamo="{key}"></div>')
    page, seen = counted()
    Visitor(page, key).go(village.put(f"/strict-{key}", html, strictest_policy(shop.url)))
    expect_steps(page, seen, key, [["shown"]])
    seen.forgive("style")  # the page's own
    assert seen.faults == []


def test_a_page_from_elsewhere_is_not_counted_and_hears_no_complaint(asked, counted: Counted, shop: Shop):
    key, address = asked
    page, seen = counted()
    Visitor(page, key).go(address.replace("localhost", "127.0.0.1"))
    expect_steps(page, seen, key, [["shown"]])
    assert seen.faults == []

"""What she typed survives no network, no server, a server that dies and one that is too busy, and arrives once."""

import uuid
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Visit
from tests.journeys.foreign import PATH, ForeignSite, page_of, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser


@pytest.fixture
def comment() -> str:
    """Words by which a test finds its own visitor among all that is on record."""
    return f"Yhteys katkesi junassa 🚂, mutta tilaus {uuid.uuid4().hex[:6]} meni läpi."


# A retry waits longer after each failure; the third comes within this time, whatever the dice say.
RETRIED = 20
KEPT_BY_DEVICE = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
  databases: (await indexedDB.databases()).map(({ name }) => name), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "cookies": "", "databases": [], "caches": [], "workers": 0}


@pytest.fixture(scope="module")
def mortal_shop(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Shop]:
    """A shop that may die: every test leaves its server running."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    shop.start()
    yield shop
    shop.stop()


def expect_kept(visitor: Visitor) -> None:
    expect(visitor.status).to_have_text(say("kept"))


def ratings_of(shop: Shop, comment: str) -> list[int]:
    """Every rating on record that came with these words."""
    return [one["rating"]["value"] for one in shop.said() if one["comment"] == comment]


def test_offline_she_rates_and_writes_and_it_arrives_once_when_she_is_back(visit: Visit, shop: Shop, comment: str):
    page, seen = visit()
    seen.forgive("ERR_INTERNET_DISCONNECTED")
    visitor = Visitor(page).go(shop.url + "/demo")
    page.context.set_offline(True)
    visitor.rate(4)
    expect_kept(visitor)
    visitor.box.fill(comment)
    visitor.send()
    expect_kept(visitor)
    assert ratings_of(shop, comment) == []
    page.context.set_offline(False)
    visitor.expect_receipt()
    assert ratings_of(shop, comment) == [4]
    assert seen.faults == []


def test_what_she_typed_outlives_a_reload_while_the_server_is_gone(
    visit: Visit, mortal_shop: Shop, comment: str, foreign_site: ForeignSite
):
    """The page is the shop's own; only we are away. The browser has the widget from before."""
    mortal_shop.allow(foreign_site.origin)
    page, seen = visit()
    seen.forgive("ERR_CONNECTION_(REFUSED|RESET)")
    visitor = Visitor(page).go(foreign_site.put(PATH, page_of(tag_of(mortal_shop.url))))
    mortal_shop.kill()
    visitor.rate(5)
    visitor.box.fill(comment)
    expect_kept(visitor)
    visitor.come_back()
    expect(visitor.box).to_have_value(comment)
    expect(visitor.star(5)).to_be_checked()
    visitor.send()
    expect_kept(visitor)
    mortal_shop.start()
    visitor.expect_receipt(RETRIED)
    assert ratings_of(mortal_shop, comment) == [5]
    assert seen.faults == []


def test_an_answer_lost_on_its_way_does_not_double_the_entry(visit: Visit, mortal_shop: Shop, comment: str):
    """The server has the entry on disk and dies before it can say so."""
    page, seen = visit()
    seen.forgive("ERR_FAILED|ERR_CONNECTION_REFUSED")
    visitor = Visitor(page).go(mortal_shop.url + "/demo")

    def swallow(route: Route) -> None:
        assert route.fetch().status == 201
        mortal_shop.kill()
        route.abort()

    page.route("**/v1/entries", swallow, times=1)
    visitor.rate(1)
    expect_kept(visitor)
    mortal_shop.start()
    expect(visitor.status).to_be_empty(timeout=RETRIED * 1000)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt()
    assert ratings_of(mortal_shop, comment) == [1]
    assert seen.faults == []


def test_an_answer_cut_off_in_the_middle_is_asked_for_again(visit: Visit, shop: Shop, comment: str):
    """The server said yes, but the page was left, or the line broke, before the thread key had come."""
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")

    def cut(route: Route) -> None:
        assert route.fetch().status == 201
        route.fulfill(status=201, content_type="application/json", body='{"thread_')

    page.route("**/v1/entries", cut, times=1)
    visitor.rate(4)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt(RETRIED)
    assert ratings_of(shop, comment) == [4]
    assert seen.faults == []


def test_a_busy_server_is_asked_again_when_it_said(visit: Visit, new_shop: Callable[..., Shop], comment: str):
    limits = {"KOHTAAMO_LIMITS": "on", "KOHTAAMO_LIMIT_ADDRESS": "1/2 seconds", "KOHTAAMO_PROCESSES": "1"}
    shop = new_shop(**limits)
    page, seen = visit()
    seen.forgive("429")
    visitor = Visitor(page).go(shop.url + "/demo")
    visitor.rate(2)
    visitor.recommend(3).click()
    visitor.box.fill(comment)
    visitor.send()
    expect_kept(visitor)
    visitor.expect_receipt(RETRIED)
    [one] = shop.said()
    assert (one["rating"]["value"], one["comment"]) == (2, comment)
    assert {answer["value"] for answer in one["answers"]} >= {3}
    refused = [line for line in seen.complaints if line.startswith("answered 429")]
    assert 1 <= len(refused) <= 4, "asked again before it was time"
    assert seen.faults == []


def test_a_page_that_is_left_at_once_still_sends_the_text(visit: Visit, shop: Shop, comment: str):
    """She rates, types, and follows a link without pressing the button."""
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    with page.expect_response("**/v1/entries"):
        visitor.rate(3)
    expect(visitor.place.get_by_text(say("leave"))).to_be_visible()
    visitor.box.fill(comment)
    page.get_by_role("link", name="Hoito-ohjeet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Näin hoidat villahuopaa")
    page.wait_for_load_state("networkidle")
    assert ratings_of(shop, comment) == [3]
    assert seen.faults == []


def test_what_waits_for_its_turn_goes_out_when_she_leaves_and_arrives_once(visit: Visit, shop: Shop, comment: str):
    """Her first rating hangs on the way; the second, with half a sentence, is still waiting when she follows a link."""
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    page.route("**/v1/entries", lambda _route: None, times=1)
    with page.expect_request("**/v1/entries"):
        visitor.floating_button.click()
        visitor.dialog.get_by_role("radio", name=say("faces.5"), exact=True).click()
    visitor.rate(2)
    visitor.box.fill(comment)
    page.get_by_role("link", name="Hoito-ohjeet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Näin hoidat villahuopaa")
    page.wait_for_load_state("networkidle")
    assert ratings_of(shop, comment) == [2]
    visitor.go(shop.url + "/demo")
    expect(visitor.box).to_have_value(comment)
    visitor.send()
    visitor.expect_receipt()
    assert ratings_of(shop, comment) == [2]
    assert seen.faults == []


def test_what_failed_is_tried_once_more_when_she_leaves_and_arrives_once(visit: Visit, shop: Shop, comment: str):
    """The server was away a moment ago and is back before the next try."""
    page, seen = visit()
    seen.forgive("503")
    visitor = Visitor(page).go(shop.url + "/demo")
    page.route("**/v1/entries", lambda route: route.fulfill(status=503, headers={"Retry-After": "600"}), times=1)
    visitor.rate(4)
    expect_kept(visitor)
    visitor.box.fill(comment)
    page.get_by_role("link", name="Hoito-ohjeet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Näin hoidat villahuopaa")
    page.wait_for_load_state("networkidle")
    visitor.go(shop.url + "/demo")
    visitor.send()
    visitor.expect_receipt()
    assert ratings_of(shop, comment) == [4]
    assert seen.faults == []


def test_nothing_is_kept_on_the_device_before_she_acts_and_never_a_cookie(visit: Visit, shop: Shop, comment: str):
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    page.get_by_role("link", name="Hoito-ohjeet").click()
    page.go_back()
    expect(visitor.star(1)).to_be_visible()
    visitor.floating_button.click()
    page.keyboard.press("Escape")
    assert page.evaluate(KEPT_BY_DEVICE) == NOTHING
    visitor.rate(3)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt()
    assert page.evaluate(KEPT_BY_DEVICE) == {**NOTHING, "local": ["kt:pk_demo"]}
    assert page.context.cookies() == []
    assert not [one.url for one in seen.requests if "cookie" in one.all_headers()]
    assert seen.faults == []


def test_erasing_leaves_nothing_on_the_device_or_on_record(visit: Visit, shop: Shop, comment: str):
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    visitor.rate(2)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt()
    assert ratings_of(shop, comment) == [2]
    visitor.press(say("open"))
    visitor.press(say("talk.erase"))
    visitor.press(say("talk.yes"))
    expect(visitor.status).to_have_text(say("talk.erased"))
    assert page.evaluate(KEPT_BY_DEVICE) == NOTHING
    assert ratings_of(shop, comment) == []
    assert seen.faults == []

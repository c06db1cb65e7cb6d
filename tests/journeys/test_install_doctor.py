"""?kohtaamo=check: what works on this page, what does not, and what to do, even when nothing can be reached."""

import time
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.foreign import PATH, ForeignSite, page_of, serving_pages, strictest_policy, tag_of
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import say

pytestmark = pytest.mark.browser

CHECK = "?kohtaamo=check"


@pytest.fixture(scope="module")
def workshop(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    time.sleep(1.1)
    return foreign_site


def put(site: ForeignSite, html: str, policy: str | None = None) -> str:
    """A page that is asked for with the doctor's word in its address."""
    address = site.put(PATH, html, policy)
    site.pages[PATH + CHECK] = site.pages[PATH]
    return address + CHECK


def sheet_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name=say("check.title"))


def line(page: Page, state: str, words: str) -> Locator:
    """A finding by its state, as a screen reader tells it, and its words."""
    mark = page.get_by_role("img", name=say(f"check.{state}"), exact=True)
    return sheet_of(page).get_by_role("listitem").filter(has=mark).filter(has_text=words)


def check(page: Page, address: str) -> Locator:
    page.goto(address)
    sheet = sheet_of(page)
    expect(sheet).to_be_visible()
    expect(sheet).not_to_contain_text(say("check.running"))
    return sheet


def test_a_sound_installation_is_told_so_under_the_strictest_policy(visit: Visit, shop: Shop, workshop: ForeignSite):
    page, seen = visit()
    sheet = check(page, put(workshop, page_of(tag_of(shop.url)), strictest_policy(shop.url)))
    expect(line(page, "ok", say("check.config.ok", shop.url))).to_be_visible()
    expect(line(page, "ok", say("check.key.ok", "Demo"))).to_be_visible()
    expect(line(page, "ok", say("check.origin.ok", workshop.origin))).to_be_visible()
    expect(line(page, "ok", say("check.policy.ok"))).to_be_visible()
    expect(line(page, "ok", say("check.version.ok", "\0").partition("\0")[0])).to_be_visible()
    expect(line(page, "ok", say("check.language.ok", "fi (fi, sv, en)"))).to_be_visible()
    expect(line(page, "ok", say("check.here.inline", "checkout"))).to_be_visible()
    expect(sheet.get_by_role("status")).to_have_text(say("check.well"))
    assert seen.sent("POST") == [], "it stores nothing"
    assert page.evaluate("localStorage.length") == 0
    assert seen.faults == []


def test_it_says_why_each_other_touchpoint_does_not_show(visit: Visit, shop: Shop, workshop: ForeignSite):
    page, _ = visit()
    address = workshop.put("/muualla", page_of(tag_of(shop.url)))
    workshop.pages["/muualla" + CHECK] = workshop.pages["/muualla"]
    check(page, address + CHECK)
    # The page opens it by a button of its own, though its address is not among the touchpoint's pages.
    expect(line(page, "ok", say("check.here.opener", "first-visit"))).to_be_visible()
    expect(line(page, "rest", say("check.away.inline", "help"))).to_be_visible()
    bare = page_of(tag_of(shop.url)).replace("data-kohtaamo-open", "data-nothing")
    workshop.put("/muualla" + CHECK, bare)
    check(page, address + CHECK)
    expect(line(page, "rest", say("check.away.pages", "first-visit"))).to_be_visible()


CONDITIONS: list[tuple[dict[str, Any], str, str]] = [
    ({"hosts": ["kauppa.example"]}, "rest", "check.away.hosts"),
    ({"query": {"kampanja": "*"}}, "rest", "check.away.query"),
    ({"seconds": 600}, "ok", "check.here.waits"),
]


@pytest.mark.parametrize(("when", "state", "words"), CONDITIONS, ids=["host", "query", "trigger"])
def test_it_names_the_condition_that_a_popover_waits_for(
    when: dict[str, Any], state: str, words: str, visit: Visit, shop: Shop, workshop: ForeignSite
):
    [help_, *_] = [
        one for one in shop.ask("GET", f"/api/v1/touchpoints?site={DEMO_KEY}")["items"] if one["key"] == "help"
    ]
    shop.ask("PATCH", f"/api/v1/touchpoints/{help_['id']}", {"placement": "popover", "when": when})
    time.sleep(1.1)
    page, _ = visit()
    check(page, put(workshop, page_of(tag_of(shop.url))))
    expect(line(page, state, say(words, "help"))).to_be_visible()
    shop.ask("PATCH", f"/api/v1/touchpoints/{help_['id']}", {"placement": "inline", "when": None})
    time.sleep(1.1)


def test_a_missing_connect_src_is_named(visit: Visit, shop: Shop, workshop: ForeignSite):
    """The launcher runs, the configuration cannot be fetched, and the doctor speaks all the same."""
    page, _ = visit()
    policy = f"default-src 'none'; script-src {shop.url}"
    check(page, put(workshop, page_of(tag_of(shop.url)), policy))
    expect(line(page, "fault", say("check.config.policy", shop.url))).to_be_visible()
    expect(sheet_of(page).get_by_text(f"connect-src {shop.url}")).to_have_count(1)


def test_a_blocked_request_is_told_from_a_policy(visit: Visit, shop: Shop, workshop: ForeignSite):
    page, _ = visit()
    page.route("**/v1/sites/**", lambda route: route.abort("blockedbyclient"))
    check(page, put(workshop, page_of(tag_of(shop.url)), strictest_policy(shop.url)))
    expect(line(page, "fault", say("check.config.blocked", shop.url))).to_be_visible()
    expect(line(page, "ok", say("check.policy.ok"))).to_be_visible()


def test_an_unknown_key_is_told_with_what_to_do(visit: Visit, shop: Shop, workshop: ForeignSite):
    page, _ = visit()
    check(page, put(workshop, page_of(tag_of(shop.url).replace(DEMO_KEY, "pk_wrong"))))
    expect(line(page, "fault", say("check.key.unknown", "pk_wrong"))).to_contain_text(say("check.copy.do"))


def test_an_origin_that_is_not_allowed_is_told_with_the_line_to_add(visit: Visit, shop: Shop):
    with serving_pages() as stranger:
        page, seen = visit()
        check(page, put(stranger, page_of(tag_of(shop.url))))
        fault = line(page, "fault", say("check.origin.no", stranger.origin))
        expect(fault).to_contain_text(say("check.origin.do", stranger.origin))
        assert seen.faults == []


def test_a_place_for_a_touchpoint_that_is_not_there_is_a_fault(visit: Visit, shop: Shop, workshop: ForeignSite):
    page, _ = visit()
    check(page, put(workshop, page_of(tag_of(shop.url), '<div data-kohtaamo="kassa"></div>')))
    expect(line(page, "fault", say("check.stray", "kassa"))).to_be_visible()


def test_the_report_is_copied_as_text(visit: Visit, shop: Shop):
    page, _ = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sheet = check(page, shop.url + "/demo" + CHECK)
    sheet.get_by_role("button", name=say("check.copy")).click()
    expect(sheet.get_by_role("status")).to_have_text(say("check.copied"))
    report = page.evaluate("navigator.clipboard.readText()")
    assert report.startswith(f"Kohtaamo {shop.url}/demo")
    assert f"[{say('check.ok')}] {say('check.key.ok', 'Demo')}" in report


def test_where_copying_is_refused_the_report_is_there_to_be_copied(visit: Visit, shop: Shop):
    page, _ = visit()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    sheet = check(page, shop.url + "/demo" + CHECK)
    sheet.get_by_role("button", name=say("check.copy")).click()
    expect(sheet.get_by_role("textbox")).to_be_focused()
    assert sheet.get_by_role("textbox").input_value().startswith("Kohtaamo ")


def test_it_takes_the_focus_and_escape_closes_it(visit: Visit, shop: Shop):
    page, _ = visit()
    sheet = check(page, shop.url + "/demo" + CHECK)
    expect(sheet).to_be_focused()
    page.keyboard.press("Tab")
    expect(sheet.get_by_role("button", name=say("check.close"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


def test_a_page_without_the_word_in_its_address_loads_nothing_of_it(visit: Visit, shop: Shop):
    page, seen = visit()
    page.goto(shop.url + "/demo")
    page.wait_for_load_state("networkidle")
    assert [request.url for request in seen.requests if "/f/c." in request.url] == []


@in_light_and_dark
def test_the_sheet_is_accessible_and_fits_a_narrow_screen(scheme: str, visit: Visit, shop: Shop):
    page, _ = visit(color_scheme=scheme, viewport=NARROW)
    check(page, shop.url + "/demo" + CHECK)
    expect_accessible(page, "install doctor")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []

"""What is published, on the owner's own page: figures, entries, answers, and how they came there."""

import json
import re
import time
import uuid
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, page_of, strictest_policy, tag_of
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import say

pytestmark = pytest.mark.browser

PATH = "/arviot"
NASTY = "<img src=x onerror=alert(1)> katso https://halpa.fi </script><b>lihava</b>"
RATINGS = [5, 4, 5, 2, 5, 4, 3, 5, 4, 5, 1, 4]
PLACE = '<kohtaamo-published touchpoint="help"></kohtaamo-published>'


def leave(shop: Shop, rating: int, comment: str) -> None:
    entry = {"id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": "help", "rating": rating, "comment": comment}
    headers = {"Content-Type": "application/json", "Origin": shop.url}
    request = Request(f"{shop.url}/w/v1/entries", json.dumps({**entry, "language": "fi"}).encode(), headers)  # noqa: S310
    with urlopen(request, timeout=10) as response:  # noqa: S310 - our own address
        assert response.status == 201


@pytest.fixture(scope="module", autouse=True)
def published(shop: Shop, foreign_site: ForeignSite) -> None:
    """A dozen published comments, one of them nasty and one answered in public."""
    shop.allow(foreign_site.origin)
    for at, rating in enumerate(RATINGS):
        leave(shop, rating, NASTY if at == len(RATINGS) - 1 else f"Kommentti {at + 1}: ohje oli selkeä.")
    mine = [one for one in shop.said() if one["touchpoint"]["key"] == "help"]
    for one in mine:
        decide(shop, one["id"])
    shop.ask(
        "POST", f"/api/v1/feedback/{mine[0]['id']}/messages", {"text": "Kiitos, korjasimme!", "visibility": "public"}
    )
    time.sleep(1.1)


def decide(shop: Shop, feedback_id: str) -> None:
    shop.ask("POST", f"/api/v1/feedback/{feedback_id}/decisions", {"verdict": "publish"})


def turn_on(shop: Shop, **settings: Any) -> None:
    [site] = shop.ask("GET", "/api/v1/sites")["items"]
    shop.ask("PATCH", f"/api/v1/sites/{site['id']}", settings)
    time.sleep(1.1)


def list_of(page: Page) -> Locator:
    return page.get_by_role("region", name=say("list.title"))


def items_of(page: Page) -> Locator:
    return list_of(page).get_by_role("listitem")


def open_list(page: Page, address: str) -> Locator:
    page.goto(address)
    page.locator("kohtaamo-published").scroll_into_view_if_needed()
    expect(items_of(page).first).to_be_visible()
    return list_of(page)


def test_it_shows_figures_entries_and_answers_under_the_strictest_policy(
    visit: Visit, shop: Shop, foreign_site: ForeignSite
):
    page, seen = visit()
    html = page_of(tag_of(shop.url), PLACE)
    shown = open_list(page, foreign_site.put(PATH, html, strictest_policy(shop.url)))
    mean = str(round(sum(RATINGS) / len(RATINGS), 1)).replace(".", ",")
    expect(shown).to_contain_text(say("list.n", len(RATINGS)))
    expect(shown.get_by_role("img").first).to_have_accessible_name(say("list.stars", mean))
    expect(shown).to_contain_text(say("list.range", "\0").partition("\0")[0])
    expect(items_of(page)).to_have_count(5)
    expect(items_of(page).nth(0)).to_contain_text(say("list.answer", "Aino"))
    expect(items_of(page).nth(0)).to_contain_text("Kiitos, korjasimme!")
    expect(items_of(page).nth(1).get_by_role("img")).to_have_accessible_name(say("list.stars", 1))
    expect(items_of(page).nth(1).locator("time")).to_have_attribute("datetime", re.compile("Z$"))
    assert seen.faults == []


def test_it_says_who_is_verified_who_decides_and_that_bad_ones_stay(
    visit: Visit, shop: Shop, foreign_site: ForeignSite
):
    page, _ = visit()
    shown = open_list(page, foreign_site.put(PATH, page_of(tag_of(shop.url), PLACE)))
    expect(shown.get_by_text(say("list.how"))).to_be_visible()
    expect(shown.get_by_text(say("list.both"))).to_be_hidden()
    shown.get_by_text(say("list.rules")).press("Enter")
    for key in ("list.both", "list.figures"):
        expect(shown.get_by_text(say(key))).to_be_visible()
    expect(shown.get_by_text(say("list.who", "Demo"))).to_be_visible()
    expect(shown.get_by_text(say("list.verified"))).to_have_count(0)


def test_more_are_shown_on_demand_and_the_focus_goes_to_the_first_of_them(
    visit: Visit, shop: Shop, foreign_site: ForeignSite
):
    page, _ = visit()
    shown = open_list(page, foreign_site.put(PATH, page_of(tag_of(shop.url), PLACE)))
    more = shown.get_by_role("button", name=say("list.more"))
    more.press("Enter")
    expect(items_of(page)).to_have_count(len(RATINGS))
    expect(items_of(page).nth(5)).to_be_focused()
    expect(more).to_have_count(0)


def test_what_people_wrote_stays_text_and_no_address_becomes_a_link(
    visit: Visit, shop: Shop, foreign_site: ForeignSite
):
    page, seen = visit()
    page.on("dialog", lambda _: pytest.fail("a comment ran"))
    shown = open_list(page, foreign_site.put(PATH, page_of(tag_of(shop.url), PLACE)))
    expect(items_of(page).first).to_contain_text(NASTY)
    assert shown.locator("img[src], b:has-text('lihava')").count() == 0
    assert set(shown.get_by_role("link").all_inner_texts()) == {say("list.tell")}
    assert seen.faults == []


def test_structured_data_stands_only_where_the_owner_turned_it_on(visit: Visit, shop: Shop, foreign_site: ForeignSite):
    """A policy without inline scripts lets it in as data; Trusted Types are asked for, so the page names ours."""
    place = '<kohtaamo-published touchpoint="help" data-name="Verstas Oy"></kohtaamo-published>'
    policy = strictest_policy(shop.url).replace("trusted-types 'none'", "trusted-types kohtaamo")
    address = foreign_site.put(PATH, page_of(tag_of(shop.url), place), policy)
    block = "script[type='application/ld+json']"
    page, _ = visit()
    open_list(page, address)
    assert page.locator(block).count() == 0

    turn_on(shop, structured_data=True)
    page, seen = visit()
    open_list(page, address)
    written = page.locator(block).text_content() or ""
    assert "<" not in written
    facts = json.loads(written)
    assert (facts["@type"], facts["name"]) == ("Organization", "Verstas Oy")
    assert facts["aggregateRating"]["ratingCount"] == len(RATINGS)
    assert (facts["aggregateRating"]["bestRating"], facts["aggregateRating"]["worstRating"]) == (5, 1)
    assert facts["review"][0]["reviewBody"] == NASTY
    assert len(facts["review"]) == items_of(page).count()
    page.evaluate("kohtaamo('destroy')")
    expect(page.locator(block)).to_have_count(0)
    assert seen.faults == []
    turn_on(shop, structured_data=False)


def test_a_list_that_cannot_be_fetched_says_so_and_can_be_tried_again(
    visit: Visit, shop: Shop, foreign_site: ForeignSite
):
    page, seen = visit()
    seen.forgive("503")
    page.route("**/published*", lambda route: route.fulfill(status=503))
    page.goto(foreign_site.put(PATH, page_of(tag_of(shop.url), PLACE)))
    page.locator("kohtaamo-published").scroll_into_view_if_needed()
    expect(list_of(page)).to_contain_text(say("list.failed"))
    page.unroute("**/published*")
    list_of(page).get_by_role("button", name=say("list.again")).click()
    expect(items_of(page)).to_have_count(10)
    assert seen.faults == []


def test_a_touchpoint_without_published_comments_says_so(visit: Visit, shop: Shop, foreign_site: ForeignSite):
    page, _ = visit()
    page.goto(
        foreign_site.put(
            PATH, page_of(tag_of(shop.url), '<kohtaamo-published touchpoint="first-visit"></kohtaamo-published>')
        )
    )
    page.locator("kohtaamo-published").scroll_into_view_if_needed()
    expect(list_of(page)).to_contain_text(say("list.none"))


@in_light_and_dark
def test_the_list_is_accessible_and_fits_a_narrow_screen(
    scheme: str, visit: Visit, shop: Shop, foreign_site: ForeignSite
):
    page, _ = visit(color_scheme=scheme, viewport=NARROW)
    head = f'<meta name="viewport" content="width=device-width"><title>Arviot</title>{tag_of(shop.url)}'
    html = f'<!doctype html><html lang="fi"><head>{head}</head><main><h1>Arviot</h1>{PLACE}</main></html>'
    shown = open_list(page, foreign_site.put(PATH, html))
    shown.get_by_text(say("list.rules")).click()
    expect_accessible(page, "published list")
    assert [one for one in page.evaluate(WIDER_THAN_THE_SCREEN) if not one.startswith("html")] == []

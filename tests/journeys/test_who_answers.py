"""Phones, tablets and computers, new and returning visitors: told by their browsers, chosen by staff among figures."""

import json
import re
import urllib.request
import uuid
from typing import Any

import pytest
from playwright.sync_api import StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.asking import add_touchpoint, put_page, question
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.foreign import ForeignSite
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
GRADE = [question("grade", "stars", "Miten meni?")]


def said_at(shop: Shop, key: str) -> list[dict[str, Any]]:
    """The newest first."""
    return list(shop.ask("GET", f"/api/v1/feedback?site={DEMO_KEY}&touchpoint={key}")["items"])


@pytest.fixture(scope="module")
def village(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    return foreign_site


@pytest.fixture(scope="module")
def place(office: Shop) -> str:
    """A touchpoint at which two said something by phone, both new, and one by computer, who came back."""
    key = add_touchpoint(office, GRADE)
    for agent, rating, returning in ((PHONE, 1, False), (PHONE, 2, False), (DESK, 5, True)):
        entry = {
            "id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": key, "rating": rating, "returning": returning,
            "comment": f"Arvosana {rating}", "language": "fi", "page_url": f"{office.url}/demo",
        }  # fmt: skip
        headers = {"Content-Type": "application/json", "Origin": office.url, "User-Agent": agent}
        request = urllib.request.Request(f"{office.url}/w/v1/entries", json.dumps(entry).encode(), headers)  # noqa: S310
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - our own address
    return key


def test_the_second_thing_she_says_here_is_a_returning_visitors(visit: Visit, shop: Shop, village: ForeignSite):
    first, second = add_touchpoint(shop, GRADE), add_touchpoint(shop, GRADE)
    page, seen = visit(user_agent=PHONE, is_mobile=True)
    for key in (first, second):
        page.goto(put_page(village, shop, key))
        with page.expect_response("**/v1/entries"):
            Visitor(page, key).star(4).click()
    told = [(one["device"], one["returning"]) for key in (first, second) for one in said_at(shop, key)]
    assert told == [("phone", False), ("phone", True)]
    assert seen.faults == []


def test_what_she_has_erased_is_not_remembered(visit: Visit, shop: Shop, village: ForeignSite):
    first, second = add_touchpoint(shop, GRADE), add_touchpoint(shop, GRADE)
    page, _ = visit()
    for key in (first, second):
        page.goto(put_page(village, shop, key))
        with page.expect_response("**/v1/entries"):
            Visitor(page, key).star(4).click()
        page.evaluate("localStorage.clear()")
    assert [one["returning"] for one in said_at(shop, second)] == [False]


def test_staff_see_the_figures_of_phones_and_read_what_was_said_on_them(
    visit: Visit, office: Shop, owner: StorageState, place: str
):
    page, seen = visit(storage_state=owner)
    desk = Desk(page, office.url)
    desk.go("journey")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=place))
    expect(row).to_contain_text("3 vastausta")
    page.get_by_label(WORDS["filter.device"], exact=True).select_option(label=WORDS["device.phone"])
    expect(page.get_by_text(WORDS["period.rows"])).to_be_visible()
    row.get_by_role("link", name="2 vastausta").click()
    expect(page).to_have_url(re.compile("inbox.*device=phone"))
    expect(desk.rows).to_have_count(2)
    expect(page.get_by_role("list", name=WORDS["filter.chosen"])).to_contain_text(WORDS["device.phone"])
    desk.open("Arvosana 2")
    told = desk.conversation.get_by_role("complementary", name=WORDS["details"])
    expect(told).to_contain_text(WORDS["filter.device"] + WORDS["device.phone"])
    expect(told).to_contain_text(WORDS["filter.returning"] + WORDS["returning.false"])
    assert seen.faults == []


def test_staff_choose_returning_visitors_among_figures_and_in_the_inbox(
    visit: Visit, office: Shop, owner: StorageState, place: str
):
    page, _ = visit(storage_state=owner)
    desk = Desk(page, office.url)
    desk.go("journey")
    page.get_by_label(WORDS["filter.returning"], exact=True).select_option(label=WORDS["returning.true"])
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=place))
    expect(row).to_contain_text("1 vastaus")
    desk.go(f"inbox?touchpoint={place}")
    expect(desk.rows).to_have_count(3)
    page.get_by_role("button", name=WORDS["filter"], exact=True).click()
    visitors = page.get_by_role("group", name=WORDS["filter.returning"])
    visitors.get_by_role("checkbox", name=WORDS["returning.false"]).check(force=True)
    expect(desk.rows).to_have_count(2)
    visitors.get_by_role("checkbox", name=WORDS["returning.true"]).check(force=True)
    expect(desk.rows).to_have_count(1)
    page.get_by_role("group", name=WORDS["filter.device"]).get_by_role("checkbox", name=WORDS["device.phone"]).check(
        force=True
    )
    expect(desk.rows).to_have_count(0)


@in_light_and_dark
def test_the_filters_are_accessible_and_fit_a_phone(
    scheme: str, visit: Visit, office: Shop, owner: StorageState, place: str
):
    page, _ = visit(storage_state=owner, color_scheme=scheme, viewport=NARROW)
    desk = Desk(page, office.url)
    desk.go("journey?device=phone&returning=false")
    expect(page.get_by_text(WORDS["period.rows"])).to_be_visible()
    expect_accessible(page, "the journey")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    desk.go(f"inbox?touchpoint={place}&device=phone")
    page.get_by_role("button", name=WORDS["filter"], exact=True).click()
    expect(page.get_by_role("group", name=WORDS["filter.device"])).to_be_visible()
    expect_accessible(page, "the inbox's filter")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []

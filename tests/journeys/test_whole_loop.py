"""The whole loop in a real browser: a visitor rates and writes, staff answers, she sees it and goes on."""

import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.ops.demo import DEMO_KEY, DEMO_OWNER
from tests.databases import KINDS
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

COMMENT = "Toimituksen seuranta ei toiminut, ja paketti oli märkä 😞"
ANSWER = "Pahoittelut! Lähetämme uuden huovan tänään."
FOLLOW_UP = "Kiitos, uusi huopa tuli jo perille."
PASSWORD = "hiljainen sammal kasvaa kivellä"


@pytest.mark.parametrize("kind", KINDS)
def test_a_visitor_is_heard_answered_and_heard_again(
    kind: str, visit: Visit, new_shop: Callable[..., Shop], fresh_database_url: Callable[[str], str]
):
    shop = new_shop(fresh_database_url(kind) if kind == "postgresql" else None)
    page, at_the_shop = visit()
    staff_page, at_the_desk = visit()
    # Who is not signed in is told so; the console asks in order to know.
    at_the_desk.forgive(r"401.*/api/v1/session")
    visitor, desk = Visitor(page), Desk(staff_page, shop.url)

    rate_and_write(visitor, shop)
    expect_as_it_was_left(visitor)
    code = send_it(visitor)
    desk.enter_by_link(shop.link, PASSWORD)
    find_in_the_inbox(desk)
    answer_and_publish(desk)
    see_the_answer(visitor)
    expect_in_public(shop, code)
    follow_up(visitor)
    see_the_follow_up(desk)
    leave_and_sign_in_again(desk)
    expect_no_complaint(at_the_shop, at_the_desk)


def rate_and_write(visitor: Visitor, shop: Shop) -> None:
    visitor.go(shop.url + "/demo")
    visitor.rate(2)
    visitor.recommend(6).click()
    visitor.box.fill(COMMENT)


def expect_as_it_was_left(visitor: Visitor) -> None:
    visitor.come_back()
    expect(visitor.box).to_have_value(COMMENT)
    expect(visitor.star(2)).to_be_checked()
    expect(visitor.recommend(6)).to_be_checked()


def send_it(visitor: Visitor) -> str:
    visitor.send()
    expect(visitor.place.get_by_role("heading", name=say("thanks"))).to_be_visible()
    return visitor.expect_receipt()


def find_in_the_inbox(desk: Desk) -> None:
    expect(desk.rows).to_have_count(1)
    # Other inflections of "toimituksen" and "paketti" than the visitor's own.
    for words in ["toimitus", "paketit toimitukseen"]:
        desk.search("lasku")
        expect(desk.page.get_by_role("heading", name=WORDS["empty.noHits"])).to_be_visible()
        desk.search(words)
        expect(desk.row(COMMENT)).to_be_visible()
    expect(desk.row(COMMENT).get_by_role("img", name="Arvosana 2 / 5")).to_be_visible()
    desk.open(COMMENT)


def answer_and_publish(desk: Desk) -> None:
    expect(desk.conversation.locator("blockquote")).to_have_text(COMMENT)
    expect(desk.conversation.get_by_role("img", name="Arvosana 2 / 5")).to_be_visible()
    expect(desk.conversation.get_by_role("img", name="Arvosana 6 / 10")).to_be_visible()
    desk.answer(ANSWER)
    desk.press("verdict.publish")
    expect(desk.conversation.locator(".letter-state").get_by_text(WORDS["publication.published"])).to_be_visible()


def see_the_answer(visitor: Visitor) -> None:
    visitor.come_back()
    expect(visitor.floating_button).to_contain_text(say("talk.news", 1))
    visitor.press(say("talk.news", 1))
    answer = visitor.place.get_by_role("listitem").filter(has_text=ANSWER)
    expect(answer).to_contain_text("Aino")
    # Seen is seen.
    expect(visitor.floating_button).not_to_contain_text(say("talk.news", 1))


def published_at(shop: Shop) -> list[dict[str, Any]]:
    """What the shop's checkout shows; a process hears within a second of what another one has published."""
    address = f"{shop.url}/w/v1/sites/{DEMO_KEY}/touchpoints/checkout/published"
    until = time.monotonic() + 5
    items: list[dict[str, Any]] = []
    while not items and time.monotonic() < until:
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - our own address
            items = json.load(response)["items"]
        time.sleep(0.2)
    return items


def expect_in_public(shop: Shop, code: str) -> None:
    [published] = published_at(shop)
    assert published["comment"] == COMMENT
    assert [(answer["name"], answer["text"]) for answer in published["answers"]] == [("Aino", ANSWER)]
    assert code not in json.dumps(published), "the code on her receipt is hers alone"


def follow_up(visitor: Visitor) -> None:
    visitor.place.get_by_label(say("talk.label")).fill(FOLLOW_UP)
    visitor.send()
    mine = visitor.place.get_by_role("listitem").filter(has_text=FOLLOW_UP)
    expect(mine.get_by_role("time")).to_be_visible()


def see_the_follow_up(desk: Desk) -> None:
    desk.page.reload()
    expect(desk.conversation.locator(".message.visitor")).to_contain_text(FOLLOW_UP)


def leave_and_sign_in_again(desk: Desk) -> None:
    desk.sign_out()
    desk.page.reload()
    desk.sign_in(DEMO_OWNER, PASSWORD)
    desk.go("inbox")
    expect(desk.row(COMMENT)).to_be_visible()


def expect_no_complaint(*watches: Watch) -> None:
    assert [watch.faults for watch in watches] == [[] for _ in watches]


def test_every_page_of_the_shop_loads_without_a_complaint(visit: Visit, shop: Shop):
    page, seen = visit()
    for path in ["/demo", "/demo?lang=en", "/demo/help", "/demo/help?lang=en"]:
        page.goto(shop.url + path)
        expect(page.get_by_role("group").first).to_be_visible()
    assert seen.faults == []


def test_the_shop_speaks_english_to_who_asks_for_it(visit: Visit, shop: Shop):
    page, _ = visit()
    page.goto(shop.url + "/demo?lang=en")
    expect_in_english(page)


def expect_in_english(page: Page) -> None:
    expect(page.get_by_role("group", name="How did ordering go?")).to_be_visible()
    expect(page.get_by_role("radio", name=say("stars", 1, "en"), exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Feedback")).to_be_visible()

"""Texts of the page that are too long to keep are cut between letters, and an emptied box says nothing."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.asking import add_touchpoint, put_page, question
from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

STARS, WHY = question("grade", "stars", "Miten meni?"), question("why", "text", "Miksi?")
TRAIN = "🚂"


@pytest.fixture(scope="module")
def village(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    return foreign_site


def newest(shop: Shop, key: str) -> dict[str, Any]:
    [one] = [one for one in shop.said() if one["touchpoint"]["key"] == key]
    detail: dict[str, Any] = shop.ask("GET", f"/api/v1/feedback/{one['id']}")
    return detail


def test_what_a_page_tells_of_itself_is_cut_between_letters(visit: Visit, shop: Shop, village: ForeignSite):
    """At each limit stands a letter of two halves: half of one would reach the staff as a question mark in a box."""
    key = add_touchpoint(shop, [STARS], attributes={"plan": "text"})
    told = {"subject": 99, "segment": 59, "plan": 199}
    tag = tag_of(shop.url)
    for name, length in told.items():
        tag = tag.replace("<script", f'<script data-{name}="{"x" * length}{TRAIN}{TRAIN}"')
    page, seen = visit()
    address = put_page(village, shop, key, tag=tag)
    headers, html = village.pages[f"/{key}"]
    title = f"<title>{'x' * 199}{TRAIN}{TRAIN}</title>".encode()
    village.pages[f"/{key}"] = (headers, html.replace(b"<title>Verstas</title>", title))
    visitor = Visitor(page, key).go(address)
    with page.expect_response("**/v1/entries"):
        visitor.rate(4)
    said = newest(shop, key)
    assert said["subject"] == "x" * 99 + TRAIN
    assert said["segment"] == "x" * 59 + TRAIN
    assert said["attributes"] == {"plan": "x" * 199 + TRAIN}
    assert said["page_title"] == "x" * 199 + TRAIN
    assert seen.faults == []


@pytest.mark.parametrize("more", [{}, {"ask_email": True}], ids=["few questions", "further questions"])
def test_a_text_that_was_typed_and_emptied_again_is_not_sent(
    more: dict[str, Any], visit: Visit, shop: Shop, village: ForeignSite
):
    key = add_touchpoint(shop, [WHY, STARS], **more)
    page, seen = visit()
    page.goto(put_page(village, shop, key))
    visitor = Visitor(page, key)
    why = visitor.place.get_by_label("Miksi?")
    why.fill("Siksi")
    why.fill("  ")
    visitor.send()
    expect(visitor.status).to_have_text(say("empty"))
    page.wait_for_timeout(300)
    assert seen.sent("POST") == []
    why.fill("")
    visitor.star(3).click()
    visitor.send()
    visitor.expect_receipt()
    said = newest(shop, key)
    assert [answer["value"] for answer in said["answers"]] == [3]
    assert not said["texts"]
    assert seen.faults == []

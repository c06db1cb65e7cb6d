"""What the server refuses for good is told to her in her own language, and her words stay in the box."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.asking import add_touchpoint, put_page, question
from tests.journeys.conftest import Visit
from tests.journeys.foreign import PATH, ForeignSite, page_of, serving_pages, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

EXPLAINS = Path(__file__).parents[2] / "widget" / "src" / "refusal" / "start.ts"
LONGER_THAN_FITS = "Tuoli on kelpo. " * 400
GRADE = [question("grade", "stars", "Miten meni?")]


@pytest.fixture(scope="module")
def village(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    return foreign_site


def refused(reason: str, language: str = "fi") -> str:
    return say("refused", say(f"refused.{reason}", language=language), language)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_page_that_may_not_send_says_so_in_her_language(language: str, visit: Visit, shop: Shop):
    page, seen = visit()
    seen.forgive("403")
    with serving_pages() as stranger:
        tag = tag_of(shop.url).replace("<script", f'<script data-language="{language}"')
        page.goto(stranger.put("/", page_of(tag)))
        visitor = Visitor(page)
        visitor.place.scroll_into_view_if_needed()
        visitor.place.get_by_role("radio", name=say("stars", 4, language), exact=True).click()
        expect(visitor.status).to_have_text(refused("page", language))
        page.reload()
        expect(visitor.status).to_have_text(refused("page", language))
    assert seen.faults == []


def test_a_text_that_is_too_long_stays_to_be_shortened_and_then_arrives(visit: Visit, shop: Shop, village: ForeignSite):
    page, seen = visit()
    seen.forgive("422")
    visitor = Visitor(page).go(village.put(PATH, page_of(tag_of(shop.url))))
    visitor.rate(4)
    visitor.box.fill(LONGER_THAN_FITS)
    visitor.send()
    expect(visitor.status).to_have_text(refused("long"))
    expect(visitor.box).to_have_value(LONGER_THAN_FITS)
    visitor.box.fill(LONGER_THAN_FITS[:800])
    expect(visitor.status).to_be_empty()
    visitor.send()
    visitor.expect_receipt()
    assert shop.said()[0]["comment"] == LONGER_THAN_FITS[:800]
    assert seen.faults == []


def test_a_question_that_was_closed_meanwhile_says_so(visit: Visit, shop: Shop, village: ForeignSite):
    key = add_touchpoint(shop, GRADE)
    page, seen = visit()
    seen.forgive("404")
    visitor = Visitor(page, key).go(put_page(village, shop, key))
    [one] = [one for one in shop.ask("GET", f"/api/v1/touchpoints?site={DEMO_KEY}")["items"] if one["key"] == key]
    shop.ask("PATCH", f"/api/v1/touchpoints/{one['id']}", {"is_active": False})
    page.wait_for_timeout(1100)
    visitor.rate(3)
    expect(visitor.status).to_have_text(refused("closed"))
    expect(visitor.star(3)).to_be_checked()
    assert seen.faults == []


@pytest.mark.parametrize(
    "problem", [{"code": "of_another_year", "detail": "No."}, {}], ids=["a newer server's code", "a proxy's page"]
)
def test_a_refusal_nobody_knows_is_told_as_one(problem: dict[str, str], visit: Visit, shop: Shop):
    page, seen = visit()
    seen.forgive("400")
    visitor = Visitor(page).go(shop.url + "/demo")
    page.route("**/v1/entries", lambda route: route.fulfill(status=400, json=problem), times=1)
    visitor.rate(2)
    expect(visitor.status).to_have_text(refused("unknown"))
    visitor.star(4).click()
    expect(visitor.status).to_be_empty()
    with page.expect_response("**/v1/entries/*"):
        visitor.star(3).click()
    assert seen.faults == []


def test_where_the_words_cannot_be_had_the_servers_own_are_shown(visit: Visit, shop: Shop):
    page, seen = visit()
    seen.forgive("400|ERR_FAILED|/w/f/")
    visitor = Visitor(page).go(shop.url + "/demo")
    page.route("**/w/f/fir.*", lambda route: route.abort())
    page.route("**/v1/entries", lambda route: route.fulfill(status=400, json={"code": "x", "detail": "Not today."}))
    visitor.rate(2)
    expect(visitor.status).to_have_text(say("refused", "Not today."))


def test_every_reason_that_is_given_has_its_words_and_no_words_are_idle():
    source = EXPLAINS.read_text("utf-8")
    given = set(re.findall(r"(?:: |return |\? |REASONS\[code\] \|\| )'(\w+)'", source))
    words = json.loads((EXPLAINS.parents[2] / "locales" / "en.json").read_text("utf-8"))
    assert {f"refused.{name}" for name in given} == {key for key in words if key.startswith("refused.")}

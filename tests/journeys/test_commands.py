"""What a page's own script says to window.kohtaamo is heard in time, whenever it says it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.foreign import PATH, PLACE, ForeignSite, page_of, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

STUB = """<script>
  window.heard = [];
  window.hear = ({ type, detail }) => heard.push(`${type.slice(9)} ${detail.touchpoint}`);
  window.kohtaamo = window.kohtaamo || function () { (kohtaamo.q = kohtaamo.q || []).push(arguments); };
  for (const name of ['shown', 'opened', 'answered', 'submitted', 'dismissed']) kohtaamo('on', name, hear);
</script>"""
PUT = "(html) => document.querySelector('main').insertAdjacentHTML('afterbegin', html)"


@pytest.fixture(scope="module")
def village(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    return foreign_site


def test_who_listens_before_the_tag_has_loaded_hears_the_first_that_happens(
    visit: Visit, shop: Shop, village: ForeignSite
):
    page, seen = visit()
    visitor = Visitor(page).go(village.put(PATH, page_of(STUB + tag_of(shop.url))))
    expect(visitor.floating_button).to_be_visible()
    page.wait_for_function("() => heard.length >= 2")
    assert sorted(page.evaluate("heard")) == ["shown checkout", "shown first-visit"]
    assert seen.faults == []


def test_who_listens_later_hears_every_event_once_and_in_order_until_she_listens_no_more(
    visit: Visit, shop: Shop, village: ForeignSite
):
    page, seen = visit()
    page.goto(village.put("/kuuntelija", page_of(tag_of(shop.url) + STUB, place="")))
    page.wait_for_load_state("networkidle")
    page.evaluate(PUT, PLACE)
    visitor = Visitor(page)
    visitor.star(2).click()
    page.wait_for_function("() => heard.some((one) => one.startsWith('submitted'))")
    page.evaluate("kohtaamo('open', 'first-visit')")
    expect(visitor.dialog).to_be_visible()
    visitor.page.get_by_role("button", name=say("close")).click()
    assert page.evaluate("heard") == [
        "shown checkout", "answered checkout", "submitted checkout", "opened first-visit", "dismissed first-visit",
    ]  # fmt: skip
    page.evaluate("kohtaamo('off', 'opened', hear)")
    page.evaluate("kohtaamo('open', 'first-visit')")
    expect(visitor.dialog).to_be_visible()
    assert page.evaluate("heard.length") == 5
    assert seen.faults == []

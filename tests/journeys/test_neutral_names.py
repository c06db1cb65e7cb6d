"""Ad blockers match telling words: none stands in an address, a file or a name that the widget brings to a page."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

BUILT = Path(__file__).parents[2] / "backend" / "embed" / "built"
TELLING = re.compile("feedback|survey|widget|comment|track|analytics|popup|rating|nps", re.IGNORECASE)
# Random letters can spell anything.
SECRET = re.compile(r"tk_[\w-]+")

# Ids, classes, parts, slots, names of fields and of elements, wherever the widget made them.
NAMES_IN_THE_PAGE = """() => {
  const hosts = [...document.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot);
  const made = hosts.flatMap(({ shadowRoot }) => [shadowRoot.host, ...shadowRoot.querySelectorAll('*')]);
  return [...new Set(made.flatMap((one) => [
    one.localName, one.id, ...one.classList, ...Object.keys(one.dataset),
    ...['part', 'slot', 'name', 'for'].map((name) => one.getAttribute(name) ?? ''),
  ]))];
}"""
GLOBALS = "() => Object.getOwnPropertyNames(window)"
KEPT = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


def telling(names: list[str]) -> list[str]:
    return [name for name in names if TELLING.search(SECRET.sub("", name))]


def test_no_built_file_has_a_telling_name():
    names = [path.name for path in BUILT.iterdir()]
    assert "k.js" in names
    assert telling(names) == []


def test_a_whole_visit_asks_no_telling_address_and_leaves_no_telling_name(visit: Visit, shop: Shop):
    page, seen = visit()
    page.goto(shop.url + "/healthz")
    globals_before = set(page.evaluate(GLOBALS))
    names: set[str] = set()

    visitor = Visitor(page).go(shop.url + "/demo")
    names |= names_in(page)
    rate_write_and_talk(visitor, names)
    visitor.floating_button.click()
    expect(visitor.dialog).to_be_visible()
    names |= names_in(page)

    assert len(names) > 10, "looked where nothing is"
    assert telling(sorted(names)) == []
    assert set(page.evaluate(GLOBALS)) - globals_before == {"kohtaamo"}
    assert page.evaluate(KEPT) == ["kt:pk_demo"]
    addresses = {urlsplit(request.url)._replace(netloc="").geturl() for request in seen.requests}
    assert {"/w/v1/entries", "/w/k.js"} <= {urlsplit(address).path for address in addresses}
    assert telling(sorted(addresses)) == []


def rate_write_and_talk(visitor: Visitor, names: set[str]) -> None:
    visitor.rate(2)
    visitor.recommend(7).click()
    visitor.box.fill("Nappi oli vähän hukassa.")
    names |= names_in(visitor.page)
    visitor.send()
    visitor.expect_receipt()
    names |= names_in(visitor.page)
    visitor.press(say("open"))
    visitor.place.get_by_label(say("talk.label")).fill("Löytyi lopulta.")
    visitor.send()
    expect(visitor.place.get_by_role("list", name=say("talk.title")).get_by_role("listitem")).to_have_count(2)
    names |= names_in(visitor.page)


def names_in(page: Page) -> set[str]:
    return set(page.evaluate(NAMES_IN_THE_PAGE)) - {""}

"""Ad blockers match telling words: none stands in an address, a file or a name that the widget brings to a page."""

import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, page_of, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

BUILT = Path(__file__).parents[2] / "backend" / "embed" / "built"
TELLING = re.compile("feedback|survey|widget|comment|track|analytics|popup|rating|nps", re.IGNORECASE)
# What the server's own wire is called by stands in the scripts as a member's name, which no list matches.
NOT_ON_THE_WIRE = re.compile("feedback|survey|widget|track|analytics|popup", re.IGNORECASE)
# A class, an id or a part, as scripts give it and as style sheets in them name it.
GIVEN_NAMES = re.compile(
    r"""(?:className|classList\.\w+\(|\bid|\bpart|\bslot)\s*[:=(]?\s*["'`]([^"'`]+)|[}"'`][.#]([\w-]+)[^"'`;}]*\{[a-z-]+:"""
)
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


def test_no_built_script_gives_a_telling_name_to_anything():
    scripts = {path.name: path.read_text("utf-8") for path in BUILT.glob("*.js")}
    # The doctor's words are for the owner's eye and say what they mean.
    ours = {name: text for name, text in scripts.items() if not re.match(r"[a-z]{2}c\.", name)}
    assert [name for name, text in ours.items() if NOT_ON_THE_WIRE.search(text)] == []
    given = {name for text in ours.values() for pair in GIVEN_NAMES.findall(text) for name in pair if name}
    assert {"card", "question"} <= given, "looked where nothing is"
    assert telling(sorted(given)) == []
    globals_set = {name for text in ours.values() for name in re.findall(r"\bwindow\.(\w+) ?=[^=]", text)}
    assert telling(sorted(globals_set)) == []


def test_no_part_that_is_seldom_loaded_asks_a_telling_address_or_leaves_a_telling_name(
    visit: Visit, shop: Shop, foreign_site: ForeignSite
):
    """Pointing, the published list, the doctor, further kinds of questions, and a touchpoint's own page."""
    shop.allow(foreign_site.origin)
    questions = [{"key": f"q-{kind}", "kind": kind, "text": {"fi": kind}} for kind in ("csat", "nps", "ces", "text")]
    asked = {"key": "all", "name": {"fi": "Kaikki"}, "stage": "use", "questions": questions, "ask_pointing": True}
    shop.ask("POST", f"/api/v1/touchpoints?site={DEMO_KEY}", {**asked, "ask_email": True, "ask_permission": True})
    time.sleep(1.1)
    place = '<div data-kohtaamo="all"></div><kohtaamo-published touchpoint="checkout"></kohtaamo-published>'
    foreign_site.put("/nimet?kohtaamo=check", page_of(tag_of(shop.url), place))
    page, seen = visit()
    page.goto(foreign_site.origin + "/nimet?kohtaamo=check")
    names = walk_through_the_seldom(page)
    page.goto(f"{shop.url}/w/p/{DEMO_KEY}/all")
    page.wait_for_load_state("networkidle")
    asked_for = {urlsplit(one.url)._replace(netloc="", scheme="").geturl() for one in seen.requests}
    files = {address.split("/")[-1].split(".")[0] for address in asked_for if address.startswith("/w/f/")}
    assert {"q", "h", "l", "c"} <= files, "the parts were loaded"
    assert telling(sorted(names)) == []
    assert telling(sorted(asked_for)) == []


def walk_through_the_seldom(page: Page) -> set[str]:
    expect(page.get_by_role("dialog", name=say("check.title"))).to_be_visible()
    names = names_in(page)
    page.get_by_role("dialog", name=say("check.title")).get_by_role("button", name=say("close")).click()
    place = page.locator("[data-kohtaamo=all]")
    place.get_by_role("radio").first.click()
    place.get_by_role("button", name=say("more.point")).click()
    expect(page.get_by_role("application")).to_be_focused()
    names |= names_in(page)
    page.keyboard.press("Escape")
    page.locator("kohtaamo-published").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    return names | names_in(page)


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

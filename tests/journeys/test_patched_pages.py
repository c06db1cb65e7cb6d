"""On pages that have bent the language itself: what she says is kept, sent and read as on any other."""

import time
import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.foreign import PATH, PLACE, ForeignSite, page_of, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

PATCHES = {
    # prototype.js 1.6: text inside text, and methods of its own under the names of native ones.
    "prototype.js": """
      const inspect = function () { return '"' + this + '"'; };
      for (const kind of [Array, String, Number, Boolean, Date]) kind.prototype.toJSON = inspect;
      Object.prototype.toJSON = function () { return 'an object'; };
      Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
      Array.from = (list) => list ? [...list] : [];""",
    "enumerable methods": """
      for (const kind of [Array, Object, String, Function]) {
        for (const name of ['each', 'extend', 'clone', 'invoke', 'last', 'remove']) {
          kind.prototype[name] = function () { throw new Error('called by mistake'); };
        }
      }""",
    "a stringify that adds to what it is given": """
      const native = JSON.stringify;
      JSON.stringify = (it, ...more) => native({ wrapped: it, at: 1 }, ...more);""",
    "a stringify that throws": "JSON.stringify = () => { throw new TypeError('no text today'); };",
    "a parse that makes dates": """
      const native = JSON.parse;
      JSON.parse = (text) => native(text, (key, it) => typeof it == 'string' || key == 'a' ? new Date(it) : it);""",
    "a parse that throws": "JSON.parse = () => { throw new SyntaxError('no data today'); };",
    "both bent": "JSON.stringify = () => '{}'; JSON.parse = () => ({});",
}
# What JSON text must escape, and what it need not.
AWKWARD = 'Se sanoi: "ei" \\ ja 🚂\n\tlähti, '

every_patch = pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES.keys())


@pytest.fixture(scope="module")
def museum(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    # A server process looks once a second whether a site has changed.
    time.sleep(1.1)
    return foreign_site


@pytest.fixture
def comment() -> str:
    return AWKWARD + uuid.uuid4().hex[:6]


def expect_all_is_kept_and_arrives(visitor: Visitor, shop: Shop, comment: str) -> None:
    """Half typed when the page is loaded again, then sent; read by the staff as she wrote it."""
    visitor.box.fill(comment)
    visitor.come_back()
    expect(visitor.star(2)).to_be_checked()
    expect(visitor.box).to_have_value(comment)
    visitor.recommend(9).click()
    visitor.send()
    visitor.expect_receipt()
    [one] = [one for one in shop.said() if one["comment"] == comment]
    assert one["rating"]["value"] == 2
    assert 9 in {answer["value"] for answer in one["answers"]}


@every_patch
def test_it_keeps_sends_and_reads_beside(patch: str, visit: Visit, shop: Shop, museum: ForeignSite, comment: str):
    page, seen = visit()
    visitor = Visitor(page).go(museum.put(PATH, page_of(f"<script>{patch}</script>{tag_of(shop.url)}")))
    visitor.rate(2)
    expect_all_is_kept_and_arrives(visitor, shop, comment)
    # The conversation, its words and the widget's other files too.
    visitor.press(say("open"))
    expect(visitor.place.get_by_role("listitem").filter(has_text=comment[-6:])).to_be_visible()
    assert seen.faults == []


@every_patch
def test_it_keeps_and_sends_where_the_page_bends_them_only_later(
    patch: str, visit: Visit, shop: Shop, museum: ForeignSite, comment: str
):
    bend = f"<button id=bend type=button>Taivuta</button><script>bend.onclick = () => {{ {patch} }};</script>"
    page, seen = visit()
    visitor = Visitor(page).go(museum.put(PATH, page_of(tag_of(shop.url), PLACE, bend)))
    page.locator("#bend").click()
    visitor.rate(2)
    expect_all_is_kept_and_arrives(visitor, shop, comment)
    assert seen.faults == []


def test_a_page_that_has_bent_nothing_loads_nothing_for_it(visit: Visit, shop: Shop, museum: ForeignSite):
    page, seen = visit()
    Visitor(page).go(museum.put(PATH, page_of(tag_of(shop.url))))
    assert not [one.url for one in seen.requests if "/w/f/j." in one.url]
    assert seen.faults == []

"""Every kind of page the widget may stand on: it works there, nobody complains, and neither changes the other."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, page_of, strictest_policy, tag_of
from tests.journeys.page_styles import SHIFTS, changed_styles, look_of, page_styles, wear
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import WIDER_THAN_THE_SCREEN
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

# Below /demo the floating button shows too.
PATH = "/demo-taulukko"
# Room is kept, so that what the place grows by moves nothing; constructed, because some of the policies allow no style,
# and important, because only that wins over the room the launcher keeps.
KEPT_ROOM = "[data-kohtaamo] { min-height: 260px !important }"
# So that nothing that floats lies over what she presses, wherever the page ends.
BELOW = "<p>Postikulut</p>" * 20
TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'"
# As much of a 1280 pixel wide window as four times the size leaves.
ZOOMED = {"viewport": {"width": 320, "height": 225}, "device_scale_factor": 4}

ONE_PAGE_APP = """() => {
  const main = document.querySelector('main'), before = main.innerHTML;
  for (const step of ['tuotteet', 'kori', 'kassa']) {
    history.pushState({}, '', '?' + step);
    main.replaceChildren(document.createElement('section'));
  }
  history.replaceState({}, '', location.pathname);
  const place = document.createElement('div');
  place.dataset.kohtaamo = 'checkout';
  main.replaceChildren(place);
}"""


def as_it_is(page: Page) -> None:
    """Nothing happens to this page."""


def become_another_page(page: Page) -> None:
    expect(page.locator("[data-kohtaamo] .c")).to_be_visible()
    page.evaluate(ONE_PAGE_APP)


@dataclass(frozen=True)
class Kind:
    policy: str = ""
    head: str = ""
    html: tuple[str, str] = ("", "")
    options: dict[str, Any] = field(default_factory=dict)
    happens: Callable[[Page], None] = as_it_is


KINDS = {
    "strict policy": Kind("default-src 'none'; script-src {host}; connect-src {host}"),
    "trusted types": Kind(TRUSTED_TYPES),
    "nodes replaced, history changed": Kind(happens=become_another_page),
    "400 % zoom": Kind(options=ZOOMED),
    "right to left": Kind(html=("<html", '<html dir="rtl"')),
    "dark and forced colours": Kind(options={"color_scheme": "dark", "forced_colors": "active"}),
    "quirks": Kind(html=("<!doctype html>", "")),
}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


@pytest.fixture(scope="module")
def market(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    # A server process looks once a second whether a site has changed.
    time.sleep(1.1)
    return foreign_site


def put(kind: Kind, shop: Shop, site: ForeignSite, tag: bool = True) -> str:
    html = page_of(kind.head + (tag_of(shop.url) if tag else ""), below=BELOW).replace(*kind.html)
    path = PATH if tag else PATH + "-ilman"
    return site.put(path, html, kind.policy.format(host=shop.url) or None)


def come(visitor: Visitor, kind: Kind, address: str) -> Visitor:
    visitor.go(address)
    kind.happens(visitor.page)
    visitor.place.scroll_into_view_if_needed()
    expect(visitor.star(1)).to_be_visible()
    return visitor


def say_all(visitor: Visitor) -> str:
    """Rates, writes and sends; the words by which it is found."""
    comment = f"Kelpo tuoli {uuid.uuid4().hex[:8]}"
    visitor.rate(4)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt()
    return comment


def ratings_of(shop: Shop, comment: str) -> list[int]:
    return [one["rating"]["value"] for one in shop.said() if one["comment"] == comment]


@every_kind
def test_it_rates_and_writes_and_nobody_complains_on(kind: Kind, visit: Visit, shop: Shop, market: ForeignSite):
    page, seen = visit(**kind.options)
    wear(page, KEPT_ROOM)
    visitor = come(Visitor(page), kind, put(kind, shop, market))
    assert ratings_of(shop, say_all(visitor)) == [4]
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    assert seen.faults == []


@every_kind
def test_neither_changes_the_other_on(kind: Kind, visit: Visit, shop: Shop, market: ForeignSite):
    page, _ = visit(**kind.options)
    wear(page, KEPT_ROOM)
    page.goto(put(kind, shop, market, tag=False))
    if kind.happens is not as_it_is:
        page.evaluate(ONE_PAGE_APP)
    before, shifts = page_styles(page), page.evaluate(SHIFTS)
    visitor = come(Visitor(page), kind, put(kind, shop, market))
    expect(visitor.floating_button).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    assert changed_styles(before, page_styles(page)) == []
    assert page.evaluate(SHIFTS) == shifts
    plain, _ = visit(**kind.options)
    expected = look_in_the_same_room(come(Visitor(plain), Kind(), put(Kind(), shop, market)))
    assert changed_styles(expected, look_in_the_same_room(visitor)) == []


def look_in_the_same_room(visitor: Visitor) -> list[Any]:
    room = "all: initial; display: block; position: absolute; left: 20px; top: 20px; width: 300px"
    visitor.place.evaluate("(place, room) => { place.style.cssText = room; }", room)
    return look_of(visitor.card).styles


def framed(page: Page, site: ForeignSite, inner: str, sandbox: str) -> Frame:
    page.goto(site.put("/kehys", f'<!doctype html><iframe sandbox="{sandbox}" width="900" height="700" src="{inner}">'))
    frame = page.frame(url=inner)
    assert frame
    return frame


def in_frame(frame: Frame) -> Visitor:
    # A frame is asked in the same words as a page.
    visitor = Visitor(frame)  # type: ignore[arg-type]
    visitor.place.scroll_into_view_if_needed()
    expect(visitor.star(1)).to_be_visible()
    return visitor


def test_in_a_sandboxed_frame_that_keeps_its_origin_it_works(visit: Visit, shop: Shop, market: ForeignSite):
    page, seen = visit()
    inner = market.put("/kehyksessa", page_of(tag_of(shop.url)), strictest_policy(shop.url))
    # Chromium says of every such frame that it is no real sandbox.
    seen.forgive("can escape its sandboxing")
    visitor = in_frame(framed(page, market, inner, "allow-scripts allow-same-origin"))
    assert ratings_of(shop, say_all(visitor)) == [4]
    assert seen.faults == []


def test_in_a_frame_without_an_origin_it_says_that_it_may_not_send_and_keeps_her_words(
    visit: Visit, shop: Shop, market: ForeignSite
):
    """A sandbox without `allow-same-origin` sends `Origin: null`, which anybody could: it is never allowed."""
    page, seen = visit()
    seen.forgive("403")
    inner = market.put("/nimetta", page_of(tag_of(shop.url)), strictest_policy(shop.url))
    visitor = in_frame(framed(page, market, inner, "allow-scripts"))
    visitor.rate(4)
    visitor.box.fill("Tuoli on kelpo.")
    visitor.send()
    expect(visitor.status).to_have_text(say("refused", say("refused.page")))
    expect(visitor.box).to_have_value("Tuoli on kelpo.")
    expect(visitor.star(4)).to_be_checked()
    assert seen.faults == []


def test_twenty_touchpoints_stand_on_one_page_and_each_takes_its_own_answer(
    visit: Visit, shop: Shop, market: ForeignSite
):
    kinds = ("stars", "faces", "thumbs", "nps", "csat")
    keys = [add(shop, f"t-{uuid.uuid4().hex[:6]}-{at}", kinds[at % len(kinds)]) for at in range(20)]
    time.sleep(1.1)
    places = "".join(f'<div data-kohtaamo="{key}"></div>' for key in keys)
    page, seen = visit()
    wear(page, KEPT_ROOM)
    page.goto(market.put("/kaksikymmenta", page_of(tag_of(shop.url), places), strictest_policy(shop.url)))
    boxes = [page.locator(f"[data-kohtaamo={key}]") for key in keys]
    for place in boxes:
        place.scroll_into_view_if_needed()
        expect(place.get_by_role("radio").first).to_be_visible()
    assert page.evaluate(SHIFTS) == []
    for place in boxes:
        with page.expect_response("**/v1/entries"):
            place.get_by_role("radio").last.click()
    assert {one["touchpoint"]["key"] for one in shop.said()} >= set(keys)
    assert len([one for one in seen.requests if "/w/f/p." in one.url]) == 1, "the panel is loaded once"
    assert seen.faults == []


def add(shop: Shop, key: str, kind: str) -> str:
    questions = [{"key": "q", "kind": kind, "text": {"fi": "Miten meni?"}}]
    wanted = {"key": key, "name": {"fi": key}, "stage": "use", "questions": questions}
    shop.ask("POST", f"/api/v1/touchpoints?site={DEMO_KEY}", wanted)
    return key


def test_on_paper_the_page_is_as_without_us_but_for_the_question(visit: Visit, shop: Shop, market: ForeignSite):
    """What floats would lie over the text on every sheet."""
    page, seen = visit()
    wear(page, KEPT_ROOM)
    page.emulate_media(media="print")
    page.goto(put(Kind(), shop, market, tag=False))
    before = page_styles(page)
    visitor = Visitor(page).go(put(Kind(), shop, market))
    page.wait_for_load_state("networkidle")
    expect(visitor.floating_button).to_be_hidden()
    assert changed_styles(before, page_styles(page)) == []
    assert page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="screen")
    visitor.floating_button.click()
    expect(visitor.dialog).to_be_visible()
    page.emulate_media(media="print")
    expect(visitor.dialog).to_be_hidden()
    assert seen.faults == []

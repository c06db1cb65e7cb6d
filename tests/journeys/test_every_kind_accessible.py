"""Each kind of question: by keyboard alone, as a screen reader hears it, by the rules of axe-core in light and dark."""

import time
import uuid
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.asking import option, question
from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, tag_of
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import FOCUSED, expect_accessible, in_light_and_dark
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

ASKED = "Miten meni?"
OPTIONS = [option("price", "Hinta"), option("speed", "Nopeus"), option("other", "Jokin muu")]
GRADE = question("grade", "stars", "Arvosana")
# What each touchpoint asks, and the keys that answer from its first control on.
KINDS: dict[str, tuple[dict[str, Any], list[str], Any]] = {
    "stars": (question("q", "stars", ASKED), ["ArrowRight", "Space"], 2),
    "faces": (question("q", "faces", ASKED), ["ArrowRight", "Enter"], 2),
    "thumbs": (question("q", "thumbs", ASKED), ["ArrowRight", "Space"], 1),
    "csat": (question("q", "csat", ASKED), ["ArrowLeft", "Enter"], 5),
    "nps": (question("q", "nps", ASKED), ["ArrowRight", "ArrowRight", "Space"], 2),
    "ces": (question("q", "ces", ASKED), ["Space"], 1),
    "expectation": (question("q", "expectation", ASKED), ["ArrowRight", "Enter"], -1),
    "choice": (question("q", "choice", ASKED, options=OPTIONS), ["ArrowDown", "Space"], "speed"),
    "several": (question("q", "choice", ASKED, options=OPTIONS, several=True), ["Space", "Tab", "Space"], None),
    "text": (question("q", "text", ASKED), ["h", "y", "v", "i", "n"], "hyvin"),
}
MORE = {"ask_email": True, "ask_permission": True, "ask_pointing": True}
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def keys(shop: Shop, foreign_site: ForeignSite) -> dict[str, str]:
    """The touchpoint of each kind, and one that asks everything else as well."""
    shop.allow(foreign_site.origin)
    made = {kind: add(shop, [asked]) for kind, (asked, _, _) in KINDS.items()}
    made["more"] = add(shop, [GRADE, KINDS["several"][0]], **MORE)
    made["popover"] = add(shop, [GRADE], placement="popover", pages=["/ponnahdus*"])
    time.sleep(1.1)
    return made


def add(shop: Shop, questions: list[dict[str, Any]], **more: Any) -> str:
    key = f"t-{uuid.uuid4().hex[:8]}"
    wanted = {"key": key, "name": {"fi": key}, "stage": "use", "questions": questions, **more}
    shop.ask("POST", f"/api/v1/touchpoints?site={DEMO_KEY}", wanted)
    return key


def bare(shop: Shop, place: str = "") -> str:
    """A page with this place and nothing else that takes the focus or could be found fault with."""
    head = f'<meta charset="utf-8"><title>Kysymys</title>{tag_of(shop.url)}'
    body = f"<main><h1>Kysymys</h1>{place}</main>"
    return f'<!doctype html><html lang="fi"><head>{head}</head><body>{body}</body></html>'


def go(page: Page, shop: Shop, site: ForeignSite, key: str) -> Visitor:
    page.goto(site.put(f"/{key}", bare(shop, f'<div data-kohtaamo="{key}"></div>')))
    visitor = Visitor(page, key)
    expect(visitor.card).to_be_visible()
    return visitor


def first_control(visitor: Visitor) -> Locator:
    return visitor.place.locator("input, textarea").first


@every_kind
def test_the_keyboard_alone_answers_and_sends(
    kind: str, visit: Visit, shop: Shop, foreign_site: ForeignSite, keys: dict[str, str]
):
    page, seen = visit()
    visitor = go(page, shop, foreign_site, keys[kind])
    page.keyboard.press("Tab")
    expect(first_control(visitor)).to_be_focused()
    for key in KINDS[kind][1]:
        page.keyboard.press(key)
    for _ in range(8):
        if page.evaluate(FOCUSED) == f"button {say('send')}":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    visitor.expect_receipt()
    [one] = [one for one in shop.said() if one["touchpoint"]["key"] == keys[kind]]
    assert said_by(one, kind) == (KINDS[kind][2] or ["price", "speed"])
    assert seen.faults == []


def said_by(one: dict[str, Any], kind: str) -> Any:
    if kind in {"choice", "several"}:
        chosen = sorted(one["choices"]["q"])
        return chosen if kind == "several" else chosen[0]
    return one["texts"]["q"] if kind == "text" else one["rating"]["value"]


@every_kind
def test_a_screen_reader_is_told_the_question_and_each_answer(
    kind: str, visit: Visit, shop: Shop, foreign_site: ForeignSite, keys: dict[str, str]
):
    page, _ = visit()
    expect(go(page, shop, foreign_site, keys[kind]).card).to_match_aria_snapshot(told(kind))


def told(kind: str) -> str:
    """The accessibility tree as it must be: a named group, and in it every answer by its name."""
    if kind == "text":
        return f'- textbox "{ASKED}"'
    role = "checkbox" if kind == "several" else "radio"
    asked = f"{ASKED} {say('more.several')}" if kind == "several" else ASKED
    return f'- group "{asked}":\n' + "\n".join(f'  - {role} "{name}"' for name in names_of(kind))


def names_of(kind: str) -> list[str]:
    if kind in {"choice", "several"}:
        return [one["text"]["fi"] for one in OPTIONS]
    if kind == "stars":
        return [say("stars", n) for n in range(1, 6)]
    least, most = {"thumbs": (0, 1), "nps": (0, 10), "ces": (1, 7), "expectation": (-2, 2)}.get(kind, (1, 5))
    return [name_of(kind, n) for n in range(least, most + 1)]


def name_of(kind: str, n: int) -> str:
    for key in (f"{kind}.{n}", f"more.{kind}.{n}"):
        try:
            return say(key)
        except KeyError:
            continue
    return str(n)


@in_light_and_dark
def test_every_kind_is_accessible_asked_and_answered(
    scheme: str, visit: Visit, shop: Shop, foreign_site: ForeignSite, keys: dict[str, str]
):
    for kind in KINDS:
        page, _ = visit(color_scheme=scheme)
        visitor = go(page, shop, foreign_site, keys[kind])
        expect_accessible(page, f"{kind}, asked")
        if kind == "text":
            visitor.place.get_by_label(ASKED).fill("Hyvin")
        else:
            first_control(visitor).click()
        expect_accessible(page, f"{kind}, answered")
        page.context.close()


@in_light_and_dark
def test_all_that_may_be_asked_besides_is_accessible(
    scheme: str, visit: Visit, shop: Shop, foreign_site: ForeignSite, keys: dict[str, str]
):
    page, _ = visit(color_scheme=scheme)
    visitor = go(page, shop, foreign_site, keys["more"])
    visitor.rate(5)
    visitor.box.fill("Kaikki toimi.")
    expect_accessible(page, "address, leave and pointing offered")
    visitor.place.get_by_role("radio", name=say("more.yes")).check()
    visitor.place.get_by_role("textbox", name=say("more.email")).fill("maija@")
    visitor.send()
    expect(visitor.status).to_have_text(say("more.address"))
    expect_accessible(page, "with a preview, and an address that is refused")
    visitor.press(say("more.point"))
    expect(page.get_by_role("application")).to_be_focused()
    expect_accessible(page, "pointing")
    page.keyboard.press("Escape")
    visitor.place.get_by_role("textbox", name=say("more.email")).fill("maija@esimerkki.fi")
    visitor.send()
    visitor.expect_receipt()
    visitor.press(say("open"))
    expect(visitor.place.get_by_label(say("talk.label"))).to_be_visible()
    expect_accessible(page, "conversation with leave and second rating")


@in_light_and_dark
def test_a_refusal_and_an_empty_answer_are_accessible(
    scheme: str, visit: Visit, shop: Shop, foreign_site: ForeignSite, keys: dict[str, str]
):
    page, _ = visit(color_scheme=scheme)
    visitor = go(page, shop, foreign_site, keys["stars"])
    visitor.press(say("write"))
    visitor.send()
    expect(visitor.status).to_have_text(say("empty"))
    expect_accessible(page, "nothing to send")
    visitor.box.fill("Hyvin " * 1000)
    visitor.send()
    expect(visitor.status).to_have_text(say("refused", say("refused.long")))
    expect_accessible(page, "refused")


@in_light_and_dark
def test_a_popover_is_accessible(
    scheme: str, visit: Visit, shop: Shop, foreign_site: ForeignSite, keys: dict[str, str]
):
    page, _ = visit(color_scheme=scheme)
    page.goto(foreign_site.put("/ponnahdus", bare(shop)))
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_accessible(page, "popover")

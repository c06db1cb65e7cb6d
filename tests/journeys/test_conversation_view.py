"""The visitor's side of the conversation: where her answer stands, what was said to it, and what she may still do."""

import json
import re
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import Visitor, say
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

COMMENT = "Toimitus viipyi, mutta huopa on kaunis."
ANSWER = "Pahoittelut viiveestä, hyvitimme postikulut."


class Case:
    """One visitor with something said, and the staff that deals with it."""

    def __init__(self, visit: Visit, shop: Shop, **options: Any) -> None:
        self.page, self.seen = visit(**options)
        self.shop, self.visitor = shop, Visitor(self.page).go(shop.url + "/demo")
        self.visitor.rate(2)
        self.visitor.box.fill(COMMENT)
        self.visitor.send()
        self.visitor.expect_receipt()
        self.feedback_id = self.shop.said()[0]["id"]

    @property
    def place(self) -> Locator:
        return self.visitor.place

    @property
    def record(self) -> dict[str, Any]:
        """What staff see of it, also after she withdrew it."""
        return self.shop.ask("GET", f"/api/v1/feedback/{self.feedback_id}")

    def answer(self) -> None:
        path = f"/api/v1/feedback/{self.feedback_id}/messages"
        self.shop.ask("POST", path, {"text": ANSWER, "visibility": "public"})

    def read(self) -> None:
        """Staff open it. The answer is empty, so there is no JSON to read."""
        with suppress(json.JSONDecodeError):
            self.shop.ask("PUT", f"/api/v1/feedback/{self.feedback_id}/read")

    def open(self) -> None:
        """Comes back to the page and opens the conversation."""
        self.page.reload()
        button = self.place.get_by_role("button", name=re.compile(f"{say('open')}|{say('talk.news', 1)}"))
        button.click()
        expect(self.place.get_by_role("heading", name=say("talk.title"))).to_be_visible()

    def press(self, key: str) -> None:
        self.visitor.press(say(key))

    @property
    def steps(self) -> Locator:
        return self.place.get_by_role("list", name=say("talk.steps"))

    def expect_step(self, key: str) -> None:
        expect(self.steps.locator("[aria-current=step]")).to_have_text(say(key))

    def second_stars(self) -> Locator:
        return self.place.get_by_role("group", name=say("talk.helped"))

    def keyed(self) -> str:
        """The thread key, as her browser keeps it."""
        found = re.search(r"tk_[\w-]+", self.page.evaluate("localStorage['kt:pk_demo']"))
        assert found
        return found[0]


@pytest.fixture
def case(visit: Visit, shop: Shop) -> Case:
    return Case(visit, shop)


def test_the_receipt_tells_by_words_and_shapes_how_far_it_has_come(case: Case):
    case.open()
    case.expect_step("talk.received")
    expect(case.steps.get_by_role("listitem")).to_have_count(4)
    expect(case.steps).to_contain_text(f"{say('talk.solved')}, {say('talk.notyet')}")
    case.read()
    case.open()
    case.expect_step("talk.read")
    case.answer()
    case.open()
    case.expect_step("talk.answered")
    assert case.steps.locator("svg").count() == 3, "what is done has a tick"
    case.shop.ask("PATCH", f"/api/v1/feedback/{case.record['id']}", {"case": "solved"})
    case.open()
    case.expect_step("talk.solved")
    assert case.seen.faults == []


def test_after_an_answer_she_says_whether_it_helped_beside_her_first_rating(case: Case):
    case.open()
    expect(case.second_stars()).to_have_count(0)
    case.answer()
    case.open()
    with case.page.expect_response("**/rating") as sent:
        case.second_stars().get_by_role("radio", name=say("stars", 4), exact=True).click()
    assert sent.value.request.method == "PUT"
    expect(case.place.get_by_text(say("talk.helped.kept"))).to_be_visible()
    record = case.record
    assert (record["rating"]["value"], record["second_rating"]) == (2, 4)
    case.open()
    expect(case.second_stars().get_by_role("radio", name=say("stars", 4), exact=True)).to_be_checked()
    assert case.seen.faults == []


def test_she_takes_it_back_and_undoes_that(case: Case):
    case.open()
    with case.page.expect_response("**/withdrawal"):
        case.press("talk.withdraw")
    expect(case.place.get_by_text(say("talk.withdrawn"))).to_be_visible()
    expect(case.place.get_by_role("button", name=say("talk.undo"))).to_be_focused()
    expect(case.place.get_by_label(say("talk.label"))).to_be_hidden()
    assert case.record["withdrawn_at"]
    with case.page.expect_response("**/withdrawal"):
        case.press("talk.undo")
    expect(case.place.get_by_text(say("talk.withdrawn"))).to_be_hidden()
    expect(case.place.get_by_label(say("talk.label"))).to_be_visible()
    assert case.record["withdrawn_at"] is None
    assert case.seen.faults == []


def test_she_allows_publishing_after_seeing_how_it_would_look_and_takes_it_away(case: Case):
    case.open()
    expect(case.place.get_by_text(say("talk.shown.nameless"))).to_be_visible()
    with case.page.expect_response("**/permission"):
        case.press("talk.forbid")
    expect(case.place.get_by_text(say("talk.unshown"))).to_be_visible()
    assert case.record["permission"] is False
    case.press("talk.allow")
    case.place.get_by_label(say("talk.name")).fill("Maija T.")
    preview = case.place.locator(".b").filter(has_text="Maija T.")
    expect(preview).to_contain_text(COMMENT)
    with case.page.expect_response("**/permission"):
        case.press("talk.allow")
    expect(case.place.get_by_text(say("talk.shown", "Maija T."))).to_be_visible()
    record = case.record
    assert (record["permission"], record["shown_name"]) == (True, "Maija T.")
    assert case.seen.faults == []


def test_the_link_goes_by_mail_or_by_copying_and_leads_to_the_conversations_own_page(case: Case):
    case.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    case.open()
    address = f"{case.shop.url}/w/t/{case.keyed()}"
    expect(case.place.get_by_text(address)).to_be_hidden()
    case.place.get_by_text(say("talk.link"), exact=True).click()
    mail = case.place.get_by_role("link", name=say("talk.mail")).get_attribute("href") or ""
    assert mail.startswith("mailto:?subject=")
    assert address in unquote(mail)
    case.press("talk.copy")
    expect(case.visitor.status).to_have_text(say("talk.copied"))
    assert case.page.evaluate("navigator.clipboard.readText()") == address
    assert case.seen.faults == []


def test_what_she_wishes_offline_is_kept_over_a_reload_and_sent_once(case: Case):
    """The same durable line as her words: said to be kept, sent when the line is back, each exactly once."""
    case.answer()
    case.open()
    case.page.context.set_offline(True)
    case.second_stars().get_by_role("radio", name=say("stars", 5), exact=True).click()
    expect(case.visitor.status).to_have_text(say("kept"))
    case.press("talk.withdraw")
    expect(case.place.get_by_text(say("talk.withdrawn"))).to_be_visible()
    assert case.record["second_rating"] is None
    sent = len(puts(case.seen))
    case.page.context.set_offline(False)
    case.page.reload()
    expect(case.place.get_by_role("button", name=say("open"))).to_be_visible()
    case.page.wait_for_timeout(1500)
    record = case.record
    assert record["second_rating"] == 5
    assert record["withdrawn_at"]
    # What the reload cut off is sent again; a PUT that arrives twice is one deed.
    assert set(puts(case.seen)[sent:]) == {"rating", "withdrawal"}


def puts(seen: Watch) -> list[str]:
    return [request.url.rpartition("/")[2] for request in seen.sent("PUT")]


@in_light_and_dark
def test_every_part_of_the_conversation_is_accessible_and_fits_a_narrow_screen(scheme: str, visit: Visit, shop: Shop):
    case = Case(visit, shop, color_scheme=scheme, viewport=NARROW)
    case.answer()
    case.open()
    case.place.get_by_text(say("talk.link"), exact=True).click()
    expect_accessible(case.page, "answered, with the link")
    assert wide(case.page) == []
    case.press("talk.forbid")
    case.press("talk.allow")
    expect_accessible(case.page, "asked to publish")
    assert wide(case.page) == []
    case.press("talk.no")
    case.press("talk.withdraw")
    expect_accessible(case.page, "taken back")


def wide(page: Page) -> list[str]:
    return list(page.evaluate(WIDER_THAN_THE_SCREEN))


def test_it_all_goes_by_keyboard(case: Case):
    case.answer()
    case.open()
    page = case.page
    case.second_stars().get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    with page.expect_response("**/rating"):
        page.keyboard.press("Enter")
    case.place.get_by_text(say("talk.link"), exact=True).focus()
    page.keyboard.press("Enter")
    expect(case.place.get_by_role("link", name=say("talk.mail"))).to_be_visible()
    case.place.get_by_role("button", name=say("talk.withdraw")).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(case.place.get_by_role("button", name=say("talk.withdraw"))).to_be_focused()

"""Notice and action: a visitor reports what is published, staff decide, and its author reads why in her own place."""

import json
import time
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_conversation_view import Case
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import say

pytestmark = pytest.mark.browser

REPORT, REASON = "Tekstissä on naapurini nimi.", "Tekstissä oli yksityishenkilön nimi."


def published(shop: Shop, comment: str) -> str:
    """Publish what was said last; the address of the form that reports it."""
    newest = shop.said()[0]
    assert newest["comment"] == comment
    shop.ask("POST", f"/api/v1/feedback/{newest['id']}/decisions", {"verdict": "publish"})
    address = f"{shop.url}/w/v1/sites/{DEMO_KEY}/touchpoints/checkout/published"
    for _ in range(50):  # another process of the server notices within a second
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - our own address
            for one in json.load(response)["items"]:
                if one["created_at"] == newest["created_at"]:  # an older entry may say the same
                    return f"{shop.url}/w/p/{DEMO_KEY}/checkout/n/{one['id']}?at={quote(one['created_at'])}"
        time.sleep(0.1)
    raise AssertionError("it was not published")


def report(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("radio", name="Siinä on jonkun henkilötietoja").check()
    page.get_by_role("textbox").fill(REPORT)
    page.get_by_role("button", name="Lähetä ilmoitus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiitos, ilmoitus tuli perille")


def test_what_is_reported_and_taken_away_is_told_its_author_with_the_reason(
    visit: Visit, office: Shop, owner: StorageState
):
    author = Case(visit, office)
    address = published(office, author.record["comment"])
    reader, seen = visit()
    report(reader, address)
    desk = Desk(visit(storage_state=owner)[0], office.url)
    desk.go("inbox?reported=true")
    desk.open(author.record["comment"])
    notices = desk.page.get_by_role("region", name=WORDS["notices"])
    expect(notices).to_contain_text(WORDS["ground.personal"])
    expect(notices).to_contain_text(REPORT)
    notices.get_by_label(WORDS["notices.statement"]).fill(REASON)
    desk.press("notices.remove")
    expect(notices).to_have_count(0)
    assert author.record["publication"] == "hidden"
    author.open()
    told = author.place.locator("div").filter(has=author.page.get_by_role("heading", name=say("talk.why"))).last
    expect(told).to_contain_text(REASON)
    expect(told).to_contain_text(f"{say('talk.why.ground')} {say('talk.why.personal')}")
    expect(author.place.get_by_text(say("talk.why.answer"))).to_be_visible()
    expect_accessible(author.page, "told why")
    assert author.seen.faults == seen.faults == []


def test_who_is_published_reads_no_reason(visit: Visit, office: Shop):
    author = Case(visit, office)
    author.open()
    expect(author.place.get_by_role("heading", name=say("talk.why"))).to_have_count(0)


@in_light_and_dark
def test_the_form_and_the_desk_are_accessible_and_fit_a_phone(
    scheme: str, visit: Visit, office: Shop, owner: StorageState
):
    author = Case(visit, office)
    address = published(office, author.record["comment"])
    page, _ = visit(viewport=NARROW, color_scheme=scheme)
    page.goto(address)
    page.evaluate("document.querySelector('form').noValidate = true")
    page.get_by_role("button", name="Lähetä ilmoitus").click()
    expect(page.get_by_role("group", name="Mikä tekstissä on väärin?")).to_have_accessible_description(
        "Valitse, mikä tekstissä on väärin."
    )
    expect_accessible(page, "the form with a fault")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    report(page, address)
    desk = Desk(visit(storage_state=owner, viewport=NARROW, color_scheme=scheme)[0], office.url)
    desk.go(f"feedback/{author.feedback_id}?reported=true")
    expect(desk.page.get_by_role("region", name=WORDS["notices"])).to_be_visible()
    expect_accessible(desk.page, "the reports")
    assert desk.page.evaluate(WIDER_THAN_THE_SCREEN) == []

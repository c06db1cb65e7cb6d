"""The inbox as a day's work: by keyboard alone, while more comes in, under views of one's own, on paper."""

import json
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import (
    NARROW,
    WIDER_THAN_THE_SCREEN,
    expect_accessible,
    in_light_and_dark,
)
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

TRIAGED = 30
# What is done to one after the other: publish, hide, spam, solve, take on.
DEEDS = "phsea"


def leave(office: Shop, comment: str, **members: Any) -> None:
    """An entry, sent as the shop's page sends it."""
    entry = {"id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": "checkout", "rating": 2, "language": "fi"}
    body = json.dumps({**entry, "comment": comment, **members}).encode()
    headers = {"Content-Type": "application/json", "Origin": office.url}
    request = urllib.request.Request(office.url + "/w/v1/entries", body, headers)  # noqa: S310 - our own address
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
        assert response.status == 201


def found(office: Shop, query: str) -> list[dict[str, Any]]:
    return office.ask("GET", f"/api/v1/feedback?site={DEMO_KEY}&limit=100&{query}")["items"]


@dataclass
class WatchedDesk(Desk):
    """A desk with everything its browser complained about."""

    page: Page
    url: str
    seen: Watch


@pytest.fixture
def desk(visit: Visit, office: Shop, owner: StorageState) -> WatchedDesk:
    page, seen = visit(storage_state=owner)
    return WatchedDesk(page, office.url, seen)


def press(desk: Desk, *keys: str) -> None:
    for key in keys:
        desk.page.keyboard.press(key)


def test_thirty_entries_are_triaged_by_keyboard_alone(desk: WatchedDesk, office: Shop):
    for number in range(TRIAGED):
        leave(office, f"Lajiteltava {number:02}", subject="lajittelu")
    desk.go("inbox?subject=lajittelu")
    expect(desk.rows).to_have_count(TRIAGED)
    press(desk, "j")
    for number in range(TRIAGED):
        row = desk.row(f"Lajiteltava {TRIAGED - 1 - number:02}")
        expect(row.get_by_role("link")).to_be_focused()
        deed = DEEDS[number % len(DEEDS)]
        with desk.page.expect_response(lambda answer: answer.request.method in {"POST", "PATCH"}) as answered:
            press(desk, deed)
        assert answered.value.ok
        # A decision and a solved case go on to the next by themselves.
        if deed == "a":
            press(desk, "j")
    states = [
        (row["publication"], row["case"], row["assignee"] is not None) for row in found(office, "subject=lajittelu")
    ]
    expected = {
        "p": ("published", "new", False),
        "h": ("hidden", "new", False),
        "s": ("spam", "new", False),
        "e": ("pending", "solved", False),
        "a": ("pending", "new", True),
    }
    assert states == [expected[DEEDS[number % len(DEEDS)]] for number in range(TRIAGED)]
    for _ in range(2):
        # The row shows it before the server has it.
        with desk.page.expect_response(lambda answer: answer.request.method == "PATCH") as undone:
            press(desk, "u")
        assert undone.value.ok
    expect(desk.page.get_by_text(WORDS["undone"]).first).to_be_visible()
    expect(desk.row("Lajiteltava 01").get_by_text(WORDS["case.new"])).to_be_visible()
    first, second = found(office, "subject=lajittelu")[-2:]
    assert (first["case"], second["assignee"]) == ("new", None), "the newest two deeds are undone, in their order"
    assert desk.seen.faults == []


def test_rows_are_ticked_by_key_and_by_a_stretch(desk: WatchedDesk, office: Shop):
    for number in range(4):
        leave(office, f"Ruksi {number}", subject="ruksit")
    desk.go("inbox?subject=ruksit")
    expect(desk.rows).to_have_count(4)
    press(desk, "j", "x")
    expect(desk.rows.nth(0).get_by_role("checkbox")).to_be_checked()
    desk.rows.nth(2).get_by_role("checkbox").click(modifiers=["Shift"])
    expect(desk.page.get_by_role("checkbox", checked=True)).to_have_count(3)
    desk.page.evaluate("location.hash = '#/inbox?subject=muu'")
    desk.page.evaluate("location.hash = '#/inbox?subject=ruksit'")
    expect(desk.rows).to_have_count(4)
    expect(desk.page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_what_arrives_shows_without_a_reload_and_moves_nothing_that_is_read(desk: WatchedDesk, office: Shop):
    for number in range(25):
        leave(office, f"Entinen {number}", subject="elävä")
    with desk.page.expect_request("**/feedback/live*"):
        desk.go("inbox?subject=elävä")
    expect(desk.rows).to_have_count(25)
    desk.page.wait_for_function("performance.getEntriesByType('resource').some(({name}) => name.includes('views'))")
    leave(office, "Juuri nyt", subject="elävä")
    expect(desk.row("Juuri nyt")).to_be_visible(timeout=6000)
    scroller = desk.page.locator(".rows")
    scroller.evaluate("(rows) => rows.scrollTo({ top: 400 })")
    top = desk.row("Entinen 15").bounding_box()
    leave(office, "Kun luettiin", subject="elävä")
    pill = desk.page.get_by_role("button", name="1 uusi")
    expect(pill).to_be_visible(timeout=6000)
    assert desk.row("Entinen 15").bounding_box() == top, "nothing moved"
    pill.click()
    expect(desk.row("Kun luettiin")).to_be_in_viewport()
    assert desk.seen.faults == []


def test_where_no_stream_comes_through_the_console_looks_by_itself(desk: WatchedDesk, office: Shop):
    desk.page.route("**/feedback/live*", lambda route: route.abort())
    desk.seen.forgive("feedback/live|ERR_FAILED")
    desk.page.clock.install()
    desk.go("inbox?subject=katkos")
    expect(desk.page.get_by_text(WORDS["empty.noHits"])).to_be_visible()
    leave(office, "Ilman virtaa", subject="katkos")
    desk.page.clock.fast_forward(16_000)
    expect(desk.row("Ilman virtaa")).to_be_visible()
    assert desk.seen.faults == []


def test_what_a_colleague_does_shows_in_the_open_conversation(desk: WatchedDesk, office: Shop):
    leave(office, "Kollega vastaa", subject="kollega")
    desk.go("inbox?subject=kollega")
    with desk.page.expect_response("**/read"):
        desk.open("Kollega vastaa")
    expect(desk.conversation.get_by_role("textbox")).to_be_visible()
    [row] = found(office, "subject=kollega")
    office.ask("POST", f"/api/v1/feedback/{row['id']}/messages", {"text": "Hoidossa!", "visibility": "public"})
    expect(desk.conversation.get_by_text("Hoidossa!")).to_be_visible(timeout=6000)
    expect(desk.row("Kollega vastaa").get_by_text(WORDS["case.waiting"])).to_be_visible()


def test_a_search_marks_inflected_words_and_is_kept_as_a_view(desk: WatchedDesk, office: Shop):
    leave(office, "Toimituksen viivästys harmitti", subject="haku")
    leave(office, "Toimitukset tulivat ajallaan", subject="haku", rating=5)
    desk.go("inbox?subject=haku")
    desk.search_box.fill("toimitus")
    desk.search_box.press("Enter")
    expect(desk.page.locator("mark.found")).to_have_text(["Toimitukset", "Toimituksen"])
    desk.page.get_by_role("button", name=WORDS["view.save"]).click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label(WORDS["view.name"]).fill("Toimitusvaivat")
    dialog.get_by_label(WORDS["view.share"]).check()
    dialog.get_by_role("button", name=WORDS["save"], exact=True).click()
    views = desk.page.locator(".wide-views").get_by_role("list", name=WORDS["views.saved"])
    link = views.get_by_role("link", name="Toimitusvaivat")
    expect(link).to_have_attribute("aria-current", "page")
    expect(link).to_contain_text("2")
    desk.go("inbox")
    link.click()
    expect(desk.rows).to_have_count(2)
    desk.page.get_by_role("button", name=WORDS["view.change"]).click()
    dialog.get_by_role("button", name=WORDS["view.delete"]).click()
    expect(link).to_have_count(0)
    desk.page.get_by_role("button", name=WORDS["undo"]).click()
    expect(link).to_be_visible()
    assert desk.seen.faults == []


def test_a_conversation_shows_what_she_said_elsewhere_and_goes_to_its_neighbours(desk: WatchedDesk, office: Shop):
    leave(office, "Etusivu oli selkeä", email="aino@example.fi", rating=5, subject="polku")
    leave(office, "Kassa jumittui", email="aino@example.fi", rating=1, subject="polku")
    desk.go("inbox?subject=polku")
    desk.open("Kassa jumittui")
    journey = desk.conversation.get_by_role("region", name=WORDS["visitorJourney"])
    expect(journey.get_by_role("listitem")).to_have_count(2)
    journey.get_by_role("link").click()
    expect(desk.conversation.locator("blockquote")).to_have_text("Etusivu oli selkeä")
    desk.page.get_by_role("link", name=WORDS["conversation.before"]).click()
    expect(desk.conversation.locator("blockquote")).to_have_text("Kassa jumittui")


def test_on_paper_stands_what_was_said_and_nothing_to_press(desk: WatchedDesk, office: Shop):
    leave(office, "Paperille", subject="paperi")
    desk.go("inbox?subject=paperi")
    desk.open("Paperille")
    expect(desk.conversation.get_by_role("textbox")).to_be_visible()
    desk.page.emulate_media(media="print")
    expect(desk.conversation.locator("blockquote")).to_be_visible()
    for hidden in (".sidebar", ".list-pane", ".composer", ".verdicts", ".conversation-bar"):
        expect(desk.page.locator(hidden)).to_be_hidden()


@in_light_and_dark
def test_every_state_of_the_inbox_is_accessible(scheme: str, visit: Visit, office: Shop, owner: StorageState):
    page, seen = visit(storage_state=owner, color_scheme=scheme)
    desk = Desk(page, office.url)
    for number in range(2):
        leave(office, f"Selkeä viesti {scheme} {number}", email="eeva@example.fi", subject="esteetön")
    desk.go("inbox?subject=esteetön&q=viesti")
    expect(page.locator("mark.found").first).to_be_visible()
    desk.rows.first.get_by_role("checkbox").check()
    page.get_by_role("button", name=WORDS["filter"], exact=True).click()
    expect_accessible(page, "filtered, searched and ticked")
    page.get_by_role("button", name=WORDS["view.save"]).click()
    expect_accessible(page, "naming a view")
    press(desk, "Escape")
    desk.rows.first.get_by_role("link").click()
    expect(desk.conversation.get_by_role("region", name=WORDS["visitorJourney"])).to_be_visible()
    expect_accessible(page, "a conversation with a journey")
    press(desk, "?")
    expect_accessible(page, "help")
    assert seen.faults == []


def test_nothing_of_the_inbox_is_wider_than_360_pixels(visit: Visit, office: Shop, owner: StorageState):
    page, _ = visit(storage_state=owner, viewport=NARROW)
    desk = Desk(page, office.url)
    for number in range(2):
        leave(office, f"Kapea näyttö {number}", email="eeva@example.fi", subject="kapea")
    desk.go("inbox?subject=kapea&q=näyttö")
    expect(desk.rows).to_have_count(2)
    page.get_by_role("button", name=WORDS["filter"], exact=True).click()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], "list"
    page.get_by_role("button", name=WORDS["filter"], exact=True).click()
    desk.rows.first.get_by_role("link").click()
    expect(desk.conversation.get_by_role("region", name=WORDS["visitorJourney"])).to_be_visible()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], "conversation"

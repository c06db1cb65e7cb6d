"""Everything a visitor and her page told, as staff read it in the conversation, and the way from one to the next."""

import json
import urllib.request
import uuid
from typing import Any

import pytest
from playwright.sync_api import StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.editor import touchpoints
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

REASONS = [{"key": "price", "text": {"fi": "Hinta"}}, {"key": "delivery", "text": {"fi": "Toimitus"}}]
POINTED = {"selector": "#pay", "role": "button", "text": "Maksa nyt", "x": 40, "y": 900, "width": 200, "height": 48}


@pytest.fixture(scope="module")
def asking(office: Shop) -> Shop:
    """The shop with a touchpoint that asks for all there is."""
    questions = [
        {"key": "rating", "kind": "stars", "text": {"fi": "Miten meni?"}},
        {"key": "reason", "kind": "choice", "several": True, "text": {"fi": "Mistä se johtui?"}, "options": REASONS},
        {"key": "gap", "kind": "expectation", "text": {"fi": "Entä odotuksiisi nähden?"}},
    ]
    made = {"key": "order", "stage": "purchase", "name": {"fi": "Tilaus"}, "questions": questions}
    more = {"ask_permission": True, "attributes": {"items": "number", "member": "boolean"}}
    if not any(one["key"] == "order" for one in touchpoints(office)):
        office.ask("POST", f"/api/v1/touchpoints?site={DEMO_KEY}", {**made, **more})
    return office


def call(shop: Shop, method: str, path: str, body: Any) -> Any:
    """As the widget does on one of the shop's own pages."""
    headers = {"Content-Type": "application/json", "Origin": shop.url}
    request = urllib.request.Request(f"{shop.url}/w/v1{path}", json.dumps(body).encode(), headers, method=method)  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own address
        return json.load(answer)


def say_all(shop: Shop, **more: Any) -> tuple[str, str]:
    """One visitor's feedback with everything: its comment, and the key to its thread."""
    comment = f"Kommentti {uuid.uuid4().hex}"
    entry = {
        "id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": "order", "rating": 2, "comment": comment,
        "answers": {"reason": ["price", "delivery"], "gap": -2}, "language": "fi", "page_url": f"{shop.url}/demo",
        "subject": "tilaus-77", "segment": "kanta-asiakas", "attributes": {"items": 3, "member": True},
        "element": POINTED, **more,
    }  # fmt: skip
    return comment, call(shop, "POST", "/entries", entry)["thread_key"]


def look(visit: Visit, shop: Shop, owner: StorageState, **options: Any) -> tuple[Desk, Watch]:
    page, seen = visit(storage_state=owner, **options)
    desk = Desk(page, shop.url)
    desk.go("inbox")
    expect(desk.rows.first).to_be_visible()
    return desk, seen


def test_staff_read_what_was_chosen_what_the_page_told_and_what_was_pointed_at(
    visit: Visit, asking: Shop, owner: StorageState
):
    comment, _ = say_all(asking)
    desk, seen = look(visit, asking, owner)
    desk.open(comment)
    letter = desk.conversation
    expect(letter.locator(".chosen-options").get_by_role("listitem")).to_have_text(["Hinta", "Toimitus"])
    expect(letter.get_by_role("img", name=WORDS["expected.muchWorse"])).to_be_visible()
    pointed = letter.get_by_role("region", name=WORDS["pointed"])
    expect(pointed).to_contain_text("Maksa nyt")
    expect(pointed).to_contain_text("#pay")
    expect(pointed).to_contain_text(WORDS["role.button"])
    told = letter.get_by_role("complementary", name=WORDS["details"])
    for words in ["tilaus-77", "kanta-asiakas", "items", "3", "member", WORDS["yes"]]:
        expect(told).to_contain_text(words)
    assert seen.faults == []


def test_a_second_rating_stands_beside_the_first_in_words(visit: Visit, asking: Shop, owner: StorageState):
    comment, thread = say_all(asking)
    call(asking, "PUT", f"/threads/{thread}/rating", {"value": 4})
    desk, _ = look(visit, asking, owner)
    desk.open(comment)
    answers = desk.conversation.locator(".main-answer")
    expect(answers.get_by_role("img")).to_have_count(2)
    expect(answers).to_contain_text(WORDS["second.better"])


def test_leave_to_publish_and_a_withdrawal_are_plain_to_see(visit: Visit, asking: Shop, owner: StorageState):
    comment, thread = say_all(asking)
    call(asking, "PUT", f"/threads/{thread}/permission", {"granted": True, "shown_name": "Maija"})
    desk, _ = look(visit, asking, owner)
    desk.open(comment)
    expect(desk.conversation).to_contain_text(WORDS["permission.named"].replace("{name}", "Maija"))
    call(asking, "PUT", f"/threads/{thread}/withdrawal", {})
    desk.page.reload()
    expect(desk.conversation.get_by_role("note").first).to_contain_text(WORDS["withdrawn"])
    # It has left the list, and is found where it is asked for.
    expect(desk.row(comment)).to_have_count(0)
    desk.page.goto(f"{asking.url}/console/#/inbox?withdrawn=true")
    expect(desk.row(comment)).to_contain_text(WORDS["withdrawn.mark"])


def test_opening_a_conversation_tells_the_visitor_that_it_was_read(visit: Visit, asking: Shop, owner: StorageState):
    comment, thread = say_all(asking)
    desk, seen = look(visit, asking, owner)
    expect(desk.row(comment)).to_be_visible()
    assert call_status(asking, thread) == "received", "standing in a list is not being read"
    with desk.page.expect_response("**/read") as told:
        desk.open(comment)
    assert told.value.status == 204
    assert call_status(asking, thread) == "read"
    assert seen.faults == []


def call_status(shop: Shop, thread: str) -> str:
    with urllib.request.urlopen(f"{shop.url}/w/v1/threads/{thread}", timeout=10) as answer:  # noqa: S310 - our own
        return str(json.load(answer)["status"])


def test_subject_and_segment_lead_to_the_others_and_stand_as_chips(visit: Visit, asking: Shop, owner: StorageState):
    mine, _ = say_all(asking, subject="tilaus-5", segment="uusi")
    same, _ = say_all(asking, subject="tilaus-5", segment="vanha")
    other, _ = say_all(asking, subject="tilaus-6", segment="uusi")
    desk, _ = look(visit, asking, owner)
    desk.open(mine)
    desk.conversation.get_by_role("link", name="tilaus-5").click()
    expect(desk.row(other)).to_have_count(0)
    expect(desk.row(same)).to_be_visible()
    chips = desk.page.get_by_role("list", name=WORDS["filter.chosen"])
    expect(chips).to_contain_text("tilaus-5")
    desk.page.get_by_role("button", name=WORDS["filter"], exact=True).click()
    desk.page.get_by_role("textbox", name=WORDS["filter.segment"]).fill("uusi")
    desk.page.keyboard.press("Tab")
    expect(desk.row(same)).to_have_count(0)
    expect(desk.row(mine)).to_be_visible()
    expect(chips).to_contain_text("uusi")


def test_ratings_below_nothing_can_be_asked_for(visit: Visit, asking: Shop, owner: StorageState):
    say_all(asking)
    desk, seen = look(visit, asking, owner)
    desk.page.get_by_role("button", name=WORDS["filter"], exact=True).click()
    lowest = desk.page.get_by_role("spinbutton", name=WORDS["filter.rating_min"])
    lowest.fill("-2")
    lowest.press("Tab")
    desk.page.wait_for_url("**rating_min=-2")
    expect(desk.rows.first).to_be_visible()
    assert lowest.evaluate("(box) => box.validity.valid")
    assert seen.faults == []


def test_a_decision_opens_the_next_one_unless_she_wishes_otherwise(visit: Visit, asking: Shop, owner: StorageState):
    older, _ = say_all(asking)
    newer, _ = say_all(asking)
    desk, _ = look(visit, asking, owner)
    desk.open(newer)
    desk.page.keyboard.press("p")
    expect(desk.conversation.locator("blockquote")).to_have_text(older)
    desk.page.keyboard.press("k")
    expect(desk.conversation.locator("blockquote")).to_have_text(newer)
    desk.go("settings")
    desk.page.get_by_role("checkbox", name=WORDS["settings.advance"]).uncheck()
    desk.go("inbox")
    desk.open(newer)
    desk.page.keyboard.press("h")
    expect(desk.conversation.locator(".letter-state")).to_contain_text(WORDS["publication.hidden"])
    expect(desk.conversation.locator("blockquote")).to_have_text(newer)


def test_a_decision_does_not_carry_off_an_answer_being_written(visit: Visit, asking: Shop, owner: StorageState):
    say_all(asking)
    newer, _ = say_all(asking)
    desk, _ = look(visit, asking, owner)
    desk.open(newer)
    desk.conversation.get_by_role("textbox").fill("Pahoittelut")
    desk.press("verdict.publish")
    expect(desk.conversation.locator(".letter-state")).to_contain_text(WORDS["publication.published"])
    expect(desk.conversation.locator("blockquote")).to_have_text(newer)
    expect(desk.conversation.get_by_role("textbox")).to_have_value("Pahoittelut")


@in_light_and_dark
def test_a_conversation_with_everything_is_accessible(scheme: str, visit: Visit, asking: Shop, owner: StorageState):
    comment, thread = say_all(asking)
    call(asking, "PUT", f"/threads/{thread}/permission", {"granted": False})
    call(asking, "PUT", f"/threads/{thread}/rating", {"value": 1})
    call(asking, "PUT", f"/threads/{thread}/withdrawal", {})
    desk, _ = look(visit, asking, owner, color_scheme=scheme)
    desk.page.goto(f"{asking.url}/console/#/inbox?withdrawn=true")
    desk.open(comment)
    expect_accessible(desk.page, "conversation")
    desk.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert desk.page.evaluate(WIDER_THAN_THE_SCREEN) == []

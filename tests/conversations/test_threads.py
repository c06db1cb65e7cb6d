"""The conversation on a feedback: what staff and visitor say, and what each of them sees."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def left(shop):
    return shop.leave(rating=2, comment="Maksu jumittui", language="fi")


def reply(ada, left, text, visibility="public", **more):
    json = {"text": text, "visibility": visibility, **more}
    return ada.post(f"/feedback/{left['feedback_id']}/messages", json=json)


def thread(shop, left):
    return shop.client.get(f"/w/v1/threads/{left['thread_key']}")


def follow_up(shop, left, text, identifier=None):
    json = {"id": identifier or str(uuid.uuid4()), "text": text}
    return shop.client.post(f"/w/v1/threads/{left['thread_key']}/messages", json=json)


def case(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json["case"]


def test_a_visitor_sees_the_replies_but_not_the_note(shop, ada, left):
    reply(ada, left, "Pahoittelut kaikille", "public")
    reply(ada, left, "Tässä hyvitys", "private")
    reply(ada, left, "Asiakas on hankala", "note")
    seen = thread(shop, left)
    assert [message["text"] for message in seen.json["messages"]] == ["Pahoittelut kaikille", "Tässä hyvitys"]
    assert {message["from"] for message in seen.json["messages"]} == {"staff"}
    assert {message["name"] for message in seen.json["messages"]} == {"Ada"}
    for secret in ("hankala", ada.email, str(ada.staff_id), left["feedback_id"], "visibility", "note"):
        assert secret not in seen.text


def test_staff_see_everything_in_the_order_it_was_said(shop, ada, left):
    reply(ada, left, "Yksi", "note")
    follow_up(shop, left, "Kaksi")
    reply(ada, left, "Kolme", "private")
    seen = ada.get(f"/feedback/{left['feedback_id']}").json
    told = [(message["text"], message["from"], message["visibility"]) for message in seen["messages"]]
    assert told == [("Yksi", "staff", "note"), ("Kaksi", "visitor", "private"), ("Kolme", "staff", "private")]
    assert seen["message_count"] == 3
    kinds = [event["kind"] for event in seen["history"]]
    assert kinds == ["feedback.received", "note.added", "message.received", "reply.sent"]


def test_the_thread_holds_what_its_author_said_and_no_more(shop, left):
    seen = thread(shop, left).json
    assert set(seen) == {
        "id", "touchpoint", "state", "case", "status", "rating", "second_rating", "first_question", "comment",
        "language", "has_email", "permission", "shown_name", "asks_permission", "created_at", "messages",
        "statement",
    }  # fmt: skip
    assert (seen["id"], seen["touchpoint"], seen["state"]) == (left["id"], "checkout", "pending")
    assert (seen["rating"], seen["comment"], seen["messages"]) == (2, "Maksu jumittui", [])
    assert (seen["status"], seen["first_question"], seen["has_email"]) == ("received", "rating", False)


def test_the_thread_says_whether_an_address_is_known_but_not_which(shop):
    left = shop.leave(email="aino@example.fi", subject="Tilaus 1001", segment="uusi")
    assert thread(shop, left).json["has_email"] is True
    assert not [secret for secret in ("aino@", "1001", "uusi") if secret in thread(shop, left).text]


@pytest.mark.parametrize(
    ("verdict", "state"), [("publish", "published"), ("hide", "hidden"), ("spam", "pending")], ids=lambda v: v
)
def test_the_visitor_is_told_the_state_but_never_that_it_was_taken_for_spam(shop, ada, left, verdict, state):
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict})
    assert thread(shop, left).json["state"] == state
    assert "spam" not in thread(shop, left).text


@pytest.mark.parametrize(
    ("visibility", "after"), [("public", "waiting"), ("private", "waiting"), ("note", "new")], ids=lambda v: v
)
def test_an_answer_puts_the_case_to_waiting_and_a_note_does_not(ada, left, visibility, after):
    reply(ada, left, "Sanottavaa", visibility)
    assert case(ada, left) == after


@pytest.mark.parametrize(
    ("before", "after"), [("new", "new"), ("open", "open"), ("waiting", "open"), ("solved", "open")], ids=lambda v: v
)
def test_a_follow_up_opens_what_was_waiting_or_solved(shop, ada, left, before, after):
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": before})
    assert follow_up(shop, left, "Ei auttanut").status_code == 201
    assert case(ada, left) == after


def test_a_follow_up_sent_twice_is_one_message(shop, ada, left):
    identifier = str(uuid.uuid4())
    first = follow_up(shop, left, "Kerran", identifier)
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": "solved"})
    again = follow_up(shop, left, "Kerran", identifier)
    assert (first.status_code, again.status_code, again.json) == (201, 201, first.json)
    assert len(thread(shop, left).json["messages"]) == 1
    assert case(ada, left) == "solved", "a repetition is nothing new"


def test_the_same_id_with_other_words_or_in_another_thread_is_refused(shop, left):
    identifier = str(uuid.uuid4())
    follow_up(shop, left, "Kerran", identifier)
    assert follow_up(shop, left, "Toisin", identifier).json["code"] == "idempotency_mismatch"
    assert follow_up(shop, shop.leave(), "Kerran", identifier).json["code"] == "idempotency_mismatch"


def test_a_staff_message_cannot_be_claimed_by_its_id(shop, ada, left):
    identifier = reply(ada, left, "Vastaus").json["id"]
    response = follow_up(shop, left, "Vastaus", identifier)
    assert (response.status_code, response.json["code"]) == (422, "idempotency_mismatch")


def test_twenty_follow_ups_at_once_all_arrive_and_are_counted(app, shop, ada, left):
    path = f"/w/v1/threads/{left['thread_key']}/messages"

    def send(number):
        return app.test_client().post(path, json={"id": str(uuid.uuid4()), "text": str(number)}).status_code

    with ThreadPoolExecutor(8) as pages:
        assert set(pages.map(send, range(20))) == {201}
    seen = ada.get(f"/feedback/{left['feedback_id']}").json
    assert len(seen["messages"]) == seen["message_count"] == 20


def test_one_follow_up_ten_times_at_once_is_one(app, shop, ada, left):
    path, json = f"/w/v1/threads/{left['thread_key']}/messages", {"id": str(uuid.uuid4()), "text": "Kerran"}
    with ThreadPoolExecutor(10) as pages:
        statuses = list(pages.map(lambda _: app.test_client().post(path, json=json).status_code, range(10)))
    assert set(statuses) == {201}
    assert ada.get(f"/feedback/{left['feedback_id']}").json["message_count"] == 1


@pytest.mark.parametrize("key", ["tk_" + "a" * 43, "x", "%00", "%ED%A0%80", "ä", "a" * 2000, "..%2f"])
def test_a_thread_key_that_is_none_is_not_found(shop, key):
    for method in ("GET", "DELETE"):
        response = shop.client.open(f"/w/v1/threads/{key}", method=method)
        assert (response.status_code, response.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize(
    "body",
    [{"text": "x"}, {"id": "5", "text": "x"}, {"id": str(uuid.uuid4())}, {"id": str(uuid.uuid4()), "text": " "},
     {"id": str(uuid.uuid4()), "text": "x" * 5001}, {"id": str(uuid.uuid4()), "text": 5}],
    ids=["no id", "no uuid", "no text", "blank", "long", "number"],
)  # fmt: skip
def test_what_is_no_follow_up_is_refused(shop, left, body):
    assert shop.client.post(f"/w/v1/threads/{left['thread_key']}/messages", json=body).status_code == 422


@pytest.mark.parametrize(
    "body",
    [{}, {"text": "x"}, {"text": "x", "visibility": "secret"}, {"text": " ", "visibility": "note"},
     {"text": "x" * 5001, "visibility": "note"}, {"text": "x", "visibility": "note", "author": "visitor"}],
    ids=["nothing", "no visibility", "unknown visibility", "blank", "long", "unknown member"],
)  # fmt: skip
def test_what_is_no_answer_is_refused(ada, left, body):
    assert ada.post(f"/feedback/{left['feedback_id']}/messages", json=body).status_code == 422


def test_words_are_kept_as_typed(shop, ada, left):
    text = "  Äiti a\u0308iti 👨‍👩‍👧\r\n<b>&amp;</b>\t "
    reply(ada, left, text), follow_up(shop, left, text)
    assert [message["text"] for message in thread(shop, left).json["messages"]] == [text, text]


def test_the_conversation_is_never_cached(shop, left):
    response = thread(shop, left)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_answers_stay_when_the_person_leaves(app, shop, ada, left):
    from backend.accounts.models import Staff
    from backend.foundation.database import db, writing
    from tests.applications import make_person

    grace = make_person(app, shop, "agent", name="Grace")
    reply(grace, left, "Vastaus")
    with app.app_context(), writing():
        db.session.delete(db.session.get_one(Staff, grace.staff_id))
    [message] = thread(shop, left).json["messages"]
    assert (message["text"], message["name"]) == ("Vastaus", None)

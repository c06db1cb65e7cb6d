"""An answer in the making: its author finds it again anywhere, the others see that she writes, nobody sees what."""

from datetime import timedelta

import pytest

from backend.conversations.draft import WRITES_FOR
from backend.foundation import clock


@pytest.fixture
def left(shop):
    return shop.leave(comment="Maksu jumittui")


@pytest.fixture
def grace(person):
    return person("agent", name="Grace")


def keep(person, left, text, visibility="private"):
    return person.call("PUT", f"/feedback/{left['feedback_id']}/draft", json={"text": text, "visibility": visibility})


def seen(person, left):
    return person.get(f"/feedback/{left['feedback_id']}").json


def test_a_draft_is_its_authors_alone(shop, ada, grace, left):
    assert keep(ada, left, "Hei, pahoitt").status_code == 204
    draft = seen(ada, left)["draft"]
    assert (draft["text"], draft["visibility"]) == ("Hei, pahoitt", "private")
    assert seen(grace, left)["draft"] is None
    assert "pahoitt" not in grace.get(f"/feedback/{left['feedback_id']}").text
    assert "pahoitt" not in shop.client.get(f"/w/v1/threads/{left['thread_key']}").text


def test_the_others_see_who_writes_while_she_does(ada, grace, left):
    keep(ada, left, "Hei")
    assert seen(grace, left)["writing"] == ["Ada"]
    assert seen(ada, left)["writing"] == []
    with clock.travel(WRITES_FOR + timedelta(seconds=1)):
        assert seen(grace, left)["writing"] == []
        assert seen(ada, left)["draft"]["text"] == "Hei", "what she wrote stays"


def test_the_last_text_counts_and_a_blank_one_is_none(ada, left):
    keep(ada, left, "Yksi", "public")
    keep(ada, left, "Yksi ja kaksi", "note")
    assert seen(ada, left)["draft"]["text"] == "Yksi ja kaksi"
    assert seen(ada, left)["draft"]["visibility"] == "note"
    keep(ada, left, "  ")
    assert seen(ada, left)["draft"] is None


def test_sending_uses_the_draft_up_and_a_refused_answer_keeps_it(ada, grace, left):
    keep(ada, left, "Vastaus")
    keep(grace, left, "Toinen vastaus")
    path = f"/feedback/{left['feedback_id']}/messages"
    said = {"visibility": "public", "seen_message_id": None}
    assert ada.post(path, json={"text": "Vastaus", **said}).status_code == 201
    assert grace.post(path, json={"text": "Toinen vastaus", **said}).status_code == 409
    assert seen(ada, left)["draft"] is None
    assert seen(grace, left)["draft"]["text"] == "Toinen vastaus"


def test_a_draft_changes_nothing_that_others_could_see_of_the_feedback(ada, left):
    before = seen(ada, left)
    keep(ada, left, "Hei")
    after = seen(ada, left)
    assert {name: after[name] for name in ("updated_at", "case", "message_count", "history")} == {
        name: before[name] for name in ("updated_at", "case", "message_count", "history")
    }


def test_drafts_go_with_what_the_visitor_erases(app, shop, ada, left):
    from backend.foundation.database import db

    keep(ada, left, "Erittäin salainen luonnos")
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    with app.app_context():
        assert "salainen luonnos" not in str(db.session.execute(db.text("SELECT text FROM draft")).all())

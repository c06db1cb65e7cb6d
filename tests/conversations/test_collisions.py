"""Two who answer the same visitor at once: the second reads what the first wrote before she sends."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def left(shop):
    return shop.leave(rating=2, comment="Maksu jumittui")


@pytest.fixture
def grace(person):
    return person("agent", name="Grace")


def reply(person, left, text, visibility="public", **more):
    json = {"text": text, "visibility": visibility, **more}
    return person.post(f"/feedback/{left['feedback_id']}/messages", json=json)


def follow_up(shop, left, text):
    path = f"/w/v1/threads/{left['thread_key']}/messages"
    return shop.client.post(path, json={"id": str(uuid.uuid4()), "text": text})


def texts(person, left):
    return [message["text"] for message in person.get(f"/feedback/{left['feedback_id']}").json["messages"]]


def test_the_second_of_two_gets_both_texts_and_sends_nothing(ada, grace, left):
    reply(ada, left, "Korjasimme sen.", seen_message_id=None)
    refused = reply(grace, left, "Katsomme tätä huomenna.", seen_message_id=None)
    assert (refused.status_code, refused.json["code"]) == (409, "answered_meanwhile")
    assert refused.json["text"] == "Katsomme tätä huomenna."
    [theirs] = refused.json["messages"]
    assert (theirs["text"], theirs["name"], theirs["from"]) == ("Korjasimme sen.", "Ada", "staff")
    assert "Ada wrote meanwhile" in refused.json["detail"]
    assert texts(ada, left) == ["Korjasimme sen."]


def test_having_read_it_she_sends_all_the_same(ada, grace, left):
    theirs = reply(ada, left, "Korjasimme sen.").json
    sent = reply(grace, left, "Ja hyvitämme kulut.", seen_message_id=theirs["id"])
    assert sent.status_code == 201
    assert texts(ada, left) == ["Korjasimme sen.", "Ja hyvitämme kulut."]


def test_what_the_visitor_added_meanwhile_is_shown_too(shop, ada, left):
    first = reply(ada, left, "Mikä kortti?").json
    follow_up(shop, left, "Visa, ja nyt se toimii!")
    refused = reply(ada, left, "Kokeile toista korttia.", seen_message_id=first["id"])
    assert refused.status_code == 409
    assert [message["text"] for message in refused.json["messages"]] == ["Visa, ja nyt se toimii!"]


def test_ones_own_words_are_no_collision(ada, left):
    reply(ada, left, "Yksi", seen_message_id=None)
    assert reply(ada, left, "Kaksi", seen_message_id=None).status_code == 201


def test_a_colleagues_note_is_read_first_and_a_note_of_ones_own_goes_through(ada, grace, left):
    reply(ada, left, "Minä hoidan tämän", "note")
    assert reply(grace, left, "Vastaus", seen_message_id=None).status_code == 409
    assert reply(grace, left, "Hyvä", "note", seen_message_id=None).status_code == 201


def test_a_program_that_tells_nothing_of_what_it_saw_is_not_held_up(ada, grace, left):
    reply(ada, left, "Yksi")
    assert reply(grace, left, "Kaksi").status_code == 201


def test_a_last_message_that_is_none_of_these_counts_as_nothing_seen(ada, grace, left):
    reply(ada, left, "Yksi")
    assert reply(grace, left, "Kaksi", seen_message_id=str(uuid.uuid4())).status_code == 409


def test_of_many_who_answer_at_one_moment_one_gets_through(app, shop, person, left):
    from tests.applications import Person

    staff = [person("agent", name=f"Hoitaja{number}") for number in range(6)]

    def send(one):
        own = Person(app.test_client(), one.staff_id, one.email, one.token)
        return reply(own, left, "Vastaus", seen_message_id=None).status_code

    with ThreadPoolExecutor(6) as desks:
        statuses = sorted(desks.map(send, staff))
    assert statuses == [201, 409, 409, 409, 409, 409]
    assert texts(staff[0], left) == ["Vastaus"]


def test_after_a_collision_the_same_key_sends_the_answer_that_was_meant(ada, grace, left):
    """A console that keeps its Idempotency-Key must not be told the refusal again."""
    theirs = reply(ada, left, "Yksi").json
    json = {"text": "Kaksi", "visibility": "public", "seen_message_id": None}
    path, headers = f"/feedback/{left['feedback_id']}/messages", {"Idempotency-Key": "k1"}
    assert grace.post(path, json=json, headers=headers).status_code == 409
    again = grace.post(path, json={**json, "seen_message_id": theirs["id"]}, headers=headers)
    assert again.status_code == 201

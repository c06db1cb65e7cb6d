"""Two that say the same are dealt with once: merged, answered together, parted again; each keeps its own figures."""

import uuid

import pytest


@pytest.fixture
def two(shop):
    return shop.leave(comment="Maksu jumittui", rating=1), shop.leave(comment="Maksu jumittui taas", rating=2)


def merge(person, one, into):
    main = into["feedback_id"] if isinstance(into, dict) else into
    return person.call("PUT", f"/feedback/{one['feedback_id']}/duplicate-of", json={"feedback_id": main})


def part(person, one):
    return person.delete(f"/feedback/{one['feedback_id']}/duplicate-of")


def seen(person, one):
    return person.get(f"/feedback/{one['feedback_id']}").json


def answers(shop, one):
    thread = shop.client.get(f"/w/v1/threads/{one['thread_key']}").json
    return [message["text"] for message in thread["messages"]]


def reply(person, one, text, visibility="public"):
    json = {"text": text, "visibility": visibility}
    assert person.post(f"/feedback/{one['feedback_id']}/messages", json=json).status_code == 201


def test_the_merged_one_is_solved_and_stands_under_the_other(ada, two):
    main, other = two
    merged = merge(ada, other, main)
    assert (merged.status_code, merged.json["duplicate_of_id"], merged.json["case"]) == (
        200, main["feedback_id"], "solved",
    )  # fmt: skip
    [follower] = seen(ada, main)["duplicates"]
    assert (follower["id"], follower["comment"]) == (other["feedback_id"], "Maksu jumittui taas")
    assert seen(ada, other)["history"][-1]["kind"] == "feedback.merged"


def test_parting_puts_the_case_back_as_it_was(ada, two):
    main, other = two
    ada.patch(f"/feedback/{other['feedback_id']}", json={"case": "open"})
    merge(ada, other, main)
    parted = part(ada, other).json
    assert (parted["duplicate_of_id"], parted["case"]) == (None, "open")
    assert seen(ada, main)["duplicates"] == []
    assert part(ada, other).status_code == 200, "twice is as good as once"


def test_a_public_answer_goes_to_both_visitors(shop, ada, two):
    main, other = two
    merge(ada, other, main)
    reply(ada, main, "Korjattu!")
    assert answers(shop, main) == answers(shop, other) == ["Korjattu!"]
    assert seen(ada, other)["case"] == "solved"


def test_a_private_answer_goes_only_to_the_same_person(shop, ada):
    main = shop.leave(comment="Maksu jumittui", email="Aino@example.fi")
    hers = shop.leave(comment="Vieläkin", email="aino@example.fi")
    anothers = shop.leave(comment="Minullakin", email="pekka@example.fi")
    nobodys = shop.leave(comment="Täälläkin")
    for one in (hers, anothers, nobodys):
        merge(ada, one, main)
    reply(ada, main, "Hyvitämme teille 10 euroa.", "private")
    assert answers(shop, main) == answers(shop, hers) == ["Hyvitämme teille 10 euroa."]
    assert answers(shop, anothers) == answers(shop, nobodys) == []


def test_a_note_stays_where_it_was_written(ada, two):
    main, other = two
    merge(ada, other, main)
    reply(ada, main, "Sama vika", "note")
    assert seen(ada, other)["messages"] == []


def test_what_follows_never_forms_a_chain_or_a_ring(shop, ada, two):
    main, other = two
    third = shop.leave(comment="Kolmas")
    merge(ada, third, other)
    merge(ada, other, main)
    assert seen(ada, third)["duplicate_of_id"] == main["feedback_id"]
    fourth = shop.leave(comment="Neljäs")
    assert merge(ada, fourth, other).json["duplicate_of_id"] == main["feedback_id"]
    assert merge(ada, main, third).json["code"] == "cannot_merge"
    assert merge(ada, main, main).json["code"] == "cannot_merge"


def test_nothing_of_another_site_can_be_followed(ada, mallory, other_shop, two):
    theirs = other_shop.leave(comment="Muualla")
    foreign, missing = merge(ada, two[0], theirs), merge(ada, two[0], str(uuid.uuid4()))
    assert (foreign.status_code, foreign.json["detail"]) == (missing.status_code, missing.json["detail"])
    assert foreign.status_code == 409


def test_new_words_of_the_merged_visitor_open_her_own_case(shop, ada, two):
    main, other = two
    merge(ada, other, main)
    path = f"/w/v1/threads/{other['thread_key']}/messages"
    assert shop.client.post(path, json={"id": str(uuid.uuid4()), "text": "Ei auttanut"}).status_code == 201
    assert seen(ada, other)["case"] == "open"
    assert part(ada, other).json["case"] == "open"


def test_when_the_main_one_is_erased_the_others_stand_for_themselves(shop, ada, two):
    main, other = two
    merge(ada, other, main)
    assert shop.client.delete(f"/w/v1/threads/{main['thread_key']}").status_code == 204
    left = seen(ada, other)
    assert (left["duplicate_of_id"], left["case"]) == (None, "open")


def test_merging_changes_no_figure(app, shop, ada, two):
    from backend.feedback.models import DayCount
    from backend.foundation.database import db

    def counted():
        with app.app_context():
            rows = db.session.scalars(db.select(DayCount).where(DayCount.site_id == shop.id))
            return sorted((row.value, row.n) for row in rows)

    before = counted()
    merge(ada, two[1], two[0])
    assert counted() == before

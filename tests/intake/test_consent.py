"""Leave to show it: asked after praise, given with a name or without, taken back whenever she likes."""

import pytest

from tests.conversations.test_threads import thread


@pytest.fixture
def left(shop):
    return shop.leave(rating=5, comment="Oikein hyvä puoti")


def seen_by_staff(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


def decide(ada, left, verdict="publish"):
    return ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict})


def put(shop, left, **members):
    return shop.client.put(f"/w/v1/threads/{left['thread_key']}/permission", json=members)


def consent(ada, left):
    seen = seen_by_staff(ada, left)
    return seen["permission"], seen["shown_name"]


def kinds(ada, left):
    return [event["kind"] for event in seen_by_staff(ada, left)["history"]]


def test_nobody_was_asked_until_she_answers(shop, ada, left):
    assert consent(ada, left) == (None, None)
    assert (thread(shop, left).json["permission"], thread(shop, left).json["shown_name"]) == (None, None)


def test_leave_may_come_with_a_step_and_with_a_name(shop, ada, left):
    assert shop.step(left["id"], left["thread_key"], permission=True, shown_name="Aino K.").status_code == 200
    assert consent(ada, left) == (True, "Aino K.")
    assert kinds(ada, left) == ["feedback.received", "permission.granted"]


def test_leave_is_given_and_taken_back_from_the_receipt(shop, ada, left):
    given = put(shop, left, granted=True, shown_name="Aino")
    assert given.status_code == 200
    assert (given.json["permission"], given.json["shown_name"]) == (True, "Aino")
    assert given.json == thread(shop, left).json
    taken = put(shop, left, granted=False)
    assert (taken.json["permission"], taken.json["shown_name"]) == (False, None)
    assert consent(ada, left) == (False, None), "without leave no name is kept"
    assert kinds(ada, left) == ["feedback.received", "permission.granted", "permission.refused"]


def test_saying_it_twice_changes_nothing_more(shop, ada, left):
    first = put(shop, left, granted=True, shown_name="Aino")
    seen = seen_by_staff(ada, left)
    assert put(shop, left, granted=True, shown_name="Aino").json == first.json
    assert seen_by_staff(ada, left) == seen


def test_a_name_may_be_left_out_again(shop, ada, left):
    put(shop, left, granted=True, shown_name="Aino")
    shop.step(left["id"], left["thread_key"], permission=True)
    assert consent(ada, left) == (True, "Aino"), "a step leaves what it does not name"
    shop.step(left["id"], left["thread_key"], shown_name=None)
    assert consent(ada, left) == (True, None)
    shop.step(left["id"], left["thread_key"], shown_name="  ")
    assert consent(ada, left) == (True, None)


def test_a_name_without_leave_is_not_kept(shop, ada, left):
    put(shop, left, granted=False, shown_name="Aino")
    shop.step(left["id"], left["thread_key"], shown_name="Aino")
    assert consent(ada, left) == (False, None)


def test_a_name_alone_is_no_leave(shop, ada, left):
    shop.step(left["id"], left["thread_key"], shown_name="Aino")
    assert consent(ada, left) == (None, "Aino")
    assert kinds(ada, left) == ["feedback.received", "feedback.revised"]
    shop.step(left["id"], left["thread_key"], permission=True)
    assert kinds(ada, left)[-1] == "permission.granted"


def test_a_name_beside_published_words_is_looked_at_first(shop, ada, left):
    decide(ada, left)
    said_at = seen_by_staff(ada, left)["said_at"]
    put(shop, left, granted=True)
    assert seen_by_staff(ada, left)["publication"] == "published", "leave alone says nothing new"
    assert seen_by_staff(ada, left)["said_at"] == said_at
    put(shop, left, granted=True, shown_name="Osta halpaa")
    seen = seen_by_staff(ada, left)
    assert (seen["publication"], seen["case"]) == ("pending", "new")
    assert seen["said_at"] > said_at, "a decision on what stood there before must not publish the name"


def test_a_name_that_is_an_advertisement_is_set_aside_with_its_words(shop, ada, left):
    put(shop, left, granted=True, shown_name="<a href='//a.example'>halpaa</a>")
    seen = seen_by_staff(ada, left)
    assert (seen["publication"], seen["reasons"][0]) == ("spam", "markup_links")


def test_where_everything_is_published_at_once_a_fine_name_is_too(shop, ada):
    ada.patch(f"/sites/{shop.id}", json={"publish_policy": "publish_at_once"})
    left = shop.leave(rating=5, comment="Hyvä")
    assert put(shop, left, granted=True, shown_name="Aino").json["state"] == "published"


def test_a_name_beside_no_words_waits_for_nobody(shop, ada):
    left = shop.leave(rating=5)
    put(shop, left, granted=True, shown_name="Aino")
    assert seen_by_staff(ada, left)["publication"] == "published"
    shop.step(left["id"], left["thread_key"], comment="Hyvä")
    assert seen_by_staff(ada, left)["publication"] == "pending"


def test_a_page_is_told_of_leave_at_once(shop, ada, left):
    from backend.touchpoints.catalog import catalog

    decide(ada, left)

    def version():
        with shop.app.app_context():
            catalog().refresh(at_once=True)
            return catalog().version_of(shop.key)

    before = version()
    put(shop, left, granted=False)
    assert version() > before


WRONG = [
    {}, {"granted": None}, {"granted": 1}, {"granted": "true"}, {"shown_name": "Aino"},
    {"granted": True, "shown_name": "a" * 61}, {"granted": True, "shown_name": 5}, {"granted": True, "shown_name": []},
]  # fmt: skip


@pytest.mark.parametrize("body", WRONG, ids=lambda body: str(body)[:40])
def test_what_is_no_leave_is_refused(shop, ada, left, body):
    assert put(shop, left, **body).status_code == 422
    assert consent(ada, left) == (None, None)


@pytest.mark.parametrize(
    "step", [{"permission": "yes"}, {"permission": 0}, {"shown_name": 5}, {"shown_name": "a" * 61}], ids=str
)
def test_a_step_is_checked_as_strictly(shop, left, step):
    assert shop.step(left["id"], left["thread_key"], **step).status_code == 422


@pytest.mark.parametrize("door", ["step", "receipt"])
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Aino\nKoivu", "Aino Koivu"),
        ("Aino\r\n\tKoivu", "Aino Koivu"),
        ("Aino\u2028Koivu\x85", "Aino Koivu"),
        ("\u202eoniA\u202c", "oniA"),
        ("\u2066\u200f\n\u061c", None),
        ("עינת 1", "עינת 1"),
    ],
    ids=ascii,
)
def test_a_name_stands_on_one_line_and_turns_no_letters_around_it(shop, ada, left, door, name, kept):
    if door == "step":
        assert shop.step(left["id"], left["thread_key"], permission=True, shown_name=name).status_code == 200
    else:
        assert put(shop, left, granted=True, shown_name=name).json["shown_name"] == kept
    assert consent(ada, left) == (True, kept)


def test_another_key_opens_nothing(shop):
    response = shop.client.put(f"/w/v1/threads/tk_{'a' * 43}/permission", json={"granted": True})
    assert (response.status_code, response.json["code"]) == (404, "not_found")

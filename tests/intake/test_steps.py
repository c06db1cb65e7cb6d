"""A later step of the same entry: more answers, a comment, a corrected rating."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.feedback.counting import counted, recounted


def seen_by_staff(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


def published(shop):
    return shop.client.get(f"/w/v1/sites/{shop.key}/touchpoints/checkout/published?now").json


@pytest.fixture
def left(shop):
    return shop.leave(rating=2)


def test_a_comment_joins_the_rating(shop, ada, left):
    response = shop.step(left["id"], left["thread_key"], comment="Maksu ei mennyt läpi", answers={"recommend": 3})
    assert response.status_code == 200
    assert response.json == {"id": left["id"], "state": "pending", "thread_key": left["thread_key"]}
    seen = seen_by_staff(ada, left)
    assert (seen["rating"]["value"], seen["answers"][0]["value"]) == (2, 3)
    assert seen["comment"] == "Maksu ei mennyt läpi"


def test_a_rating_can_be_corrected(shop, ada, left):
    assert shop.step(left["id"], left["thread_key"], rating=5).status_code == 200
    assert seen_by_staff(ada, left)["rating"] == {"question": "rating", "kind": "stars", "value": 5, "score": 100.0}
    assert (published(shop)["n"], published(shop)["mean"]) == (1, 5.0)


def test_a_beacon_may_post_what_a_page_would_patch(shop, ada, left):
    body = f'{{"thread_key": "{left["thread_key"]}", "comment": "Lähdin jo"}}'
    response = shop.client.post(f"/w/v1/entries/{left['id']}", data=body, content_type="text/plain")
    assert response.status_code == 200
    assert seen_by_staff(ada, left)["comment"] == "Lähdin jo"


@pytest.mark.parametrize("whose", ["another entry", "nobody"])
def test_the_thread_key_must_be_this_entrys(shop, ada, left, whose):
    key = shop.leave(rating=1)["thread_key"] if whose == "another entry" else "tk_" + "a" * 43
    response = shop.step(left["id"], key, comment="Vieras")
    assert (response.status_code, response.json["code"]) == (404, "not_found")
    assert seen_by_staff(ada, left)["comment"] is None


def test_a_step_of_an_entry_that_never_was_is_not_found(shop, left):
    assert shop.step(str(uuid.uuid4()), left["thread_key"], rating=1).status_code == 404


def test_the_same_step_twice_changes_nothing_more(shop, ada, left):
    step = {"rating": 3, "answers": {"recommend": 7, "why": "Hidas"}, "comment": "Kesti kauan"}
    first = shop.step(left["id"], left["thread_key"], **step)
    seen = seen_by_staff(ada, left)
    assert shop.step(left["id"], left["thread_key"], **step).json == first.json
    again = seen_by_staff(ada, left)
    assert again == seen
    assert published(shop)["n"] == 1


def test_a_step_that_says_nothing_is_refused(shop, left):
    assert shop.step(left["id"], left["thread_key"]).status_code == 422
    assert shop.step(left["id"], left["thread_key"], comment="  ").status_code == 422


def test_a_step_keeps_what_it_does_not_name(shop, ada):
    left = shop.leave(rating=2, comment="Ensin", answers={"why": "Syy"})
    shop.step(left["id"], left["thread_key"], answers={"recommend": 4})
    seen = seen_by_staff(ada, left)
    assert (seen["comment"], seen["texts"], seen["rating"]["value"]) == ("Ensin", {"why": "Syy"}, 2)


def test_changed_words_are_scored_anew(shop, ada):
    left = shop.leave(comment="Terrible and awful", language="en")
    assert seen_by_staff(ada, left)["sentiment"]["label"] == "negative"
    shop.step(left["id"], left["thread_key"], comment="Great, wonderful")
    assert seen_by_staff(ada, left)["sentiment"]["label"] == "positive"


def test_changed_words_are_found_and_old_ones_are_not(shop, ada):
    left = shop.leave(comment="Kahvinkeitin", language="fi")
    shop.step(left["id"], left["thread_key"], comment="Leivänpaahdin")
    assert len(ada.get("/feedback?q=leivänpaahdin").json["items"]) == 1
    assert ada.get("/feedback?q=kahvinkeitin").json["items"] == []


def test_a_comment_changed_after_publication_waits_again(shop, ada):
    left = shop.leave(comment="Oikein hyvä")
    assert ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"}).status_code == 201
    assert [entry["comment"] for entry in published(shop)["items"]] == ["Oikein hyvä"]
    response = shop.step(left["id"], left["thread_key"], comment="Osta halpaa täältä")
    assert response.json["state"] == "pending"
    assert published(shop)["items"] == []


def test_a_corrected_rating_leaves_published_words_published(shop, ada):
    left = shop.leave(comment="Oikein hyvä")
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    assert shop.step(left["id"], left["thread_key"], rating=5).json["state"] == "published"


@pytest.mark.parametrize("verdict", ["hide", "spam"])
def test_what_staff_set_aside_stays_aside_whatever_is_written(shop, ada, verdict):
    left = shop.leave(comment="Ensin")
    before = ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict}).json["publication"]
    assert shop.step(left["id"], left["thread_key"], comment="Siistiä tekstiä").status_code == 200
    assert seen_by_staff(ada, left)["publication"] == before


def test_a_visitor_is_not_told_that_her_words_were_taken_for_spam(shop, ada):
    left = shop.leave(comment="Ensin")
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "spam"})
    assert shop.step(left["id"], left["thread_key"], comment="Toiseksi").json["state"] == "pending"


def test_a_step_after_erasing_is_not_found(shop, left):
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert shop.step(left["id"], left["thread_key"], comment="Vielä yksi").status_code == 404


@pytest.mark.parametrize("step", [{"rating": True}, {"rating": 2.0}, {"rating": 9}, {"answers": []}, {"comment": 5}])
def test_a_step_is_checked_as_strictly_as_the_first(shop, ada, left, step):
    assert shop.step(left["id"], left["thread_key"], **step).status_code == 422
    assert seen_by_staff(ada, left)["rating"]["value"] == 2


def test_steps_at_once_are_counted_right(app, shop, left):
    """Two that both read the old rating and both take it away would leave the counts wrong for ever."""

    def correct(number):
        page = app.test_client()
        step = {"thread_key": left["thread_key"], "rating": 1 + number % 5, "answers": {"recommend": number % 11}}
        return page.patch(f"/w/v1/entries/{left['id']}", json=step).status_code

    with ThreadPoolExecutor(8) as pages:
        assert set(pages.map(correct, range(24))) == {200}
    assert counted(app, shop) == recounted(app, shop)


def test_steps_and_erasing_at_once_leave_nothing_behind(app, shop):
    left = shop.leave(rating=2, comment="Kohta poissa")

    def step_or_erase(number):
        page = app.test_client()
        if number == 5:
            return page.delete(f"/w/v1/threads/{left['thread_key']}").status_code
        return page.patch(
            f"/w/v1/entries/{left['id']}", json={"thread_key": left["thread_key"], "rating": 1 + number % 5}
        ).status_code

    with ThreadPoolExecutor(8) as pages:
        answers = list(pages.map(step_or_erase, range(16)))
    assert set(answers) <= {200, 204, 404}
    assert counted(app, shop) == recounted(app, shop) == {}


@pytest.mark.parametrize("case", ["waiting", "solved"])
@pytest.mark.parametrize(
    "step", [{"comment": "Ei auttanut"}, {"answers": {"why": "Ei auttanut"}}], ids=["comment", "why"]
)
def test_new_words_open_a_case_that_was_answered_or_solved(shop, ada, left, case, step):
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": case})
    shop.step(left["id"], left["thread_key"], **step)
    assert seen_by_staff(ada, left)["case"] == "open"


def test_new_words_leave_a_new_case_new_and_a_rating_opens_none(shop, ada, left):
    shop.step(left["id"], left["thread_key"], comment="Lisään vielä")
    assert seen_by_staff(ada, left)["case"] == "new"
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": "solved"})
    shop.step(left["id"], left["thread_key"], rating=5)
    assert seen_by_staff(ada, left)["case"] == "solved"


def test_a_step_that_changes_nothing_leaves_no_event_and_no_moment(shop, ada):
    left = shop.leave(rating=3, comment="Kesti", answers={"recommend": 7, "why": "Hidas"})
    seen = seen_by_staff(ada, left)
    step = {"rating": 3, "comment": "Kesti", "answers": {"recommend": 7, "why": "Hidas"}}
    assert shop.step(left["id"], left["thread_key"], **step).status_code == 200
    assert seen_by_staff(ada, left) == seen
    shop.step(left["id"], left["thread_key"], answers={"recommend": 8})
    assert [event["kind"] for event in seen_by_staff(ada, left)["history"]] == ["feedback.received", "feedback.revised"]


def test_what_was_taken_for_spam_says_still_why_after_new_words(shop, ada):
    left = shop.leave(comment="<a href='https://a.example'>halpaa</a>")
    before = seen_by_staff(ada, left)
    assert before["reasons"]
    shop.step(left["id"], left["thread_key"], comment="Ihan siistiä tekstiä")
    after = seen_by_staff(ada, left)
    assert (after["publication"], after["reasons"]) == ("spam", before["reasons"])


def reorder(ada, shop, *keys):
    """Ask these questions of the checkout first, in this order; those left out are retired."""
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    by_key = {question["key"]: question for question in checkout["questions"]}
    response = ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": [by_key[key] for key in keys]})
    assert response.status_code == 200, response.text


@pytest.mark.parametrize("order", [["recommend", "rating"], ["recommend"]], ids=["turned", "retired"])
def test_list_and_conversation_agree_on_the_rating_whatever_order_came_later(shop, ada, order):
    left = shop.leave(rating=4, answers={"recommend": 4})
    reorder(ada, shop, *order)
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    seen = seen_by_staff(ada, left)
    assert row["rating"] == seen["rating"] == {"question": "rating", "kind": "stars", "value": 4, "score": 75.0}
    assert row["answers"] == seen["answers"]
    assert [answer["question"] for answer in row["answers"]] == ["recommend"]


def test_a_correction_of_what_was_asked_first_then_moves_the_rating(shop, ada):
    left = shop.leave(rating=4)
    reorder(ada, shop, "recommend", "rating")
    shop.step(left["id"], left["thread_key"], answers={"rating": 1})
    assert seen_by_staff(ada, left)["rating"]["value"] == 1
    assert [row["id"] for row in ada.get(f"/feedback?site={shop.key}&rating_max=1").json["items"]] == [
        left["feedback_id"]
    ]

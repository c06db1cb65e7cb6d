"""What others may see: published comments with public answers, and figures that say what they count."""

import json

import pytest


@pytest.fixture
def published(shop):
    def ask(touchpoint="checkout"):
        # A query string goes past what is kept, as a page does that must see its own change.
        response = shop.client.get(f"/w/v1/sites/{shop.key}/touchpoints/{touchpoint}/published?now=1")
        assert response.status_code == 200
        return response.json

    return ask


def decide(ada, left, verdict):
    return ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict})


def reply(ada, left, text, visibility):
    return ada.post(f"/feedback/{left['feedback_id']}/messages", json={"text": text, "visibility": visibility})


@pytest.mark.parametrize("verdict", [None, "hide", "spam"], ids=["pending", "hidden", "spam"])
def test_what_was_not_published_is_not_shown(shop, ada, published, verdict):
    left = shop.leave(comment="Ei kaikille")
    if verdict:
        decide(ada, left, verdict)
    assert published()["items"] == []


def test_a_published_comment_is_shown_with_public_answers_alone(shop, ada, published):
    left = shop.leave(
        comment="Hyvä puoti", rating=5, language="fi", email="aino@example.fi", page_url="https://shop.example.fi/a",
        page_title="Otsikko", answers={"recommend": 9, "why": "Yksityinen syy"},
    )  # fmt: skip
    decide(ada, left, "publish")
    reply(ada, left, "Kiitos kaikille", "public")
    reply(ada, left, "Vain sinulle", "private")
    reply(ada, left, "Vain meille", "note")
    shop.client.post(
        f"/w/v1/threads/{left['thread_key']}/messages",
        json={"id": "6f1d1a4e-0d7e-4c59-8d0b-222222222222", "text": "Vain teille"},
    )
    [shown] = published()["items"]
    assert set(shown) == {"id", "rating", "comment", "language", "created_at", "answers"}
    assert (shown["rating"], shown["comment"], shown["language"]) == (5, "Hyvä puoti", "fi")
    assert [(answer["text"], answer["name"]) for answer in shown["answers"]] == [("Kiitos kaikille", "Ada")]
    assert set(shown["answers"][0]) == {"name", "text", "sent_at"}
    whole = json.dumps(published(), ensure_ascii=False)
    secrets = [
        "aino@example.fi", "/a", "Otsikko", "Yksityinen", "Vain", ada.email, str(ada.staff_id), ada.staff_id.hex,
        left["id"], left["feedback_id"], left["thread_key"], left["id"].replace("-", ""),
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in whole] == []


def test_hiding_takes_it_off_the_page_at_once(shop, ada):
    left = shop.leave(comment="Kohta poissa")
    decide(ada, left, "publish")
    path = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    assert len(shop.client.get(path).json["items"]) == 1
    decide(ada, left, "hide")
    assert shop.client.get(path).json["items"] == []


def test_figures_count_every_rating_shown_or_not(shop, ada, published):
    for rating in (1, 2, 5):
        shop.leave(rating=rating)
    shop.leave(rating=4, comment="Odottaa")
    shop.leave(rating=None, comment="Ei arvosanaa")
    shop.leave(rating=None, answers={"recommend": 10})
    assert (published()["n"], published()["mean"]) == (4, 3.0)


def test_without_ratings_there_is_no_mean(published):
    assert published() == {"items": [], "n": 0, "mean": None}


def test_a_touchpoint_shows_its_own(shop, ada, published):
    here, there = shop.leave(comment="Kassalla"), shop.leave(comment="Etusivulla", touchpoint="landing")
    decide(ada, here, "publish"), decide(ada, there, "publish")
    assert [row["comment"] for row in published("checkout")["items"]] == ["Kassalla"]
    assert [row["comment"] for row in published("landing")["items"]] == ["Etusivulla"]


def test_the_newest_come_first_and_at_most_fifty(shop, ada, published):
    ada.patch(f"/sites/{shop.id}", json={"publish_policy": "publish_at_once"})
    for number in range(52):
        shop.send(shop.entry(comment=f"Numero {number}"))
    assert [row["comment"] for row in published()["items"]] == [f"Numero {number}" for number in range(51, 1, -1)]


def test_a_rating_without_words_is_no_entry_on_the_page(shop, published):
    shop.leave(rating=5)
    assert published()["items"] == []


def test_an_unknown_touchpoint_is_not_found(shop):
    assert shop.client.get(f"/w/v1/sites/{shop.key}/touchpoints/nowhere/published").status_code == 404


def test_spam_is_in_no_figure(shop, ada, published):
    shop.leave(rating=5)
    decide(ada, shop.leave(rating=1), "spam")
    shop.leave(rating=1, comment="<a href='https://a.example'>halpaa</a>")
    assert (published()["n"], published()["mean"]) == (1, 5.0)

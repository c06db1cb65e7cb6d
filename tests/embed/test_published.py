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
    assert set(shown) == {
        "id", "rating", "comment", "shown_name", "language", "created_at", "verified", "verified_by", "answers",
    }  # fmt: skip
    assert (shown["shown_name"], shown["verified"]) == (None, False)
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
    nothing = {"mean": None, "low": None, "high": None}
    assert published() == {"items": [], "n": 0, **nothing, "least": 1, "most": 5, "next_cursor": None}


def test_the_mean_comes_with_its_interval_on_the_scale(shop, published):
    shop.leave(rating=4)
    assert (published()["low"], published()["high"]) == (None, None)
    for rating in (5, 4, 5, 4, 5):
        shop.leave(rating=rating)
    told = published()
    assert (told["n"], told["mean"], told["low"], told["high"]) == (6, 4.5, 3.93, 5.0)


def test_a_question_without_a_scale_has_no_figures(shop, ada, published):
    values = {"key": "words", "stage": "use", "name": {"fi": "?"}}
    questions = [{"key": "why", "kind": "text", "text": {"fi": "Miksi?"}}]
    ada.post(f"/touchpoints?site={shop.key}", json={**values, "questions": questions})
    told = published("words")
    assert {told[name] for name in ("mean", "low", "high", "least", "most")} == {None}


def test_a_touchpoint_shows_its_own(shop, ada, published):
    here, there = shop.leave(comment="Kassalla"), shop.leave(comment="Etusivulla", touchpoint="landing")
    decide(ada, here, "publish"), decide(ada, there, "publish")
    assert [row["comment"] for row in published("checkout")["items"]] == ["Kassalla"]
    assert [row["comment"] for row in published("landing")["items"]] == ["Etusivulla"]


@pytest.fixture
def at_once(shop, ada):
    """Comments are published as they come."""
    ada.patch(f"/sites/{shop.id}", json={"publish_policy": "publish_at_once"})


def test_the_newest_come_first_twenty_a_page(shop, at_once, published):
    for number in range(45):
        shop.send(shop.entry(comment=f"Numero {number}"))
    path = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    seen, pages = [], []
    told = published()
    while True:
        pages.append(len(told["items"]))
        seen += [row["comment"] for row in told["items"]]
        if told["next_cursor"] is None:
            break
        told = shop.client.get(path, query_string={"before": told["next_cursor"]}).json
        assert told["n"] == 45
    assert (pages, seen) == ([20, 20, 5], [f"Numero {number}" for number in range(44, -1, -1)])


def test_a_page_that_is_just_full_has_no_next(shop, at_once, published):
    for number in range(20):
        shop.send(shop.entry(comment=f"Numero {number}"))
    told = published()
    assert (len(told["items"]), told["next_cursor"]) == (20, None)


@pytest.mark.parametrize("cursor", ["x", "AAAA", "a" * 60, "ä", "", "a" * 101])
def test_a_cursor_that_was_not_made_here_is_refused(shop, cursor):
    path = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    told = shop.client.get(path, query_string={"before": cursor})
    assert (told.status_code, told.mimetype) == (422, "application/problem+json")


def test_a_cursor_of_another_touchpoint_is_refused(shop, at_once, published):
    for number in range(21):
        shop.send(shop.entry(comment=f"Numero {number}"))
    cursor = published()["next_cursor"]
    path = f"/w/v1/sites/{shop.key}/touchpoints/landing/published"
    assert shop.client.get(path, query_string={"before": cursor}).status_code == 422


def test_a_further_page_is_prepared_once_and_any_cache_may_keep_it(shop, at_once, published, app):
    for number in range(21):
        shop.send(shop.entry(comment=f"Numero {number}"))
    cursor = published()["next_cursor"]
    path = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published?before={cursor}"
    first, kept = shop.client.get(path), shop.client.get(path)
    assert first.data == kept.data
    assert "X-Request-ID" not in kept.headers, "answered before Flask's dispatch"
    assert kept.headers["Cache-Control"] == "public, max-age=30"
    assert shop.client.get(path, headers={"If-None-Match": kept.headers["ETag"]}).status_code == 304


def test_no_query_string_fills_the_memory(shop, app):
    prepared = app.extensions["prepared_answers"]
    before = len(prepared._kept), len(prepared._further)
    path = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    for number in range(20):
        shop.client.get(f"{path}?now={number}")
        shop.client.get(f"{path}?before=made-up-{number}")
        shop.client.get(f"/w/v1/sites/{shop.key}?now={number}")
    kept = len(prepared._kept), len(prepared._further)
    assert kept[0] <= before[0] + 1, "the config alone"
    assert kept[1] == before[1]


def test_what_its_author_took_back_is_neither_shown_nor_counted(shop, at_once, published):
    left = shop.leave(comment="Perun tämän", rating=1)
    shop.leave(rating=5)
    path = f"/w/v1/threads/{left['thread_key']}/withdrawal"
    shop.client.put(path)
    assert (published()["items"], published()["n"]) == ([], 1)
    shop.client.delete(path)
    assert (len(published()["items"]), published()["n"]) == (1, 2)


@pytest.mark.parametrize(
    ("asks", "granted", "shown"),
    [(False, None, 1), (False, False, 0), (False, True, 1), (True, None, 0), (True, False, 0), (True, True, 1)],
)
def test_who_is_asked_must_have_said_yes(shop, ada, at_once, published, asks, granted, shown):
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"ask_permission": asks})
    left = shop.leave(comment="Hyvä")
    if granted is not None:
        wanted = {"granted": granted, "shown_name": "Aino"}
        assert shop.client.put(f"/w/v1/threads/{left['thread_key']}/permission", json=wanted).status_code == 200
    assert [row["shown_name"] for row in published()["items"]] == [granted and "Aino"] * shown


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


def test_a_rating_on_another_scale_than_the_figures_is_not_shown(shop, ada, at_once, published):
    shop.leave(rating=5, comment="Viisi tähteä")
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    questions = [{"key": "likely", "kind": "nps", "text": {"fi": "Suosittelisitko?"}}, *checkout["questions"]]
    changed = ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": [only(row) for row in questions]})
    assert changed.status_code == 200, changed.text
    shop.leave(rating=9, comment="Yhdeksän")
    told = published()
    assert [(entry["comment"], entry["rating"]) for entry in told["items"]] == [("Yhdeksän", 9), ("Viisi tähteä", None)]
    assert told["most"] == 10


def only(question):
    return {name: question[name] for name in ("key", "kind", "text")}

"""A touchpoint's page without JavaScript: asks in every way, loses nothing, stores nothing before it is sent."""

import re

import pytest

from tests.embed.hosted_asking import ANSWERS, fill, hidden, stored, wrongs


def test_every_kind_of_question_can_be_answered(shop, ada, fair):
    sent = shop.client.post(fair, data=fill(shop, fair, **ANSWERS, comment="Kiva", email="aino@example.fi"))
    assert sent.status_code == 303
    [one] = stored(ada, shop)
    assert (one["rating"]["value"], one["comment"], one["email"], one["language"]) == (
        4,
        "Kiva",
        "aino@example.fi",
        "fi",
    )
    given = {answer["question"]: answer["value"] for answer in one["answers"]}
    assert given == {"stars": 5, "helped": 0, "happy": 3, "recommend": 0, "easy": 7, "expected": -2}
    assert one["choices"] == {"channel": ["other"], "about": ["price", "pace"]}
    assert one["texts"] == {"why": "Siksi"}
    assert one["page_url"] == f"http://localhost{fair}"


def test_what_she_chose_is_told_on_the_receipt_in_words(shop, fair):
    sent = shop.client.post(fair, data=fill(shop, fair, **ANSWERS))
    told = re.findall(r"<dd[^>]*>([^<]+)</dd>", shop.client.get(sent.headers["Location"]).text)
    assert told == [
        "Tyytyväinen", "5 tähteä viidestä", "Ei", "Siltä väliltä", "0 / 10", "7 / 7", "Paljon huonompi kuin odotin",
        "Muualta", "Hintaa, Vauhtia", "Siksi",
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_chooses_beforehand_and_records_nothing(shop, ada, path, method):
    drawn = shop.client.open(path + "?rating=4&subject=T-1&segment=uusi", method=method)
    assert drawn.status_code == 200
    assert stored(ada, shop) == []
    if method == "GET":
        assert re.findall(r'value="(\d)" checked', drawn.text) == ["4"]
        assert (hidden(drawn, "subject"), hidden(drawn, "segment")) == ("T-1", "uusi")


@pytest.mark.parametrize("rating", ["9", "0", "x", "", "<b>", "4.0"])
def test_a_rating_that_the_scale_does_not_have_is_left_aside(shop, path, rating):
    drawn = shop.client.get(path, query_string={"rating": rating})
    assert drawn.status_code == 200
    assert "checked" not in drawn.text


def test_what_the_link_says_goes_with_the_entry(shop, ada, path):
    shop.client.post(path, data=fill(shop, path, **{"a.rating": "2"}, subject="T-1", segment="u" * 90))
    [one] = stored(ada, shop)
    assert (one["subject"], one["segment"]) == ("T-1", "u" * 60)


def test_sent_twice_it_is_one_entry(shop, ada, path):
    form = fill(shop, path, **{"a.rating": "5"}, comment="Kerran")
    first, again = (shop.client.post(path, data=form) for _ in range(2))
    assert (first.status_code, first.headers["Location"]) == (303, again.headers["Location"])
    assert len(stored(ada, shop)) == 1


def test_sent_again_with_other_words_she_is_told_and_may_send_it_as_new(shop, ada, path):
    form = fill(shop, path, **{"a.rating": "5"}, comment="Kerran")
    shop.client.post(path, data=form)
    told = shop.client.post(path, data={**form, "comment": "Toisin"})
    assert told.status_code == 422
    assert "jo lähettänyt" in told.text
    assert ">\nToisin</textarea>" in told.text
    assert shop.client.post(path, data={**form, "id": hidden(told), "comment": "Toisin"}).status_code == 303
    assert len(stored(ada, shop)) == 2


@pytest.mark.parametrize("entry_id", ["", "x", "<script>"])
def test_an_id_that_is_none_loses_nothing(shop, ada, path, entry_id):
    assert shop.client.post(path, data={"id": entry_id, "a.rating": "5"}).status_code == 303
    assert len(stored(ada, shop)) == 1


def test_an_empty_form_says_what_to_do(shop, ada, path):
    told = shop.client.post(path, data=fill(shop, path, comment=" \r\n "))
    assert (told.status_code, wrongs(told)) == (422, {"a.rating": "Valitse arvosana tai kirjoita jotain."})
    assert "<title>Virhe: " in told.text
    assert 'href="#a.rating"' in told.text
    assert stored(ada, shop) == []


def test_errors_keep_what_she_wrote_and_chose(shop, ada, fair):
    form = fill(shop, fair, **{**ANSWERS, "a.happy": ""}, comment="Kirjoitin\npitkään <3", email="ei osoite")
    told = shop.client.post(fair, data=form)
    assert told.status_code == 422
    assert set(wrongs(told)) == {"a.happy", "email"}
    assert "Kirjoitin\npitkään &lt;3</textarea>" in told.text
    assert 'value="ei osoite"' in told.text
    assert hidden(told) == form["id"]
    chosen = re.findall(r'id="a\.([^"]+)" name="[^"]+" value="[^"]+" checked', told.text)
    assert chosen == [
        "mood.4", "stars.5", "helped.0", "recommend.0", "easy.7", "expected.-2", "channel.other", "about.price",
        "about.pace",
    ]  # fmt: skip
    assert stored(ada, shop) == []


@pytest.mark.parametrize(("name", "most"), [("comment", 5000), ("a.why", 2000)])
def test_a_text_is_counted_as_it_was_typed(shop, path, name, most):
    """A browser sends two characters for a line end, and up to twelve bytes for one letter."""
    fitting = ("ä\r\n" * most)[: most * 3 // 2]
    assert shop.client.post(path, data=fill(shop, path, **{name: fitting})).status_code == 303
    told = shop.client.post(path, data=fill(shop, path, **{name: "🙂" * (most + 1)}))
    assert told.status_code == 422
    assert f"Tekstissä on {most + 1} merkkiä" in wrongs(told)[name]


@pytest.mark.parametrize("answer", [{"a.rating": "6"}, {"a.rating": "1e0"}, {"a.rating": "²"}])
def test_an_answer_that_is_not_offered_is_refused_in_her_words(shop, path, answer):
    told = shop.client.post(path, data=fill(shop, path, **answer))
    assert (told.status_code, list(wrongs(told))) == (422, ["a.rating"])
    assert "on muuttunut" in wrongs(told)["a.rating"]


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("sv", "en", "sv"),
        ("SV-fi", "en", "sv"),
        ("ja", "en-GB,fi;q=0.5", "en"),
        ("", "de,sv;q=0.8,en;q=0.9", "en"),
        ("", "de", "fi"),
        ("", "", "fi"),
        ("<b>", "*", "fi"),
    ],
)
def test_the_page_speaks_her_language_if_the_site_does(shop, path, asked, accepted, language):
    drawn = shop.client.get(path, query_string={"lang": asked}, headers={"Accept-Language": accepted})
    assert f'<html lang="{language}" dir="ltr"' in drawn.text


def test_the_owners_own_words_stand_in_place_of_ours(shop, ada, fair):
    [touchpoint] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "fair"]
    ada.patch(
        f"/touchpoints/{touchpoint['id']}",
        json={"comment_label": {"fi": "Sana vapaa"}, "email_reason": {"fi": "Arvonta"}, "thanks": {"fi": "Kiitti"}},
    )
    drawn = shop.client.get(fair)
    assert ">Sana vapaa</label>" in drawn.text
    assert ">Arvonta</p>" in drawn.text
    sent = shop.client.post(fair, data=fill(shop, fair, **ANSWERS))
    assert "<h1>Kiitti</h1>" in shop.client.get(sent.headers["Location"]).text


def test_options_are_shuffled_alike_when_the_form_comes_back_and_other_stays_last(shop, ada):
    options = [{"key": key, "text": {"fi": key}} for key in ("other", *"abcdefgh")]
    question = {"key": "which", "kind": "choice", "text": {"fi": "?"}, "options": options, "shuffle": True}
    values = {"key": "mixed", "stage": "use", "name": {"fi": "?"}, "questions": [question]}
    ada.post(f"/touchpoints?site={shop.key}", json=values)
    path = f"/w/p/{shop.key}/mixed"

    def order(response):
        return re.findall(r'id="a.which.([a-z]+)"', response.text)

    drawn = [shop.client.get(path) for _ in range(6)]
    assert len({tuple(order(one)) for one in drawn}) > 1
    assert {order(one)[-1] for one in drawn} == {"other"}
    assert order(shop.client.post(path, data={"id": hidden(drawn[0])})) == order(drawn[0])

"""Full-text search: words in any inflection, in the language they were written in, on one's own sites only."""

from urllib.parse import quote

import pytest

from backend.feedback.stems import stem, words_of


def found(ada, words):
    response = ada.get(f"/feedback?q={quote(words)}")
    assert response.status_code == 200, response.text
    return [row["comment"] for row in response.json["items"]]


@pytest.mark.parametrize(
    ("language", "comment", "words"),
    [
        ("fi", "Toimituksen kanssa oli ongelmia", "toimitus"),
        ("fi", "Toimitus myöhästyi", "toimituksen"),
        ("fi", "Sivusto on hidas", "hitaan"),
        ("fi", "Maksaminen ei onnistunut", "maksamisen"),
        ("fi", "Rakastan näitä kenkiä", "KENKIÄ"),
        ("fi", "Uutiskirjeitä tulee liikaa", "uutiskirje"),
        ("sv", "Leveransen var sen", "leverans"),
        ("sv", "Jag älskar butikerna", "butik"),
        ("en", "Deliveries were late", "delivery"),
        ("en", "I was waiting for ages", "wait"),
        ("en-GB", "Deliveries were late", "delivery"),
        (None, "Toimitus myöhästyi", "Toimitus"),
        ("fi", "Tilausnumero A1234 puuttuu", "a1234"),
        ("fi", "Hinta/laatu: hyvä", "laatu"),
    ],
)  # fmt: skip
def test_a_word_is_found_by_its_stem(shop, ada, language, comment, words):
    shop.leave(comment=comment, language=language)
    shop.leave(comment="Ihan muuta asiaa", language="fi")
    assert found(ada, words) == [comment]


def test_letters_with_dots_are_letters_of_their_own(shop, ada):
    shop.leave(comment="Sää oli huono")
    shop.leave(comment="Saa ostaa")
    assert found(ada, "sää") == ["Sää oli huono"]
    assert found(ada, "saa") == ["Saa ostaa"]


def test_a_letter_typed_in_two_pieces_is_the_same_letter(shop, ada):
    shop.leave(comment="Ha\u0308matta meni", language="fi")
    assert found(ada, "h\u00e4matta") == found(ada, "ha\u0308matta") == ["Ha\u0308matta meni"]


def test_every_word_must_be_there(shop, ada):
    shop.leave(comment="Toimitus oli nopea", language="fi")
    shop.leave(comment="Toimitus oli hidas", language="fi")
    assert found(ada, "hidas toimitus") == ["Toimitus oli hidas"]
    assert found(ada, "hidas nopea") == []


def test_answers_in_words_are_searched_too(shop, ada):
    shop.leave(answers={"why": "Henkilökunta auttoi"}, language="fi", comment="Kiitos")
    assert found(ada, "henkilökunta") == ["Kiitos"]


@pytest.mark.parametrize(
    "words",
    ['"', "a OR b", "NOT a", "NEAR(a b)", "a*", "site_id:x", "stems:x", "{a b}: c", "a & b", "a | !b", "'", "a:*", "\\",
     "(", "a AND", "-a", "^a", "%", "😀 a", "a'; DROP TABLE feedback --"],
)  # fmt: skip
def test_signs_of_the_databases_own_languages_mean_nothing(shop, ada, words):
    shop.leave(comment="Ensimmäinen")
    response = ada.get(f"/feedback?q={quote(words)}")
    assert response.status_code in {200, 422}
    assert response.status_code == 422 or response.json["items"] == []


def test_search_never_crosses_sites(shop, other_shop, ada, mallory):
    other_shop.send(other_shop.entry(comment="Yhteinen salaisuus", language="fi"))
    shop.leave(comment="Yhteinen asia", language="fi")
    assert found(ada, "yhteinen") == ["Yhteinen asia"]
    assert found(ada, "salaisuus") == []
    assert found(mallory, "salaisuus") == ["Yhteinen salaisuus"]
    assert found(ada, other_shop.id.hex) == []
    assert found(ada, "salaisuus OR yhteinen") == []


def test_an_erased_text_is_not_found(shop, ada):
    left = shop.leave(comment="Katoava sana", language="fi")
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert found(ada, "katoava") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("toimitus", "toimituksen"),
        ("toimitus", "toimitukset"),
        ("hidas", "hitaan"),
        ("kenkä", "kenkiä"),
        ("uutinen", "uutiset"),
        ("tilaus", "tilauksia"),
        ("maksaminen", "maksamisen"),
        ("nopea", "nopeasti"),
    ],
)
def test_finnish_forms_of_a_word_have_one_stem(one, other):
    assert stem(one, "fi") == stem(other, "fi")


@pytest.mark.parametrize(("one", "other"), [("tili", "tilaus"), ("maksu", "makasiini"), ("kassa", "kasa")])
def test_different_words_stay_apart(one, other):
    assert stem(one, "fi") != stem(other, "fi")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hyvä, kiitos!", ["hyvä", "kiitos"]),
        ("e-kirja_2", ["e", "kirja", "2"]),
        ("", []),
        ("👍 ...", []),
        ("a" * 50, ["a" * 40]),
    ],
    ids=["sentence", "joined", "nothing", "signs", "long"],
)
def test_words_of_a_text(text, words):
    assert words_of(text) == words


def test_a_receipts_code_finds_its_entry(shop, ada):
    receipt = shop.leave(comment="Tunnus kuitissa")
    shop.leave(comment="Toinen")
    code = receipt["id"][:8]
    [found] = ada.get(f"/feedback?site={shop.key}&q={code.upper()}").json["items"]
    assert (found["id"], found["reference"]) == (receipt["feedback_id"], code)


def test_eight_digits_that_are_no_receipt_are_searched_as_words(shop, ada):
    shop.leave(comment="Tilaus 20417335 ei saapunut")
    assert len(ada.get(f"/feedback?site={shop.key}&q=20417335").json["items"]) == 1


def test_a_page_of_hits_loses_and_repeats_nothing_when_one_is_reworded_between(shop, ada):
    left = [shop.leave(comment=f"Toimitus {number}", language="fi") for number in range(4)]
    first = ada.get(f"/feedback?site={shop.key}&q=toimitus&limit=2").json
    for number in (0, 3):
        shop.step(left[number]["id"], left[number]["thread_key"], comment=f"Toimitus {number} uusin sanoin")
    rest = ada.get(f"/feedback?site={shop.key}&q=toimitus&limit=2&cursor={quote(first['next_cursor'])}").json
    assert [row["id"] for row in first["items"] + rest["items"]] == [one["feedback_id"] for one in reversed(left)]
    assert len(found(ada, "sanoin")) == 2


def test_words_that_come_later_are_found_too(shop, ada):
    left = shop.leave(rating=2)
    shop.step(left["id"], left["thread_key"], comment="Vasta nyt")
    assert found(ada, "vasta") == ["Vasta nyt"]


def test_messages_are_not_searched(shop, ada):
    left = shop.leave(comment="Kysymys")
    ada.post(f"/feedback/{left['feedback_id']}/messages", json={"text": "Vastauksemme", "visibility": "public"})
    assert found(ada, "vastauksemme") == []


def test_a_search_among_few_finds_what_a_search_among_many_finds(shop, ada, monkeypatch):
    for number in range(5):
        shop.leave(comment=f"Toimitus {number}", language="fi", rating=1 + number % 2)
        shop.leave(comment="Aivan muuta", language="fi", rating=1)

    def ask(cursor=""):
        return ada.get(f"/feedback?site={shop.key}&q=toimituksen&rating_max=1&limit=2{cursor}").json

    few = [ask(), ask("&cursor=" + quote(ask()["next_cursor"]))]
    monkeypatch.setattr("backend.feedback.inbox.FEW", 0)
    many = [ask(), ask("&cursor=" + quote(ask()["next_cursor"]))]
    assert few == many
    assert [row["comment"] for page in few for row in page["items"]] == ["Toimitus 4", "Toimitus 2", "Toimitus 0"]

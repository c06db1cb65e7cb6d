"""The words of a search are marked where they stand, inflected or not."""

import pytest

from backend.feedback.highlights import asked_stems, highlights


@pytest.mark.parametrize(
    ("language", "text", "words", "marked"),
    [
        ("fi", "Toimituksen hinta oli liikaa.", "toimitus", ["Toimituksen"]),
        ("fi", "Kassa oli hidas, kassalla jono.", "kassa", ["Kassa", "kassalla"]),
        ("fi", "😀 Kenkiä ei ollut", "kenkä", ["Kenkiä"]),
        ("fi", "Ha\u0308matta meni", "hämatta", ["Ha\u0308matta"]),
        ("sv", "Leveransen var sen", "leverans", ["Leveransen"]),
        ("en", "Late deliveries again", "delivery late", ["Late", "deliveries"]),
        ("fi", "Hinta/laatu_suhde", "laatu", ["laatu"]),
        ("fi", "Ihan muuta", "toimitus", []),
        ("fi", None, "toimitus", []),
        (None, "Toimitus myöhästyi", "toimitus", ["Toimitus"]),
    ],
)
def test_marks(language, text, words, marked):
    spans = highlights(text, asked_stems(words, ["fi", "sv", "en"]), language)
    assert [text[start:end] for start, end in spans] == marked


def test_a_search_tells_where_its_words_stand_and_a_plain_list_does_not(shop, ada):
    shop.leave(comment="Hyvä! Toimitukset ajallaan", language="fi")
    [row] = ada.get(f"/feedback?site={shop.key}&q=toimitus").json["items"]
    assert row["highlights"] == [[6, 17]]
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert row["highlights"] == []


def test_every_comment_that_a_search_finds_by_its_own_words_is_marked(shop, ada):
    for comment in ("Uutiskirjeitä tulee", "uutiskirje ei tullut", "UUTISKIRJEET pois"):
        shop.leave(comment=comment, language="fi")
    rows = ada.get(f"/feedback?site={shop.key}&q=uutiskirje").json["items"]
    assert [len(row["highlights"]) for row in rows] == [1, 1, 1]

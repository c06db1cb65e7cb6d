"""Which words speak of a topic: every form and compound in every language, and none that only looks alike."""

import re
from uuid import UUID

import pytest

from backend.insights.topic_words import WIDE, Comment, Words, concepts
from backend.insights.topics import comments_about, find_topics
from backend.insights.usual_words import USUAL_WORDS, count_usual_words
from tests.insights.remarks import MONDAY, comments, keys, topic


@pytest.mark.parametrize(
    "text",
    ["toimitus kesti", "Toimituksen hinta", "TOIMITUKSET myöhässä", "toimituskulut yllättivät", "kuljetus hyvä"],
)
def test_every_form_and_compound_of_a_word_is_the_same_topic(text):
    assert "delivery" in keys(find_topics(comments(("negative", text))))


def test_a_topic_is_the_same_in_every_language():
    said = [
        ("fi", "toimitus viipyi"),
        ("sv", "leveransen dröjde"),
        ("en", "delivery was late"),
        ("de", "die Lieferung"),
    ]
    said += [("nb", "leveringen er sen"), ("da", "leveringen kom"), ("nl", "de bezorging")]
    rows = [Comment(UUID(int=n), text, tag, "negative", MONDAY) for n, (tag, text) in enumerate(said)]
    assert topic(find_topics(rows), "delivery").n == len(said)


def test_a_page_in_a_dialect_or_another_tag_of_the_language_is_understood():
    assert keys(find_topics(comments(("negative", "delivery"), language="en-GB"))) == {"delivery"}


@pytest.mark.parametrize(
    ("language", "word"),
    [("fi", "vei"), ("fi", "lauantaina"), ("fi", "vaihdettiin"), ("en", "saturday"), ("en", "mum")],
)
def test_days_kin_and_everyday_verbs_are_no_topics_however_often_they_stand_here(language, word):
    said = [("negative", f"{word} zzyx{n}") for n in range(30)]
    assert [one.word for one in find_topics(comments(*said, language=language)).items if one.word] == []


@pytest.mark.parametrize(
    ("language", "text", "is_not"),
    [
        ("fi", "sähköpostia ei tullut", "energy"),
        ("fi", "vahingossa painoin", "claim"),
        ("fi", "näyttely oli hieno", "results"),
        ("fi", "korkea hylly", "interest"),
        ("fi", "kuulunut tunnuslause", "fees"),
        ("sv", "knappt läsbar", "navigation"),
        ("nb", "beregning", "invoice"),
        ("en", "the phone stayed on", "phone"),
        ("en", "of course", "classes"),
        ("en", "on time every time", "late"),
        ("en", "the old one", "update"),
        ("en", "signs at the way out", "session"),
        ("en", "quick friendly men", "speed"),
        ("en", "the doors were locked at five", "lock"),
        ("en", "books in large print", "export"),
        ("en", "the permanent collection", "pickup"),
        ("fi", "lupaa nopeaa toimitusta", "permit"),
        ("fi", "turvallinen maksu", "safety"),
    ],
)
def test_words_that_only_look_alike_do_not_speak_of_a_topic(language, text, is_not):
    assert is_not not in keys(find_topics(comments(("negative", text), language=language)))


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("fi", "paperilasku", "invoice"),
        ("fi", "virtuaalijono", "queue"),
        ("fi", "omalääkärin", "care"),
        ("sv", "förseningsavgift", "fees"),
        ("sv", "tågbiljetten", "ticket"),
        ("de", "stornogebühr", "fees"),
        ("nb", "reiseforsikring", "claim"),
    ],
)
def test_a_compound_speaks_of_what_its_last_part_does(language, text, key):
    assert key in keys(find_topics(comments(("negative", text), language=language)))


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("en", "the landlord never fixed the boiler", "repairs"),
        ("en", "no legroom", "seats"),
        ("fi", "tentin arvosana", "grades"),
        ("sv", "hyran höjdes igen", "rent"),
        ("nb", "bagasjen kom ikke", "luggage"),
        ("da", "eksamen blev flyttet", "exams"),
        ("de", "die Waschmaschine ist kaputt", "laundry"),
        ("nl", "de borg kwijt", "deposit"),
    ],
)
def test_homes_schools_and_journeys_have_topics_as_shops_do(language, text, key):
    assert key in keys(find_topics(comments(("negative", text), language=language)))


def test_a_comment_in_a_language_without_words_has_no_topic_and_hurts_nothing():
    assert find_topics(comments(("unknown", "配送很慢"), language="zh")).items == []


def test_a_beginning_stands_for_longer_words_and_a_whole_word_for_itself():
    words = Words([("lasku", "bill"), ("laskut*", "bill"), ("las*", "glass")])
    assert words.topics_of("lasku") == {"bill", "glass"}
    assert words.topics_of("laskutus") == {"bill", "glass"}
    assert words.topics_of("laskea") == {"glass"}
    assert words.topics_of("la") == frozenset()


def test_two_words_say_together_what_neither_says_alone():
    found = find_topics(comments(("negative", "my card was refused"), ("positive", "paid by card"), language="en"))
    [(comment, words)] = comments_about("payfail", comments(("negative", "my card was refused"), language="en"))
    assert topic(found, "payfail").n == 1
    assert (comment.text, words) == ("my card was refused", ["card", "refused"])


def test_a_word_within_a_compound_is_found_where_the_pattern_begins_with_a_star():
    words = Words([("*katko*", "outage")])
    assert words.topics_of("huoltokatkoksen") == {"outage"}
    assert words.topics_of("aikakatkaisu") == frozenset()


PATTERN = re.compile(r"\*?[^\W_]{2,}\*?(?:\|\*?[^\W_]{2,}\*?)*")


def test_every_pattern_of_the_file_can_match_a_word():
    """A hyphen or a capital letter would stand in none: words are cut at every sign and written small."""
    for concept in concepts().values():
        for language, words in concept.words.items():
            for side in (side for word in words for side in word.split("+")):
                assert PATTERN.fullmatch(side), (concept.key, language, side)
                assert side == side.lower(), (concept.key, language, side)
            assert all(word.count("+") <= 1 for word in words), (concept.key, language)


def test_the_wide_topics_are_in_the_file():
    assert concepts().keys() >= WIDE


def test_every_known_topic_has_name_and_words_in_all_seven_languages():
    for concept in concepts().values():
        assert set(concept.names) == set(concept.words) == {"fi", "sv", "en", "nb", "da", "de", "nl"}, concept.key
        for language, words in concept.words.items():
            assert words, (concept.key, language)
            assert all(word == word.lower() and len(word.rstrip("*")) >= 2 for word in words), (concept.key, language)


def test_the_usual_words_are_those_of_the_corpus():
    """Made anew by `flask topics usual-words` when the corpus has grown."""
    assert USUAL_WORDS.read_text("utf-8") == count_usual_words()

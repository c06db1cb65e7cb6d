"""What comments are about: how many speak of it, what complaints say, words that stand out here, areas, staff's say."""

from datetime import timedelta

import pytest

from backend.insights.topic_areas import fields
from backend.insights.topic_words import concepts
from backend.insights.topics import Rules, comments_about, find_topics, log_odds
from tests.insights.remarks import MONDAY, comments, keys, topic


def test_nothing_said_is_nothing_found():
    found = find_topics([])
    assert (found.items, found.n, found.complaints, found.praises) == ([], 0, 0, 0)


def test_a_comment_that_says_it_twice_counts_once():
    assert topic(find_topics(comments(("negative", "hinta hinnat hintojen hinta"))), "price").n == 1


def test_what_is_complained_of_most_comes_first_with_its_share_and_interval():
    said = (
        [("negative", "toimitus viipyi")] * 6 + [("negative", "hinta nousi")] * 2 + [("positive", "hinta sopiva")] * 9
    )
    found = find_topics(comments(*said))
    assert [one.key for one in found.items] == ["deltime", "waiting", "price", "delivery"]
    delivery = topic(found, "delivery")
    assert (delivery.n, delivery.complaints, delivery.praises, delivery.share) == (6, 6, 0, 0.75)
    # scipy.stats.binomtest(6, 8).proportion_ci(method="wilson")
    assert (delivery.low, delivery.high) == pytest.approx((0.4093, 0.9285), abs=1e-4)


def test_what_complaints_say_and_praise_does_not_is_told_apart_from_what_both_say():
    said = [("negative", "toimitus viipyi, hinta")] * 20 + [("positive", "aspa auttoi, hinta")] * 20
    found = find_topics(comments(*said))
    assert {key: topic(found, key).says for key in ("delivery", "service", "price")} == {
        "delivery": "complaint",
        "service": "praise",
        "price": "both",
    }


def test_one_complaint_alone_proves_nothing():
    assert topic(find_topics(comments(("negative", "toimitus"), ("positive", "kiva"))), "delivery").says == "both"


def test_log_odds_are_those_of_the_paper():
    """Equations 16 and 22 by hand: 8 of 20 complaints, 2 of 30 praises, a prior of 10 comments of which 2 hold it."""
    odds, z = log_odds(8, 20, 2, 30, 10 / 50)
    assert odds == pytest.approx(1.504077, abs=1e-6)  # log(10/20) - log(4/36)
    assert z == pytest.approx(odds / (1 / 10 + 1 / 4) ** 0.5, abs=1e-9)


def test_a_word_that_stands_out_here_is_a_topic_of_its_own_in_all_its_forms():
    said = [
        ("negative", "haalarin vetoketju hajosi"),
        ("positive", "haalari istuu"),
        ("negative", "haalarit repesi"),
    ] * 4
    found = find_topics(comments(*said, *[("neutral", f"juttu numero {n}") for n in range(30)]))
    own = next(one for one in found.items if one.word and one.word.startswith("haalari"))
    assert (own.n, own.complaints) == (12, 8)


TOGETHER = [
    ("negative", "haalarin vetoketju hajosi"),
    ("negative", "haalarissa surkea vetoketju"),
    ("positive", "haalari istuu"),
] * 4


def words_said(rules=None):
    said = comments(*TOGETHER, *[("neutral", f"juttu numero {n}") for n in range(60)])
    return {one.key: one for one in find_topics(said, rules).items if one.word}


def test_words_that_stand_together_are_one_topic_named_by_both():
    own = words_said()
    assert list(own) == ["fi:haalar"]
    assert own["fi:haalar"].word.startswith("haalari")
    assert own["fi:haalar"].word.endswith(", vetoketju")
    assert own["fi:haalar"].n == 12


def test_a_word_that_staff_named_stays_a_topic_and_leads_the_others():
    [rarer] = {"fi:vetoketj"} & set(words_said(Rules(kept=frozenset({"fi:vetoketj", "fi:haalar"}))))
    assert words_said(Rules(kept=frozenset({rarer})))[rarer].word.startswith("vetoketju, haalari")


def test_small_words_and_judgements_are_no_topics():
    said = [("negative", "surkea ja huono kun ei vaan onnistu")] * 30
    assert [one.word for one in find_topics(comments(*said)).items if one.word] == []


def test_more_and_fewer_are_said_only_when_the_halves_differ_clearly():
    older = [("negative", "muuta asiaa")] * 40
    newer = [("negative", "toimitus viipyi")] * 40
    found = find_topics(comments(*older, *newer))
    assert topic(found, "delivery").change == "more"
    found = find_topics(comments(*newer, *older))
    assert topic(found, "delivery").change == "fewer"
    found = find_topics(comments(*[("negative", "toimitus"), ("negative", "muuta")] * 40))
    assert topic(found, "delivery").change == "steady"
    assert topic(find_topics(comments(*[("negative", "toimitus")] * 10)), "delivery").change == "too_few"


def test_weeks_begin_on_monday():
    found = find_topics(comments(*[("negative", "toimitus")] * 9))
    assert topic(found, "delivery").weeks == {MONDAY: 7, MONDAY + timedelta(days=7): 2}


def test_the_sites_own_words_make_topics_and_add_to_known_ones():
    rules = Rules(words={"mittari": ["mittari*", "lukema"], "delivery": ["jakelu*"]})
    found = find_topics(comments(("negative", "lukema väärin"), ("negative", "jakelussa katko")), rules)
    assert {"mittari", "delivery"} <= keys(found)


def test_a_merged_topic_counts_for_the_other_and_a_muted_one_for_none():
    rules = Rules(into={"parcel": "delivery", "delivery": "post"}, muted=frozenset({"price"}))
    found = find_topics(
        comments(("negative", "toimitus ja paketti"), ("negative", "paketti"), ("positive", "hinta")), rules
    )
    assert keys(found) == {"post"}
    assert topic(found, "post").n == 2


def test_a_circle_of_merges_ends():
    rules = Rules(into={"delivery": "parcel", "parcel": "delivery"})
    assert len(find_topics(comments(("negative", "toimitus")), rules).items) == 1


def test_examples_are_complaints_first_with_the_words_that_speak_of_it():
    found = find_topics(comments(("positive", "toimitus nopea"), ("negative", "Toimituskulut yllättivät")))
    [(first, words), (second, _)] = topic(found, "delivery").examples
    assert (first.text, words, second.label) == ("Toimituskulut yllättivät", ["toimituskulut"], "positive")


def test_the_comments_about_a_topic_are_all_shown_with_their_words():
    said = comments(("positive", "toimitus ok"), ("negative", "hinta"), ("negative", "kuljetus hukassa"))
    assert [(comment.text, words) for comment, words in comments_about("delivery", said)] == [
        ("toimitus ok", ["toimitus"]),
        ("kuljetus hukassa", ["kuljetus"]),
    ]


def test_an_area_counts_a_comment_once_however_many_of_its_topics_it_names():
    said = [
        ("negative", "kuljettaja myöhästyi, paketti hukassa"),
        ("negative", "paketti rikki"),
        ("negative", "hinta nousi"),
        ("positive", "paketti tuli"),
    ]
    found = find_topics(comments(*said))
    first = found.areas[0]
    assert (first.key, first.n, first.complaints) == ("delivery", 3, 2)
    assert first.share == pytest.approx(2 / 3)
    # scipy.stats.binomtest(2, 3).proportion_ci(method="wilson")
    assert (first.low, first.high) == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert first.words[0] == "paketti"
    assert {"driver", "parcel"} <= set(first.topics)
    assert topic(found, "driver").area == "delivery"


def test_a_muted_topic_is_in_no_area_and_a_merged_one_in_that_of_the_other():
    said = comments(("negative", "paketti hukassa"), ("negative", "hinta nousi"))
    found = find_topics(said, Rules(into={"parcel": "price"}, muted=frozenset({"tracking"})))
    assert [(area.key, area.complaints) for area in found.areas] == [("price", 2)]
    assert find_topics(said, Rules(muted=frozenset({"parcel", "price"}))).areas == []


def test_every_known_topic_is_in_one_area_and_every_area_has_a_name_in_all_seven_languages():
    placed = [key for field in fields().values() for key in field.topics]
    assert sorted(placed) == sorted(concepts())
    for field in fields().values():
        assert set(field.names) == {"fi", "sv", "en", "nb", "da", "de", "nl"}
        assert all(field.names.values())


def test_the_words_that_speak_of_a_topic_are_told_commonest_first_each_in_one_form():
    said = [("negative", "toimitus kesti viikon"), ("negative", "toimitus hukassa"), ("negative", "kuljetus myöhässä")]
    assert topic(find_topics(comments(*said)), "delivery").words == ["toimitus", "kuljetus"]

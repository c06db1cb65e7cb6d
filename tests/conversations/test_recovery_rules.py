"""What opens a case, whose turn it is, how it ended."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings, strategies as st

from backend.conversations.recovery_rules import Rules, Said, Turn, outcome_of, reasons_for, whose_turn
from backend.conversations.recovery_words import DEFAULT_WORDS, words_found

RULES = Rules(25.0, -0.6, DEFAULT_WORDS)
TODAY = date(2026, 11, 23)


def rules_of(said, rules=RULES):
    return [reason["rule"] for reason in reasons_for(said, rules)]


@pytest.mark.parametrize(
    ("said", "opened_by"),
    [
        pytest.param(Said(25.0, None, None, []), ["rating"], id="on the line"),
        pytest.param(Said(25.1, None, None, []), [], id="above it"),
        pytest.param(Said(None, "negative", -0.6, ["Huono"]), ["sentiment"], id="words without a rating"),
        pytest.param(Said(None, "negative", -0.59, ["Huono"]), [], id="not negative enough"),
        pytest.param(Said(None, "mixed", -0.9, ["Huono mutta"]), [], id="mixed is not negative"),
        pytest.param(
            Said(0.0, "negative", -0.9, ["Peruutan tilauksen"]), ["rating", "sentiment", "words"], id="all three"
        ),
        pytest.param(Said(100.0, "positive", 0.9, ["Kiitos!"]), [], id="praise"),
    ],
)
def test_each_rule_opens_by_itself_and_says_so(said, opened_by):
    assert rules_of(said) == opened_by


def test_a_rule_without_a_line_opens_nothing():
    assert rules_of(Said(0.0, "negative", -1.0, ["peruutan"]), Rules(None, None, {})) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Haluan tehdä valituksen.", ["valitus"]),
        ("Valituslautakunta kuulee tästä", ["valitus"]),
        ("Valitettavasti piti valita toinen väri", []),
        ("Irtisanoudun jäsenyydestä", ["irtisanon"]),
        ("perun tilauksen", ["perua"]),
        ("perunat olivat hyviä", []),
        ("Rahani takaisin, kiitos", ["rahat takaisin"]),
        ("Jag säger upp avtalet", ["säga upp", "säger upp"]),
        ("Uppsägningstiden är för lång", ["uppsägning"]),
        ("I CANCELLED my order", ["cancel"]),
        ("cancelation fee", ["cancel"]),
        ("Ich habe gekündigt, Kündigungsfrist hin oder her", ["kündigen", "kündigung"]),
        ("", []),
    ],
)
def test_words_are_found_in_every_form_and_nothing_that_only_looks_alike(text, found):
    lists = {code: words for code, words in DEFAULT_WORDS.items() if code in {"fi", "sv", "en", "de"}}
    assert words_found([text], lists) == found


def person(number):
    return UUID(int=number)


def test_cases_go_round_in_the_rotas_order_past_those_who_are_away():
    rota = [Turn(person(n), None, None) for n in range(3)]
    assert whose_turn(rota, TODAY) == person(0)
    rota[0] = Turn(person(0), None, datetime(2026, 11, 20, tzinfo=UTC))
    assert whose_turn(rota, TODAY) == person(1)
    rota[1] = Turn(person(1), TODAY, None)
    assert whose_turn(rota, TODAY) == person(2), "away up to and with today"
    assert whose_turn(rota, TODAY + timedelta(days=1)) == person(1)
    assert whose_turn([], TODAY) is None
    assert whose_turn([Turn(person(1), TODAY, None)], TODAY) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 8), st.integers(0, 60))
def test_nobody_gets_two_more_than_anybody_else(people, cases):
    last: dict[UUID, datetime | None] = {person(n): None for n in range(people)}
    given_to: Counter[UUID] = Counter()
    for number in range(cases):
        chosen = whose_turn([Turn(one, None, moment) for one, moment in last.items()], TODAY)
        given_to[chosen] += 1
        last[chosen] = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    shares = [given_to[one] for one in last]
    assert max(shares) - min(shares) <= 1
    assert sum(shares) == cases


def test_the_second_rating_tells_how_it_turned():
    assert outcome_of(0.0, 75.0) == "won_back"
    assert outcome_of(25.0, 25.0) == "no_change"
    assert outcome_of(25.0, 0.0) == "worse"
    assert outcome_of(None, 100.0) == "no_change"

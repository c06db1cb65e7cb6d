"""What goes with loyalty on a site: the grades of each touchpoint, and the topics of the comments."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from backend.feedback.schemas import localised
from backend.insights.drivers import Driver, drivers
from backend.insights.figures import LEAST
from backend.insights.loyalty_questions import LoyaltyQuestions
from backend.insights.main_question import main_question
from backend.insights.period import DAY, Period
from backend.insights.queries import Filters
from backend.insights.standing import last_words
from backend.insights.topic_queries import as_rules, comments_of, topic_rules
from backend.insights.topic_words import known_name
from backend.insights.topics import topic_keys
from backend.insights.trend import day_begins
from backend.insights.voices import Person, Said, voices
from backend.sites.models import Site
from backend.touchpoints.models import Touchpoint
from backend.touchpoints.queries import touchpoints_of


def loyalty_drivers(site: Site, period: Period, filters: Filters, by: str) -> dict[str, Any]:
    """As plain values of the form of DriversView; `by` is one of WORDS."""
    touchpoints = touchpoints_of(site.id)
    questions = LoyaltyQuestions.of(touchpoints)
    mains = {one.id: main for one in touchpoints if (main := main_question(one.questions))}
    words = questions.words(by)
    heard = voices(site.id, period, filters, words | {main.id for main in mains.values()})

    def score(one: Said) -> float:
        return questions.score(one.question_id, one.value)

    loyalty = {person: score(one) for person, one in last_words(heard.said, words).items()}
    grades = {
        place: {person: score(one) for person, one in last_words(heard.said, {main.id}).items()}
        for place, main in mains.items()
        if main.id not in words
    }
    spoken = _Spoken(site, period, filters, heard.said)
    by_grade, by_topic = drivers(_by_key(grades, touchpoints), spoken.of, spoken.wrote, loyalty)
    names = {one.key: localised(one.name, site.default_language) for one in touchpoints}
    return {
        "period": {"since": period.since, "until": period.until, "days": period.days},
        "by": by,
        "is_asked": questions.is_asked(by),
        "rules": {"least": LEAST},
        "n": len(loyalty),
        "touchpoints": [_plain(one, names[one.key], "correlation") for one in by_grade if one.n],
        "topics": [_plain(one, spoken.name(one.key), "difference") for one in by_topic if one.n],
        "is_whole": heard.is_whole,
    }


def _by_key(
    grades: Mapping[UUID, Mapping[Person, float]], touchpoints: Sequence[Touchpoint]
) -> dict[str, Mapping[Person, float]]:
    return {one.key: grades[one.id] for one in touchpoints if one.id in grades}


def _plain(driver: Driver[str], name: str, figure: str) -> dict[str, Any]:
    return {"key": driver.key, "name": name, "n": driver.n, figure: driver.found, "verdict": driver.verdict}


class _Spoken:
    """Who of those who wrote spoke of which topic, as far as the person is known from an answer."""

    def __init__(self, site: Site, period: Period, filters: Filters, said: Sequence[Said]) -> None:
        self._language = site.default_language
        rules = topic_rules(site.id)
        comments = comments_of(
            site,
            {
                "since": day_begins(period.since, site.timezone),
                "until": day_begins(period.until + DAY, site.timezone),
                **asdict(filters),
            },
        )
        keys, self._forms = topic_keys(comments, as_rules(rules))
        self._named = {rule.key: rule.name for rule in rules if rule.name}
        whose = {one.entry_id: one.person for one in said}
        self.wrote: set[Person] = set()
        self.of: dict[str, set[Person]] = defaultdict(set)
        for comment, topics in zip(comments, keys, strict=True):
            person = whose.get(comment.id)
            if person is not None:
                self.wrote.add(person)
                for key in topics:
                    self.of[key].add(person)

    def name(self, key: str) -> str:
        return self._named.get(key) or self._forms.get(key) or known_name(key, self._language)

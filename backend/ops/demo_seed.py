"""Fill a demo site with two years of feedback, through the verb that every door leads to: the counts stay exact."""

import hashlib
import random
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import update

from backend.feedback.models import Feedback
from backend.feedback.record import Answer, Choice, NewFeedback, insert_feedback, rows_of
from backend.feedback.scorer import scorer
from backend.feedback.seen import add_seen
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.errors import Conflict, NotFound
from backend.foundation.ids import new_id
from backend.foundation.statements import driver_cursor
from backend.improvements.mark import mark_change
from backend.ops.demo import TOUCHPOINTS
from backend.ops.demo_seen import seen_beside
from backend.ops.demo_story import CHANGES, Said, planted_at, story
from backend.ops.demo_words import COMMENTS
from backend.ops.worker import refresh_statistics
from backend.sentiment.result import Sentiment
from backend.sites.manage import create_site
from backend.sites.models import Site
from backend.sites.queries import site_by_key
from backend.touchpoints.catalog import KnownQuestion, KnownSite, catalog
from backend.touchpoints.journey import add_default_stages, create_touchpoint
from backend.touchpoints.scales import SCALES

STEP = 2_000
HANDLED_AFTER = timedelta(days=14)
# What they write on, and how often.
DEVICES = (("phone", "computer", "tablet", None), (52, 37, 7, 4))

_STARS = {"key": "rating", "kind": "stars"}
FURTHER: list[dict[str, Any]] = [
    {
        "key": "product",
        "stage": "image",
        "name": {"fi": "Tuotesivu", "sv": "Produktsidan", "en": "Product page"},
        "placement": "inline",
        "revenue_value": 4,
        "commitment_value": 2,
        "questions": [{**_STARS, "text": {"fi": "Löytyikö tieto?", "sv": "Fann du svaret?", "en": "Was it clear?"}}],
    },
    {
        "key": "delivery",
        "stage": "use",
        "name": {"fi": "Toimitus", "sv": "Leveransen", "en": "Delivery"},
        "placement": "inline",
        "revenue_value": 2,
        "commitment_value": 5,
        "questions": [
            {
                **_STARS,
                "text": {"fi": "Miten toimitus sujui?", "sv": "Hur gick leveransen?", "en": "How was delivery?"},
            },
            {
                "key": "expected",
                "kind": "expectation",
                "text": {"fi": "Odotuksiisi nähden?", "sv": "Mot dina förväntningar?", "en": "Against expectations?"},
            },
        ],
    },
]


def demo_site_key(seed: int) -> str:
    return f"pk_demo_{seed}"


def open_demo(seed: int, last: date) -> Site:
    """The site with its journey and the planted changes, still without a word. Raises Conflict where it is there."""
    key = demo_site_key(seed)
    if site_by_key(key):
        raise Conflict(f"The site {key} is there already. Take another --seed, or look at it in the console.")
    languages = {"languages": ["fi", "sv", "en"], "default_language": "fi", "publish_policy": "publish_at_once"}
    site = create_site({"name": f"Demo, kaksi vuotta ({seed})", **languages}, key=key)
    add_default_stages(site)
    for values in (*TOUCHPOINTS, *FURTHER):
        create_touchpoint(site, {**values, "placement": "inline", "pages": []})
    for change in CHANGES:
        at = planted_at(change, last)
        touched = {"title": change.title, "kind": change.kind, "at": at, "touchpoints": [change.touchpoint]}
        mark_change(site, touched)
    return site


def seed_demo(seed: int, entries: int, last: date, tell: Callable[[int], None]) -> int:
    """Write the story into its site, a few thousand a transaction; `tell` hears how many at each. Returns how many."""
    site = catalog().site(demo_site_key(seed))
    if site is None:
        raise NotFound(f"There is no site {demo_site_key(seed)} yet.")
    writer = _Writer(site, seed)
    told, total, chance = story(seed, entries, last), 0, random.Random(seed + 2)
    while part := list(islice(told, STEP)):
        with writing():
            cursor = driver_cursor(db.session().connection())
            many = [writer.entry(one) for one in part]
            insert_feedback(cursor, [rows_of(cursor.dialect, one) for one in many])
            seen = seen_beside(((said.touchpoint, one) for said, one in zip(part, many, strict=True)), chance)
            add_seen(db.session(), seen)
            _handle(site, many)
        total += len(part)
        tell(len(part))
    with writing():
        refresh_statistics()
    return total


def _handle(site: KnownSite, many: list[NewFeedback]) -> None:
    """What is older than two weeks has been dealt with."""
    old = [one.id for one in many if one.created_at < now() - HANDLED_AFTER]
    if old:
        its = (Feedback.site_id == site.id, Feedback.id.between(min(old), max(old)))
        db.session.execute(update(Feedback).where(*its).values(case="solved"))


class _Writer:
    """Makes entries of what the story tells; the same seed makes the same."""

    def __init__(self, site: KnownSite, seed: int) -> None:
        self.site, self.chance = site, random.Random(seed + 1)
        self.visitors = random.Random(seed + 2)
        self.moods: dict[tuple[str, str], Sentiment | None] = {}

    def entry(self, said: Said) -> NewFeedback:
        touchpoint = self.site.touchpoints[said.touchpoint]
        questions = {question.key: question for question in touchpoint.questions}
        given = {"recommend": said.recommend, "expected": said.expectation}
        comment = self._comment(said)
        return NewFeedback(
            site_id=self.site.id, id=new_id(said.moment), entry_id=uuid.UUID(bytes=self.chance.randbytes(16)),
            touchpoint_id=touchpoint.id, timezone=self.site.timezone, created_at=said.moment,
            thread_digest=self.chance.randbytes(32), fingerprint=hashlib.sha256(b"demo").digest(),
            publication="published", reasons=(), first=_answer(touchpoint.questions[0], said.value),
            further=[_answer(questions[key], value) for key, value in given.items() if value is not None],
            texts={}, comment=comment, language=said.language, segment=said.segment, email=None,
            page_url=f"https://kauppa.example.fi/{said.touchpoint}", page_title=None,
            device=self.visitors.choices(*DEVICES)[0], is_returning=said.segment == "returning",
            sentiment=self._mood(comment, said.language), choices=_chosen(questions.get("reason"), said.reason),
        )  # fmt: skip

    def _comment(self, said: Said) -> str | None:
        return self.chance.choice(COMMENTS[said.language][said.mood]) if said.writes else None

    def _mood(self, comment: str | None, language: str) -> Sentiment | None:
        """The scorer's own verdict; the demo's people say few different things, so each is judged once."""
        if comment is None:
            return None
        key = (comment, language)
        if key not in self.moods:
            self.moods[key] = scorer().score(comment, language)
        return self.moods[key]


def _answer(question: KnownQuestion, value: int) -> Answer:
    return Answer(question.id, value, SCALES[question.kind].score(value))


def _chosen(question: KnownQuestion | None, option: str | None) -> tuple[Choice, ...]:
    if question is None or option is None:
        return ()
    return (Choice(question.id, question.key, (option,), (question.numbers[option],)),)

"""What comments are about. Pure: comments in, topics out, each with its numbers, their uncertainty and examples.

A comment speaks of a known topic (`topic_words`) or one of the site's own when it holds one of its words; further
topics are words that stand here clearly more often than in comments elsewhere (`usual_words`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log, sqrt
from typing import NamedTuple

from backend.feedback.accuracy import Z, wilson
from backend.insights.topic_areas import Area, area_of, commonest, find_areas
from backend.insights.topic_order import in_order
from backend.insights.topic_words import Comment, Spoken, Words, topics_of
from backend.insights.unusual_words import further_topics
from backend.insights.word_groups import leaders, names, under_leaders

COMPLAINTS, PRAISES = frozenset({"negative", "mixed"}), frozenset({"positive"})
# The prior of the log-odds is worth so many comments: a word that stood in one complaint tells nothing yet.
PRIOR = 10.0
MOST_EXAMPLES, MOST_SHOWN = 3, 200
# Fewer comments in either half of the period, and nothing is said about more or fewer.
LEAST_IN_HALF = 20
# Where the comments of a topic stand, with the words that speak of it.
Places = Mapping[int, Sequence[str]]


@dataclass(frozen=True)
class Rules:
    """The site's own say: further words for topics (patterns by key), topics into others, and topics not shown; `kept`
    are all it said anything of.
    """

    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    into: Mapping[str, str] = field(default_factory=dict)
    muted: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Topic:
    """`n` comments speak of it. `low` and `high` bound its share of the complaints (Wilson, 95 %).

    `odds` is the log-odds of standing in a complaint rather than in praise, `z` the same in standard deviations
    (Monroe, Colaresi and Quinn 2008, with a Dirichlet prior from all comments); `says` is their verdict: `complaint`,
    `praise`, or `both` when neither is certain. `change` compares the period's halves: `more`, `fewer`, `steady`, or
    `too_few`. `words` are those that speak of it most often.
    """

    key: str
    word: str | None
    n: int
    complaints: int
    praises: int
    share: float
    low: float
    high: float
    odds: float
    z: float
    says: str
    change: str
    weeks: Mapping[date, int]
    words: Sequence[str]
    area: str | None
    examples: Sequence[tuple[Comment, Sequence[str]]]


@dataclass(frozen=True)
class Topics:
    """The topics, those that tell most complaints first; their areas; how many comments, complaints and praises."""

    items: Sequence[Topic]
    areas: Sequence[Area]
    n: int
    complaints: int
    praises: int


def find_topics(comments: Sequence[Comment], rules: Rules | None = None, named: Collection[str] = ()) -> Topics:
    """The topics of these comments, which come newest first; `named` are those that the page's own name speaks of."""
    rules = rules or Rules()
    spoken, forms = _read(comments, rules)
    gathered: dict[str, dict[int, Sequence[str]]] = defaultdict(dict)
    for place, one in enumerate(spoken):
        for key, words in _finally(one, rules).items():
            gathered[key][place] = words
    sides = Sides.of(comments)
    order = in_order(gathered, sides.complains, {final(key, rules.into) for key in named})
    items = [_topic(key, gathered[key], comments, sides, forms) for key in order]
    areas = find_areas({topic.key: gathered[topic.key] for topic in items}, comments, sides.complains)
    return Topics(items, areas, len(comments), sides.complaints, sides.praises)


def _finally(one: Spoken, rules: Rules) -> dict[str, list[str]]:
    """The topics of one comment, merged and without the muted ones, with the words that speak of each."""
    found: dict[str, list[str]] = {}
    for key, words in one.items():
        if (at_last := final(key, rules.into)) not in rules.muted:
            found.setdefault(at_last, []).extend(words)
    return found


def comments_about(
    key: str | None, comments: Sequence[Comment], rules: Rules | None = None, labels: Collection[str] = ()
) -> Sequence[tuple[Comment, Sequence[str]]]:
    """Those of these comments that speak of a topic (None: of any), each with the words that do.

    `labels` are the sentiments that are wanted (none: all). A topic is read from all comments whichever are wanted, so
    these are as many as it counts.
    """
    rules = rules or Rules()
    spoken, _ = _read(comments, rules)
    held = [(comment, words_for(key, one, rules)) for comment, one in zip(comments, spoken, strict=True)]
    return [(comment, words) for comment, words in held if words and (not labels or comment.label in labels)]


def topic_keys(comments: Sequence[Comment], rules: Rules) -> tuple[list[frozenset[str]], Mapping[str, str]]:
    """By comment the topics it speaks of, merged and without the muted ones; and how to write those that are words."""
    spoken, forms = _read(comments, rules)
    return [frozenset(_finally(one, rules)) for one in spoken], forms


def _read(comments: Sequence[Comment], rules: Rules) -> tuple[list[Spoken], Mapping[str, str]]:
    """By comment all topics it speaks of; and how to write those that are words."""
    own = Words((pattern, key) for key, patterns in rules.words.items() for pattern in patterns)
    known: list[Spoken] = [topics_of(comment, own) for comment in comments]
    more = further_topics(comments, known)
    under = leaders(more.words, rules.kept)
    further = under_leaders(more.words, under)
    return [{**one, **others} for one, others in zip(known, further, strict=True)], names(more.forms, under)


def final(key: str, into: Mapping[str, str]) -> str:
    """The topic that this one was merged into, at last; a circle ends where it began."""
    seen = {key}
    while (after := into.get(key)) and after not in seen:
        key = after
        seen.add(key)
    return key


class Sides(NamedTuple):
    """Which comments complain, how many complaints and praises there are, where the period's newer half begins."""

    complains: Sequence[bool]
    complaints: int
    praises: int
    middle: date | None
    newer: int
    older: int

    @classmethod
    def of(cls, comments: Sequence[Comment]) -> "Sides":
        days = [comment.day for comment in comments]
        middle = min(days) + (max(days) - min(days)) / 2 if days else None
        newer = sum(day > middle for day in days) if middle else 0
        complains = [comment.label in COMPLAINTS for comment in comments]
        return cls(
            complains,
            sum(complains),
            sum(comment.label in PRAISES for comment in comments),
            middle,
            newer,
            len(days) - newer,
        )


def _topic(key: str, places: Places, comments: Sequence[Comment], sides: Sides, forms: Mapping[str, str]) -> Topic:
    mine = [comments[place] for place in places]
    complaints = sum(sides.complains[place] for place in places)
    praises = sum(comment.label in PRAISES for comment in mine)
    odds, z = log_odds(complaints, sides.complaints, praises, sides.praises, len(mine) / len(comments))
    low, high = wilson(complaints, sides.complaints)
    return Topic(
        key=key,
        word=forms.get(key),
        n=len(mine),
        complaints=complaints,
        praises=praises,
        share=complaints / sides.complaints if sides.complaints else 0.0,
        low=low,
        high=high,
        odds=odds,
        z=z,
        says="complaint" if z >= Z else "praise" if z <= -Z else "both",
        change=_change(mine, sides),
        weeks=_weeks(mine),
        words=commonest((comments[place], words) for place, words in places.items()),
        area=area_of(key),
        examples=_examples(places, comments, sides),
    )


def log_odds(complaints: int, of_complaints: int, praises: int, of_praises: int, usual: float) -> tuple[float, float]:
    """The log-odds ratio of complaints against praises, and its z-score; `usual` is the share in all comments.

    Monroe, Colaresi and Quinn (2008), "Fightin' Words", equations 16 and 22, of comments instead of words.
    """
    prior = PRIOR * usual
    rest = PRIOR - prior
    bad, not_bad = complaints + prior, of_complaints - complaints + rest
    good, not_good = praises + prior, of_praises - praises + rest
    if min(bad, not_bad, good, not_good) <= 0:
        return 0.0, 0.0
    odds = log(bad / not_bad) - log(good / not_good)
    return odds, odds / sqrt(1 / bad + 1 / good)


def _change(mine: Iterable[Comment], sides: Sides) -> str:
    """Whether its share of the comments rose or fell from the period's older half to the newer (two shares, 95 %)."""
    if sides.middle is None or min(sides.newer, sides.older) < LEAST_IN_HALF:
        return "too_few"
    newer = sum(comment.day > sides.middle for comment in mine)
    older = sum(comment.day <= sides.middle for comment in mine)
    both = (newer + older) / (sides.newer + sides.older)
    spread = sqrt(both * (1 - both) * (1 / sides.newer + 1 / sides.older))
    z = (newer / sides.newer - older / sides.older) / spread if spread else 0.0
    return "more" if z >= Z else "fewer" if z <= -Z else "steady"


def _weeks(mine: Iterable[Comment]) -> Mapping[date, int]:
    """How many comments a week, by its Monday."""
    counts = Counter(date.fromordinal(comment.day.toordinal() - comment.day.weekday()) for comment in mine)
    return dict(sorted(counts.items()))


def _examples(places: Places, comments: Sequence[Comment], sides: Sides) -> list[tuple[Comment, Sequence[str]]]:
    """The newest complaints about it before the rest, with the words that speak of it."""
    order = sorted(places, key=lambda place: (not sides.complains[place], place))
    return [(comments[place], places[place]) for place in order[:MOST_EXAMPLES]]


def words_for(key: str | None, spoken: Spoken, rules: Rules) -> list[str]:
    """The words that speak of a topic, or of one that was merged into it."""
    return [word for one, words in spoken.items() if key in (None, final(one, rules.into)) for word in words]

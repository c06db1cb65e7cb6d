"""Whether the first five topics of a touchpoint are what its comments are about, by hand labels.

Sets of seventy comments, Finnish and English, written and labelled without knowledge of the program. A named topic is
right when at least half of the comments it gathers carry one and the same hand label, and that label was not found by
a topic before it. Sentiments are the program's own, as in use, and the page's name is known, as in use.

The words of the topics were written with the sets READ of each language in sight; their order was chosen by the figures
of all sets up to CHOSEN_BY, whose other comments nobody who wrote words has read. Both flatter. The claim is made of
the sets after those, of which nobody had seen anything. Areas, which only gather topics, are not scored.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.insights.topic_words import Comment, topics_in_names
from backend.insights.topics import MOST_SHOWN, comments_about, find_topics
from backend.sentiment.score import score
from tests.benchmarks.claims import figure, heading

ROWS = Path(__file__).with_name("topic_rows")
FIRST, OF_ITS_COMMENTS = 5, 0.5
READ = {"en": frozenset({1, 2, 3, 4, 5, 6, 7, 9, 11, 13}), "fi": frozenset({1, 2, 3, 4, 5, 6})}
CHOSEN_BY = 14
SEEN = ("words written with these in sight", "only the order chosen by these", "sets never seen")


@dataclass(frozen=True)
class Found:
    """A named topic, how many comments it gathers, and the hand label it stands for, if any."""

    name: str
    n: int
    label: str | None


def run() -> None:
    heading(f"Topics: the first {FIRST} named against hand labels, sets of 70 comments")
    shares: dict[tuple[int, str], list[float]] = {}
    for path in sorted(ROWS.glob("*.json")):
        labelled = json.loads(path.read_text("utf-8"))
        found = first_topics(labelled["comments"], labelled["language"], labelled["title"])
        shares.setdefault((_unseen(path, labelled["language"]), labelled["language"]), []).append(precision(found))
        told = "; ".join(f"{one.name} ({one.n}) {'= ' + one.label if one.label else '–'}" for one in found)
        print(f"  {path.stem} {labelled['touchpoint']}: {told}")
    for (unseen, language), those in sorted(shares.items()):
        claimed = 0.8 if unseen == len(SEEN) - 1 else None
        figure(f"{language}: precision at {FIRST}, {SEEN[unseen]}", sum(those) / len(those), at_least=claimed)


def _unseen(path: Path, language: str) -> int:
    """How little was known of a set when words were written and the order was chosen: a place in SEEN."""
    number = int(path.stem.rpartition("-")[2])
    return 0 if number in READ[language] else 1 if number <= CHOSEN_BY else 2


def precision(found: Sequence[Found]) -> float:
    return sum(one.label is not None for one in found) / FIRST


def first_topics(rows: Sequence[dict[str, Any]], language: str, title: str) -> list[Found]:
    comments = [
        Comment(
            UUID(int=at), row["text"], language, score(row["text"], language).label, date(2026, 1, 1) + timedelta(at)
        )
        for at, row in enumerate(rows)
    ]
    found: list[Found] = []
    for topic in find_topics(comments, named=topics_in_names([{language: title}])).items[:FIRST]:
        about = [comment for comment, _ in comments_about(topic.key, comments)][:MOST_SHOWN]
        label = _label([rows[comment.id.int]["themes"] for comment in about])
        taken = label in {one.label for one in found}
        found.append(Found(topic.word or topic.key, topic.n, None if taken else label))
    return found


def _label(themes: Sequence[Sequence[str]]) -> str | None:
    """The hand label that at least half of these comments carry."""
    counted = Counter(theme for of_one in themes for theme in of_one).most_common(1)
    return counted[0][0] if counted and counted[0][1] >= OF_ITS_COMMENTS * len(themes) else None

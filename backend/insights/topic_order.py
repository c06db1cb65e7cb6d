"""Which topic comes first: the one that tells most complaints that nothing before it told. Pure.

A page's field is no finding: on a page that sells tickets every comment speaks of tickets.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from backend.insights.topic_areas import area_of
from backend.insights.topic_words import WIDE

# So large a share of all comments: a wide topic, or a word of the page's own, is the page's field; any topic is wide.
FIELD, BROAD = 0.15, 1 / 3
# What a complaint weighs that a topic before this one told already, and what one weighs for the page's field, for any
# wide topic, whose comments are most often of several matters, or beside a topic of the same area that came before: two
# of one area are often two names of one matter.
TOLD, OF_FIELD, OF_WIDE, OF_SAME_AREA = 0.5, 0.25, 0.6, 0.8
# What a comment weighs that does not complain, and all of a topic's together at most: some complain without a word that
# says so, and of two topics that tell as many complaints the one comes first that more people speak of.
NO_COMPLAINT, AT_MOST = 0.3, 1.0


class Told(NamedTuple):
    """For each topic the comments that count for its place, and the topics that are the page's field."""

    comments: Mapping[str, Collection[int]]
    fields: Collection[str]


def in_order(
    gathered: Mapping[str, Collection[int]], complains: Sequence[bool], named: Collection[str] = ()
) -> list[str]:
    """The topics' keys, the one first that tells most complaints; then always the one that adds most to those before.

    `gathered` has for each topic the places of its comments, `complains` for each comment whether it complains, and
    `named` are the topics that the page's own name speaks of.
    """
    told = _told(gathered, len(complains), named)
    untold = _Untold(told.comments, complains)
    all_of = {key: sum(complains[place] for place in places) for key, places in gathered.items()}
    matters = {key: OF_FIELD if key in told.fields else OF_WIDE if key in WIDE else 1.0 for key in gathered}
    areas = {key: area_of(key) for key in gathered}
    order: list[str] = []
    left = set(gathered)
    while left:
        first = min(left, key=lambda key: (-untold.of(key) * matters[key], -all_of[key], -len(gathered[key]), key))
        order.append(first)
        left.remove(first)
        area = areas[first]
        if area and area not in (areas[key] for key in order[:-1]):
            matters.update({key: matters[key] * OF_SAME_AREA for key in left if areas[key] == area})
        untold.tell(gathered[first])
    return order


class _Untold:
    """What the comments that count for each topic still weigh."""

    def __init__(self, comments: Mapping[str, Collection[int]], complains: Sequence[bool]) -> None:
        self._complains = complains
        self._holders: defaultdict[int, list[str]] = defaultdict(list)
        # By topic: the weight of those that do not complain, and of those that do.
        self._weights = {key: [0.0, 0.0] for key in comments}
        for key, places in comments.items():
            for place in places:
                self._holders[place].append(key)
                self._weights[key][complains[place]] += 1.0

    def of(self, key: str) -> float:
        other, complaints = self._weights[key]
        return complaints + min(AT_MOST, NO_COMPLAINT * other)

    def tell(self, places: Iterable[int]) -> None:
        """From now on these comments are told."""
        for place in places:
            for key in self._holders.pop(place, ()):
                self._weights[key][self._complains[place]] -= 1 - TOLD


def _told(gathered: Mapping[str, Collection[int]], of: int, named: Collection[str]) -> Told:
    """A wide topic tells only those comments, of `of`, that no other tells more exactly."""
    fields = {
        key
        for key, places in gathered.items()
        if key in named or ((key in WIDE or ":" in key) and len(places) > FIELD * of)
    }
    wide = WIDE | fields | {key for key, places in gathered.items() if len(places) > BROAD * of}
    exact = {place for key, places in gathered.items() if key not in wide for place in places}
    comments = {
        key: [place for place in places if key not in wide or place not in exact] for key, places in gathered.items()
    }
    return Told(comments, fields)

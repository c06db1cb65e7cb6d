"""Which topic comes first: the one that tells most complaints that nothing before it told. Pure.

A page's field is no finding: on a page that sells tickets every comment speaks of tickets.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from backend.insights.topic_areas import area_of
from backend.insights.topic_words import WIDE

# So large a share of all comments: a wide topic, or a word of the page's own, is the page's field; any topic is wide.
FIELD, BROAD = 0.15, 1 / 3
# What a complaint weighs that a topic before this one told already, and what one weighs for the page's field or beside
# a topic of the same area that came before: two of one area are often two names of one matter.
TOLD, OF_FIELD, OF_SAME_AREA = 0.5, 0.25, 0.8


class Told(NamedTuple):
    """For each topic the complaints that count for its place, and the topics that are the page's field."""

    complaints: Mapping[str, Collection[int]]
    fields: Collection[str]


def in_order(
    gathered: Mapping[str, Collection[int]], complains: Sequence[bool], named: Collection[str] = ()
) -> list[str]:
    """The topics' keys, the one first that tells most complaints; then always the one that adds most to those before.

    `gathered` has for each topic the places of its comments, `complains` for each comment whether it complains, and
    `named` are the topics that the page's own name speaks of.
    """
    told = _told(gathered, complains, named)
    weights = {key: float(len(told.complaints[key])) for key in gathered}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for key, places in told.complaints.items():
        for place in places:
            holders[place].append(key)
    all_of = {key: sum(complains[place] for place in places) for key, places in gathered.items()}
    matters = {key: OF_FIELD if key in told.fields else 1.0 for key in gathered}
    areas = {key: area_of(key) for key in gathered}
    order: list[str] = []
    while weights:
        first = min(weights, key=lambda key: (-weights[key] * matters[key], -all_of[key], -len(gathered[key]), key))
        order.append(first)
        del weights[first]
        area = areas[first]
        if area and area not in (areas[key] for key in order[:-1]):
            matters.update({key: matters[key] * OF_SAME_AREA for key in weights if areas[key] == area})
        for place in gathered[first]:
            for key in holders.pop(place, ()):
                if key in weights:
                    weights[key] -= 1 - TOLD
    return order


def _told(gathered: Mapping[str, Collection[int]], complains: Sequence[bool], named: Collection[str]) -> Told:
    """A wide topic tells only those complaints that no other tells more exactly."""
    fields = {
        key
        for key, places in gathered.items()
        if key in named or ((key in WIDE or ":" in key) and len(places) > FIELD * len(complains))
    }
    wide = WIDE | fields | {key for key, places in gathered.items() if len(places) > BROAD * len(complains)}
    exact = {place for key, places in gathered.items() if key not in wide for place in places}
    complaints = {
        key: [place for place in places if complains[place] and (key not in wide or place not in exact)]
        for key, places in gathered.items()
    }
    return Told(complaints, fields)

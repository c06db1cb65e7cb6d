"""Words of one matter as one topic: *haalari* and *vetoketju*, if those who write of one mostly write of both. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from backend.insights.topic_words import Spoken

# Of the comments that hold the rarer word, the share that must hold the other too.
TOGETHER = 0.6
MOST_NAMED = 3


def leaders(said: Sequence[Spoken], kept: Collection[str]) -> dict[str, str]:
    """For each word that belongs with another the one it goes under: one kept (staff spoke of it), or the commonest.

    A kept word goes under none, so that what staff said of it stays true.
    """
    places: defaultdict[str, set[int]] = defaultdict(set)
    for place, words in enumerate(said):
        for key in words:
            places[key].add(place)
    found: dict[str, str] = {}
    leading: list[str] = []
    for key in sorted(places, key=lambda key: (key not in kept, -len(places[key]), key)):
        leader = next((one for one in leading if _are_together(places[key], places[one])), None)
        if leader is None or key in kept:
            leading.append(key)
        else:
            found[key] = leader
    return found


def _are_together(some: Collection[int], others: set[int]) -> bool:
    return len(others.intersection(some)) >= TOGETHER * min(len(some), len(others))


def under_leaders(said: Sequence[Spoken], under: Mapping[str, str]) -> list[Spoken]:
    """The same comments' words, each under the one that leads it."""
    told: list[Spoken] = []
    for words in said:
        mine: dict[str, list[str]] = {}
        for key, some in words.items():
            mine.setdefault(under.get(key, key), []).extend(some)
        told.append(mine)
    return told


def names(forms: Mapping[str, str], under: Mapping[str, str]) -> dict[str, str]:
    """How to write each topic: its leader, then up to two that go under it."""
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for key, leader in under.items():
        followers[leader].append(forms[key])
    return {key: ", ".join([form, *followers[key]][:MOST_NAMED]) for key, form in forms.items() if key not in under}

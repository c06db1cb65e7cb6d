"""The answer that the journey page opens on: facts in order of weight, which the console says in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backend.feedback.models import ANSWERED
from backend.feedback.schemas import localised
from backend.insights.compare import difference
from backend.insights.figures import on_scale, share
from backend.insights.main_question import reason_question
from backend.insights.met import Met
from backend.insights.told import Answers
from backend.touchpoints.scales import SCALES

SURE = 0.05  # two encounters whose difference chance gives this often are not called weaker and stronger


def summary(
    met: Sequence[Met],
    now: Answers,
    ranks: Mapping[str, Sequence[str]],
    default_language: str,
    trends: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Each fact has a `key`; which members stand beside it follows from that.

    `nothing_said`, `too_few`; `weakest` (or `weakest_of_several`, where others cannot be told from it), `reason` there;
    `got_worse`, `got_better`; `mend_first` (revenue and commitment agree) or `mend_differs`.
    """
    telling = sorted((one for one in met if one.encounter.tells), key=lambda one: one.now.mean if one.now else 0)
    if not telling:
        said = any(one.now for one in met)
        return [{"key": "too_few" if said else "nothing_said"}]
    return [
        *_weakest(telling, default_language),
        *_reason(telling[0], now, default_language),
        *_moved(telling, trends, default_language),
        *_first(ranks, met, default_language),
    ]


def _name(one: Met, default_language: str) -> dict[str, Any]:
    return {"key": one.touchpoint.key, "name": localised(one.touchpoint.name, default_language)}


def _weakest(telling: Sequence[Met], default_language: str) -> Iterator[dict[str, Any]]:
    """Its mean on its question's own scale, `most` being that scale's end."""
    weakest = telling[0]
    alike = [one for one in telling[1:] if _cannot_be_told(weakest, one)]
    if weakest.main is None:
        return
    scale = SCALES[weakest.main.kind]
    yield {
        "key": "weakest_of_several" if alike else "weakest",
        "touchpoint": _name(weakest, default_language),
        "kind": weakest.main.kind,
        "most": scale.most,
        "figure": on_scale(weakest.score, scale),
        "alike": [_name(one, default_language) for one in alike],
        "of": len(telling),
    }


def _cannot_be_told(weakest: Met, other: Met) -> bool:
    pair = difference(weakest.now, other.now)
    return pair is not None and pair.p > SURE


def _reason(weakest: Met, now: Answers, default_language: str) -> Iterator[dict[str, Any]]:
    """What is chosen most often there, where the touchpoint asks what it was about and enough have said."""
    question = reason_question(weakest.touchpoint.questions)
    if question is None:
        return
    tally = now.tally(question.id)
    n = tally.pop(ANSWERED, 0)
    if not tally or not n:
        return
    number, hits = tally.most_common(1)[0]
    figure = share("share", min(hits, n), n)
    option = next((one for one in question.options or () if one["number"] == number), None)
    if option and not figure.too_few:
        yield {
            "key": "reason",
            "touchpoint": _name(weakest, default_language),
            "option": localised(option["text"], default_language),
            "figure": figure,
        }


def _moved(telling: Sequence[Met], trends: Mapping[str, str], default_language: str) -> Iterator[dict[str, Any]]:
    for direction in ("worse", "better"):
        those = [_name(one, default_language) for one in telling if trends[one.touchpoint.key] == direction]
        if those:
            yield {"key": f"got_{direction}", "touchpoints": those}


def _first(ranks: Mapping[str, Sequence[str]], met: Sequence[Met], default_language: str) -> Iterator[dict[str, Any]]:
    names = {one.touchpoint.key: _name(one, default_language) for one in met}
    revenue, commitment = (next(iter(ranks[kind]), None) for kind in ("revenue", "commitment"))
    if revenue and revenue == commitment:
        yield {"key": "mend_first", "touchpoint": names[revenue]}
    elif revenue and commitment:
        yield {"key": "mend_differs", "revenue": names[revenue], "commitment": names[commitment]}

"""The summary's facts in sentences, as the console says them."""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.insights.figures import LEAST, Figure
from backend.insights.speech import Speech

MOVED = ("got_worse", "got_better")


def facts_in_words(facts: Sequence[Mapping[str, Any]], speech: Speech) -> list[str]:
    """One sentence each, in their order. `facts` are those of `summary`."""
    return [_sentence(fact, speech) for fact in facts]


def _sentence(fact: Mapping[str, Any], speech: Speech) -> str:
    key = fact["key"]
    if key in {"weakest", "weakest_of_several"}:
        return _weakest(fact, speech)
    told: dict[str, object] = {"n": LEAST}
    if key == "reason":
        share: Figure = fact["figure"]
        told = {"option": fact["option"], "share": speech.share(share.value or 0), "n": speech.number(share.n)}
    elif key in MOVED:
        told = {"names": speech.listed([one["name"] for one in fact["touchpoints"]])}
    elif key == "mend_first":
        told = {"name": fact["touchpoint"]["name"]}
    elif key == "mend_differs":
        told = {kind: fact[kind]["name"] for kind in ("revenue", "commitment")}
    return speech.say(f"fact.{key}", **told)


def _weakest(fact: Mapping[str, Any], speech: Speech) -> str:
    """Its grade, how sure that is, and how many said so."""
    figure: Figure = fact["figure"]
    value, half = figure.value or 0, ((figure.high or 0) - (figure.low or 0)) / 2
    if fact["kind"] == "thumbs":
        grade, margin = speech.share(value), speech.share(half)
    else:
        grade = speech.say("figure.of", value=speech.number(value, 1), most=fact["most"])
        margin = speech.margin(figure)
    told = {
        "name": fact["touchpoint"]["name"], "grade": grade, "margin": margin,
        "answers": speech.plural("figure.answers", figure.n),
        "others": speech.listed([one["name"] for one in fact["alike"]]),
    }  # fmt: skip
    return speech.say(f"fact.{fact['key']}", **told)


def overall_in_words(figures: Mapping[str, Any], speech: Speech) -> list[str]:
    """The overall score with its margin, never without what it hides; empty where there is none."""
    overall: Figure = figures["overall"]
    if overall.value is None:
        return []
    answers = speech.plural("figure.answers", overall.n)
    told = {"value": speech.number(overall.value), "margin": speech.margin(overall), "answers": answers}
    return [speech.say("overall.score", **told), *_hidden(figures, speech)]


def _hidden(figures: Mapping[str, Any], speech: Speech) -> list[str]:
    hidden = figures["spread"]
    if not hidden:
        return []
    ends = {end: speech.number(hidden[end]) for end in ("least", "most")}
    key, pull = min(hidden["pulls"].items(), key=lambda one: one[1])
    names = {one["key"]: one["name"] for stage in figures["stages"] for one in stage["touchpoints"]}
    lines = [speech.say("overall.hides", **ends)]
    return (
        lines if pull >= 0 else [*lines, speech.say("overall.drags", name=names[key], points=speech.number(-pull, 1))]
    )

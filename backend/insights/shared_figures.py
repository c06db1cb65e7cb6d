"""What a shared link shows: the journey's figures of its days in words, and nothing of any visitor."""

from collections.abc import Mapping
from typing import Any

from backend.feedback.counts import day_of
from backend.insights.fact_words import facts_in_words, overall_in_words
from backend.insights.figures import LEAST, Figure
from backend.insights.journey_map import journey_map
from backend.insights.period import Period
from backend.insights.praise_words import praise_in
from backend.insights.queries import Filters
from backend.insights.share_models import ShareLink
from backend.insights.speech import Speech, speech_for

ARROWS = {"better": "↑", "worse": "↓", "steady": "→", "too_few": ""}


def shared_figures(link: ShareLink) -> dict[str, Any]:
    """Texts and numbers for the page, in the link's language."""
    site, speech, period = link.site, speech_for(link.language), Period(link.since, link.until)
    figures = journey_map(site, period, Filters())
    days = {end: speech.day(day) for end, day in figures["before"].items()}
    return {
        "title": speech.say("shared.title"),
        "period": speech.say("shared.period", days=speech.days(period.since, period.until)),
        "headings": {name: speech.say(f"shared.{name}") for name in ("summary", "overall", "stages", "praise")},
        "summary": facts_in_words(figures["summary"], speech),
        "overall": overall_in_words(figures, speech),
        "overall_line": _line(figures["overall"]),
        "stages": [_stage(stage, speech) for stage in figures["stages"]],
        "empty_stage": speech.say("shared.emptyStage"),
        "praise": praise_in(site, period, published_only=True) if link.with_comments else [],
        "foot": speech.say("shared.foot", n=LEAST, **days),
        "until": speech.say("shared.until", day=speech.day(day_of(link.expires_at, site.timezone))),
    }


def _stage(stage: Mapping[str, Any], speech: Speech) -> dict[str, Any]:
    score: Figure = stage["score"]
    grade = None if score.value is None else speech.say("shared.of100", value=speech.number(score.value))
    return {
        "name": stage["name"],
        "grade": grade,
        "margin": speech.margin(score),
        "encounters": [_encounter(one, speech) for one in stage["touchpoints"]],
    }


def _encounter(one: Mapping[str, Any], speech: Speech) -> dict[str, Any]:
    """Its grade on its question's own scale, how sure that is, from how many, and where it goes."""
    score: Figure = one["score"]
    direction = one["trend"]["direction"]
    return {
        "name": one["name"],
        "grade": _grade(score, one["question"], speech),
        "interval": _interval(score, one["question"], speech),
        "answers": speech.plural("figure.answers", score.n),
        "few": speech.say("figure.few") if score.too_few and score.n else "",
        "line": _line(score),
        "arrow": ARROWS[direction],
        "direction": direction,
        "trend": speech.say(f"shared.{direction}"),
    }


def _grade(score: Figure, question: Mapping[str, Any] | None, speech: Speech) -> str:
    if question is None or score.value is None:
        return speech.say("figure.none")
    if question["kind"] == "thumbs":
        return speech.share(score.value / 100)
    is_gap = question["kind"] == "expectation"
    own = speech.number(_on(score.value, question), 1, sign=is_gap)
    return own if is_gap else speech.say("figure.of", value=own, most=question["most"])


def _interval(score: Figure, question: Mapping[str, Any] | None, speech: Speech) -> str:
    if question is None or score.low is None or score.high is None:
        return ""
    if question["kind"] == "thumbs":
        low, high = speech.share(score.low / 100), speech.share(score.high / 100)
    else:
        low, high = (speech.number(_on(end, question), 1) for end in (score.low, score.high))
    return speech.say("figure.interval", low=low, high=high)


def _on(score: float, question: Mapping[str, Any]) -> float:
    """From 0–100 to the question's own scale."""
    return float(question["least"] + score / 100 * (question["most"] - question["least"]))


def _line(score: Figure) -> dict[str, float] | None:
    """Ends and middle on a line of 0–100; None where there is no interval to draw."""
    if score.value is None or score.low is None or score.high is None:
        return None
    return {"value": round(score.value, 1), "low": round(score.low, 1), "high": round(score.high, 1)}

"""One question over time, with what was done on the way."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from backend.feedback.counts import day_of
from backend.foundation.errors import NotFound, invalid_param
from backend.improvements.models import Change
from backend.improvements.queries import baseline_of, changes_between
from backend.insights.figures import Figure, figures_of
from backend.insights.journey_map import asked
from backend.insights.main_question import main_question
from backend.insights.period import DAY, Period, buckets
from backend.insights.queries import Filters
from backend.insights.told import told_in
from backend.sites.models import Site
from backend.touchpoints.models import Question, Touchpoint
from backend.touchpoints.scales import SCALES

STEPS = {"day": 1, "week": 7, "four_weeks": 28}


def trend(touchpoint: Touchpoint, period: Period, filters: Filters, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A question's figures by day, week or four weeks, as plain values of the form of TrendView.

    `wanted` has `question` (the touchpoint's main one if None) and `step`. The first part may be shorter: all others
    end with the period. `figures` of each part are those that `figures_of` gives of the question's kind.
    """
    site = touchpoint.site
    question = _question(touchpoint, wanted["question"])
    parts = buckets(period, STEPS[wanted["step"]])
    told = told_in(site.id, parts, filters, [question.id])
    tallies = zip(parts, told.values(question.id), strict=True)
    baseline = baseline_of(site.id)
    return {
        "period": {"since": period.since, "until": period.until, "days": period.days},
        "step": wanted["step"],
        "source": "rows" if filters else "counts",
        "touchpoint": touchpoint.key,
        "question": asked(question, site.default_language),
        "baseline": baseline and {"since": baseline.since, "until": baseline.until},
        "points": [_point(part, figures_of(question.kind, tally)) for part, tally in tallies],
        "changes": [mark(site, change) for change in _changes(site, period, touchpoint)],
    }


def mark(site: Site, change: Change) -> dict[str, Any]:
    """A change as it stands on a chart: `day` is the site's."""
    return {
        "id": change.id, "title": change.title, "kind": change.kind, "at": change.at,
        "day": day_of(change.at, site.timezone), "touchpoints": change.touchpoints, "link": change.link,
    }  # fmt: skip


def day_begins(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(timezone)).astimezone(UTC)


def _changes(site: Site, period: Period, touchpoint: Touchpoint) -> Any:
    since, until = day_begins(period.since, site.timezone), day_begins(period.until + DAY, site.timezone)
    return changes_between(site.id, since, until, touchpoint.id)


def _question(touchpoint: Touchpoint, key: str | None) -> Question:
    if key is None:
        main = main_question(touchpoint.questions)
        if main is None:
            raise invalid_param("question", "invalid", "no question with a scale is asked there")
        return main
    found = next((question for question in touchpoint.questions if question.key == key), None)
    if found is None:
        raise NotFound(f"The touchpoint {touchpoint.key} has no question with the key {key}.")
    if found.kind not in SCALES:
        raise invalid_param("question", "invalid", "its answers are no numbers, so it has no trend")
    return found


def _point(part: Period, figures: Sequence[Figure]) -> dict[str, Any]:
    told = [{name: getattr(figure, name) for name in _MEMBERS} for figure in figures]
    return {"since": part.since.isoformat(), "until": part.until.isoformat(), "figures": told}


_MEMBERS = ("formula", "value", "low", "high", "n", "too_few")

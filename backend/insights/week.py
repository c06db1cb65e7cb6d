"""What a week brought: the facts of the weekly letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.conversations.recovery_queries import case_counts
from backend.feedback.state_counts import counts_by_state
from backend.insights.figures import Figure
from backend.insights.journey_map import journey_map
from backend.insights.main_question import main_question
from backend.insights.period import DAY, Period, buckets
from backend.insights.queries import Filters, entries_in
from backend.insights.tally import moments
from backend.insights.told import told_in
from backend.insights.weigh import Encounter, weighted_score
from backend.sites.models import Site
from backend.touchpoints.queries import touchpoints_of
from backend.touchpoints.scales import SCALES

DAYS = 7
# A quiet site has not answers enough in one week: then the newest stretch that has them is told of.
STRETCHES = (1, 4, 13)
WEEKS_DRAWN = 8
FOR_STAFF = ("new", "open")  # `waiting` waits for the visitor


@dataclass(frozen=True, slots=True)
class Week:
    """`figures` are the journey's of the last `weeks` weeks; `waiting_capped`: more wait than were counted."""

    period: Period
    entries: int
    entries_before: int
    weeks: int
    figures: Mapping[str, Any]
    waiting: int
    waiting_capped: bool
    cases: Mapping[str, Any]


def week_until(site: Site, until: date, staff_id: UUID) -> Week:
    """The seven days that end with this one, as this member of the staff is told of them."""
    period = Period(until - (DAYS - 1) * DAY, until)
    weeks, figures = _telling(site, until)
    counted = counts_by_state([site.id], {})
    return Week(
        period=period,
        entries=entries_in(site.id, period),
        entries_before=entries_in(site.id, period.before),
        weeks=weeks,
        figures=figures,
        waiting=sum(counted["case"].get(state, 0) for state in FOR_STAFF),
        waiting_capped=any(state in counted["more"]["case"] for state in FOR_STAFF),
        cases=case_counts([site.id], staff_id),
    )


def _telling(site: Site, until: date) -> tuple[int, Mapping[str, Any]]:
    """The shortest stretch with an overall score; the week itself where none has one."""
    told = {}
    for weeks in STRETCHES:
        told[weeks] = journey_map(site, Period(until - (weeks * DAYS - 1) * DAY, until), Filters())
        if told[weeks]["overall"].value is not None:
            return weeks, told[weeks]
    return STRETCHES[0], told[STRETCHES[0]]


def weekly_scores(site: Site, until: date) -> list[tuple[Period, Figure]]:
    """The overall score of each of the last WEEKS_DRAWN weeks, the oldest first."""
    asked = [(one, main) for one in touchpoints_of(site.id) if (main := main_question(one.questions))]
    period = Period(until - (WEEKS_DRAWN * DAYS - 1) * DAY, until)
    parts = buckets(period, DAYS)
    counted = told_in(site.id, parts, questions=[main.id for _, main in asked])
    tallies = [counted.values(main.id) for _, main in asked]
    found = []
    for place, part in enumerate(parts):
        samples = [moments(mine[place], SCALES[main.kind]) for (_, main), mine in zip(asked, tallies, strict=True)]
        met = [
            Encounter(one.key, one.revenue_value, one.commitment_value, sample)
            for (one, _), sample in zip(asked, samples, strict=True)
        ]
        found.append((part, weighted_score(met)))
    return found

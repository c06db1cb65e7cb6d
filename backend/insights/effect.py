"""Did it help? The same number of days before and after a change, compared, and what the comparison is worth."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from backend.feedback.counts import day_of
from backend.feedback.schemas import localised
from backend.foundation.clock import now
from backend.improvements.models import Change
from backend.improvements.queries import changes_between
from backend.insights.compare import Difference, difference, difference_of_shares, stand_out
from backend.insights.figures import score_of
from backend.insights.main_question import main_question
from backend.insights.period import DAY, Period, windows
from backend.insights.queries import visitors_near
from backend.insights.tally import moments
from backend.insights.told import Answers, told_in
from backend.insights.trend import day_begins, mark
from backend.insights.weigh import Encounter, weighted_sample
from backend.touchpoints.models import Question, Touchpoint
from backend.touchpoints.queries import touchpoints_of
from backend.touchpoints.scales import SCALES

SHIFTED = 0.05  # a share of visitors that moved by less is no other mix
# Whoever marks twenty changes a year would at 95 % be told of one that chance alone made.
CONFIDENCE = 0.99
MOST_PLACES_LOOKED_AT = 10


def effect(change: Change, days: int) -> dict[str, Any]:
    """Before and after, as plain values of the form of EffectView. `days`: how long the windows may be at most.

    `verdict`: `better`, `worse`, `same`, `cannot_tell`, or `too_early` while no day after it is over.
    """
    site = change.site
    found = windows(day_of(change.at, site.timezone), day_of(now(), site.timezone), days)
    told = {"change": mark(site, change), "asked_days": days}
    if found is None:
        return {**told, "verdict": "too_early", "windows": None, "overall": None, "touchpoints": [], "warnings": []}
    places = [(one, main) for one in touchpoints_of(site.id) if (main := _graded(change, one))]
    before, after = told_in(site.id, found, questions=[main.id for _, main in places]).answers()
    rows = [_place(touchpoint, main, before, after) for touchpoint, main in places]
    overall = rows[0]["difference"] if len(rows) == 1 else _overall(places, before, after)
    _judge(rows)
    return {
        **told,
        "verdict": overall.verdict if overall else "cannot_tell",
        "windows": {"before": _days(found[0]), "after": _days(found[1]), "days": found[0].days},
        "overall": overall,
        "touchpoints": rows,
        "warnings": [*_overlaps(change, found), *_other_visitors(change, places, found)],
    }


def _graded(change: Change, touchpoint: Touchpoint) -> Question | None:
    return main_question(touchpoint.questions) if change.concerns(touchpoint.id) else None


def _days(period: Period) -> dict[str, date]:
    return {"since": period.since, "until": period.until}


def _place(touchpoint: Touchpoint, main: Question, before: Answers, after: Answers) -> dict[str, Any]:
    old, new = (moments(answers.tally(main.id), SCALES[main.kind]) for answers in (before, after))
    scale = SCALES[main.kind]
    return {
        "key": touchpoint.key,
        "name": localised(touchpoint.name, touchpoint.site.default_language),
        "kind": main.kind,
        "least": scale.least,
        "most": scale.most,
        "before": score_of(old),
        "after": score_of(new),
        "difference": difference(old, new, CONFIDENCE),
    }


def _judge(rows: Sequence[dict[str, Any]]) -> None:
    """Give each its verdict: among many a difference counts only where it stands out."""
    known = [row for row in rows if row["difference"] is not None]
    for row in rows:
        row["verdict"] = "cannot_tell"
    for row, stands in zip(known, stand_out([row["difference"].p for row in known]), strict=True):
        verdict = row["difference"].verdict
        row["verdict"] = verdict if stands or verdict not in {"better", "worse"} else "cannot_tell"


def _overall(places: Sequence[tuple[Touchpoint, Question]], before: Answers, after: Answers) -> Difference | None:
    """The weighted score of the touchpoints that have answers enough in both windows."""
    pairs = []
    for touchpoint, main in places:
        old, new = (
            Encounter(
                touchpoint.key, touchpoint.revenue_value, touchpoint.commitment_value,
                moments(answers.tally(main.id), SCALES[main.kind]),
            )
            for answers in (before, after)
        )  # fmt: skip
        if old.tells and new.tells:
            pairs.append((old, new))
    before_all, after_all = (weighted_sample([pair[place] for pair in pairs]) for place in (0, 1))
    return difference(before_all, after_all, CONFIDENCE)


def _overlaps(change: Change, found: tuple[Period, Period]) -> Iterator[dict[str, Any]]:
    """Other changes in the windows at the same touchpoints: the difference may be theirs."""
    site = change.site
    first, last = day_begins(found[0].since, site.timezone), day_begins(found[1].until + DAY, site.timezone)
    others = [
        other
        for other in changes_between(site.id, first, last)
        if other.id != change.id and _meet(change.touchpoint_ids, other.touchpoint_ids)
    ]
    if others:
        yield {"kind": "overlap", "changes": [mark(site, other) for other in others]}


def _meet(one: frozenset[Any], other: frozenset[Any]) -> bool:
    """Whether two changes concern a touchpoint in common; none named means every one."""
    return not one or not other or bool(one & other)


def _other_visitors(
    change: Change, places: Sequence[tuple[Touchpoint, Question]], found: tuple[Period, Period]
) -> Iterator[dict[str, Any]]:
    """Shares of languages and segments that surely moved: a score may change because others answer.

    Of at most so many visitors a window, those nearest to the change, whose entries are read one by one.
    """
    mine = [touchpoint.id for touchpoint, _ in places[:MOST_PLACES_LOOKED_AT]]
    near = [
        visitors_near(change.site_id, mine, window, newest) for window, newest in zip(found, (True, False), strict=True)
    ]
    for place, dimension in enumerate(("language", "segment")):
        yield from shifts(dimension, *(_by(place, window) for window in near))


def _by(place: int, visitors: Sequence[tuple[Any, ...]]) -> Counter[str | None]:
    found: Counter[str | None] = Counter()
    for one in visitors:
        found[one[place]] += one[-1]
    return found


def shifts(dimension: str, before: Counter[str | None], after: Counter[str | None]) -> Iterator[dict[str, Any]]:
    """The members whose share moved by at least SHIFTED, surely (after Benjamini and Hochberg). Pure."""
    n_before, n_after = before.total(), after.total()
    members = sorted(member for member in {*before, *after} if member is not None)
    if not n_before or not n_after:
        return
    moved = [difference_of_shares(before[member], n_before, after[member], n_after) for member in members]
    for member, one, surely in zip(members, moved, stand_out([one.p for one in moved]), strict=True):
        if surely and abs(one.value) >= SHIFTED:
            yield {
                "kind": "mix", "dimension": dimension, "member": member,
                "before": before[member] / n_before, "after": after[member] / n_after,
                "low": one.low, "high": one.high, "n_before": n_before, "n_after": n_after,
            }  # fmt: skip

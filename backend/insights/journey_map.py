"""The journey in figures: every touchpoint, what the overall score hides, and what to mend first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backend.feedback.schemas import localised
from backend.improvements.queries import baseline_of
from backend.insights.compare import MATTERS, Difference, difference, stand_out
from backend.insights.figures import LEAST, Figure, figures_of
from backend.insights.main_question import main_question
from backend.insights.met import Met
from backend.insights.period import WEEK, Period, buckets
from backend.insights.queries import Filters, open_cases
from backend.insights.response import response, seen_in
from backend.insights.summary import summary
from backend.insights.tally import moments
from backend.insights.told import Answers, Told, ToldByRows, told_in
from backend.insights.weigh import ranking, spread, value_at_stake, weighted_score
from backend.sites.models import Site
from backend.touchpoints.models import Question, Stage, Touchpoint
from backend.touchpoints.queries import stages_of, touchpoints_of
from backend.touchpoints.scales import SCALES

MOST_DAILY = 92  # days of volume are given day by day; longer periods by the week


def journey_map(site: Site, period: Period, filters: Filters) -> dict[str, Any]:
    """Everything that the journey page shows of these days, as plain values of the form of JourneyView."""
    baseline = baseline_of(site.id)
    told = told_in(site.id, [period, period.before], filters)
    now, before = told.answers()
    then = _answers(site, Period(baseline.since, baseline.until), filters) if baseline else Answers()
    met = [_met(touchpoint, now, before, then) for touchpoint in touchpoints_of(site.id)]
    encounters = [one.encounter for one in met]
    reach = _reach(met)
    stakes = {one.touchpoint.key: _at_stake(one, reach[one.touchpoint.key]) for one in met}
    details = _Details(site, period, told, now, met, stakes)
    hidden = spread(encounters)
    ranks = {kind: ranking((key, stake[kind]) for key, stake in stakes.items()) for kind in ("revenue", "commitment")}
    return {
        "period": {"since": period.since, "until": period.until, "days": period.days},
        "before": {"since": period.before.since, "until": period.before.until},
        "baseline": baseline and {"since": baseline.since, "until": baseline.until},
        "source": "rows" if filters else "counts",
        "rules": {"least": LEAST, "matters": MATTERS},
        "overall": weighted_score(encounters),
        "spread": hidden and {"least": hidden.least, "most": hidden.most, "pulls": dict(hidden.pulls)},
        "stages": [details.stage(stage) for stage in stages_of(site.id)],
        "priorities": {**ranks, "agree": ranks["revenue"][:1] == ranks["commitment"][:1]},
        "summary": summary(met, now, ranks, site.default_language, details.trends),
        "cases_capped": details.cases.capped,
    }


def _answers(site: Site, period: Period, filters: Filters) -> Answers:
    return told_in(site.id, [period], filters).answers()[0]


def _met(touchpoint: Touchpoint, now: Answers, before: Answers, baseline: Answers) -> Met:
    main = main_question(touchpoint.questions)
    if main is None:
        return Met(touchpoint, None, None, None, None)
    scale = SCALES[main.kind]
    return Met(touchpoint, main, *(moments(answers.tally(main.id), scale) for answers in (now, before, baseline)))


def _reach(met: Sequence[Met]) -> dict[str, float]:
    """Each touchpoint's share of all answers to main questions."""
    total = sum(one.now.n for one in met if one.now) or 1
    return {one.touchpoint.key: (one.now.n if one.now else 0) / total for one in met}


def _at_stake(one: Met, reach: float) -> dict[str, Figure]:
    weights = {"revenue": one.touchpoint.revenue_value, "commitment": one.touchpoint.commitment_value}
    return {kind: value_at_stake(weight, one.score, reach) for kind, weight in weights.items()}


def trends_of(pairs: Mapping[str, Difference | None]) -> dict[str, str]:
    """For each `better`, `worse`, `steady` or `too_few`: it moves only where it stands out among all that are seen."""
    known = {key: pair for key, pair in pairs.items() if pair is not None and not pair.too_few}
    moved = dict(zip(known, stand_out([pair.p for pair in known.values()]), strict=True))
    return {
        key: "too_few" if key not in known else "steady" if not moved[key] else _direction(known[key]) for key in pairs
    }


def _direction(pair: Difference) -> str:
    return "better" if pair.value > 0 else "worse"


class _Details:
    """What is told of each touchpoint beside its score; read once for all of them."""

    def __init__(
        self,
        site: Site,
        period: Period,
        told: Told | ToldByRows,
        now: Answers,
        met: Sequence[Met],
        stakes: Mapping[str, Mapping[str, Figure]],
    ) -> None:
        self.site, self.period, self.now, self.met, self.stakes = site, period, now, met, stakes
        self.cases = open_cases(site.id)
        # Who saw a question says neither language nor segment.
        self.seen = seen_in(site.id, period) if isinstance(told, Told) else {}
        self.step = 1 if period.days <= MOST_DAILY else WEEK
        mains = [one.main.id for one in met if one.main]
        parts = buckets(period, self.step)
        self.volumes, self.nobody = told.volumes(mains, parts), [0] * len(parts)
        self.moves = {one.touchpoint.key: difference(one.before, one.now) for one in met}
        self.trends = trends_of(self.moves)
        self.since_baseline = {one.touchpoint.key: difference(one.baseline, one.now) for one in met}
        self.baseline_trends = trends_of(self.since_baseline)

    def stage(self, stage: Stage) -> dict[str, Any]:
        mine = [one for one in self.met if one.touchpoint.stage_id == stage.id]
        return {
            "key": stage.key,
            "name": localised(stage.name, self.site.default_language),
            "score": weighted_score([one.encounter for one in mine]),
            "touchpoints": [self.touchpoint(one) for one in mine],
        }

    def touchpoint(self, one: Met) -> dict[str, Any]:
        touchpoint, key = one.touchpoint, one.touchpoint.key
        return {
            "id": touchpoint.id,
            "key": key,
            "name": localised(touchpoint.name, self.site.default_language),
            "is_active": touchpoint.is_active,
            "question": one.main and asked(one.main, self.site.default_language),
            "score": one.score,
            "trend": {"direction": self.trends[key], "difference": self.moves[key]},
            "baseline": {"direction": self.baseline_trends[key], "difference": self.since_baseline[key]},
            "volume": {"step": self.step, "n": self.volumes[one.main.id] if one.main else self.nobody},
            "sentiment": self._sentiment(one),
            "response": response(self.seen.get(touchpoint.id), touchpoint.placement),
            "revenue_value": touchpoint.revenue_value,
            "commitment_value": touchpoint.commitment_value,
            "at_stake": self.stakes[key],
            "open_cases": self.cases.by_touchpoint.get(touchpoint.id, 0),
            "questions": list(self._questions(touchpoint)),
        }

    def _questions(self, touchpoint: Touchpoint) -> Iterator[dict[str, Any]]:
        for question in touchpoint.current_questions:
            figures = figures_of(question.kind, self.now.tally(question.id))
            if figures:
                yield {**asked(question, self.site.default_language), "figures": figures}

    def _sentiment(self, one: Met) -> dict[str, int]:
        """How many wrote something of each sentiment; who wrote nothing stands in none."""
        labels = self.now.labels(one.main.id) if one.main else {}
        return {label: n for label, n in sorted(labels.items()) if label and n}


def asked(question: Question, default_language: str) -> dict[str, Any]:
    """A question as figures name it, with its scale; no scale for one whose answers are no numbers."""
    scale = SCALES.get(question.kind)
    return {
        "key": question.key,
        "kind": question.kind,
        "text": localised(question.text, default_language),
        "least": scale.least if scale else None,
        "most": scale.most if scale else None,
    }

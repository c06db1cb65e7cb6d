"""The expectation gap of a site's touchpoints and stages: asked outright, and from earlier and later answers."""

from collections.abc import Sequence
from typing import Any

from backend.feedback.schemas import localised
from backend.insights.expectations import Gaps, asked_gap, later_gaps, mean_gap, verdict
from backend.insights.figures import LEAST
from backend.insights.loyalty_questions import LoyaltyQuestions
from backend.insights.main_question import main_question
from backend.insights.period import Period
from backend.insights.queries import Filters
from backend.insights.told import Answers, told_in
from backend.insights.voices import Said, voices
from backend.sites.models import Site
from backend.touchpoints.models import Touchpoint
from backend.touchpoints.queries import stages_of, touchpoints_of

ASKED = "expectation"


def expectation_gap(site: Site, period: Period, filters: Filters) -> dict[str, Any]:
    """Both gaps of every stage and touchpoint, as plain values of the form of ExpectationsView.

    The first is of those days' answers. The later grade is of those days, and so is what was expected before it.
    """
    touchpoints = touchpoints_of(site.id)
    questions = LoyaltyQuestions.of(touchpoints)
    outright = [one.id for one in questions.by_id.values() if one.kind == ASKED]
    answers = told_in(site.id, [period], filters, outright).answers()[0] if outright else Answers()
    later, is_whole = _later(site, period, filters, questions, touchpoints)

    def gaps(those: Sequence[Touchpoint]) -> dict[str, Any]:
        mine = [one for touchpoint in those for one in touchpoint.questions if one.id in outright]
        pooled = mean_gap(gap for touchpoint in those for gap in later.get(touchpoint.id, {}).values())
        return {
            "asked": asked_gap(answers.tally(one.id) for one in mine) if mine else [],
            "later": pooled,
            "verdict": verdict(pooled),
        }

    return {
        "period": {"since": period.since, "until": period.until, "days": period.days},
        "rules": {"least": LEAST},
        "is_expected_asked": bool(questions.expected),
        "is_whole": is_whole,
        **gaps(touchpoints),
        "stages": [
            {
                "key": stage.key,
                "name": localised(stage.name, site.default_language),
                **gaps(mine),
                "touchpoints": [
                    {"key": one.key, "name": localised(one.name, site.default_language), **gaps([one])} for one in mine
                ],
            }
            for stage in stages_of(site.id)
            if (mine := [one for one in touchpoints if one.stage_id == stage.id])
        ],
    }


def _later(
    site: Site, period: Period, filters: Filters, questions: LoyaltyQuestions, touchpoints: Sequence[Touchpoint]
) -> tuple[Gaps, bool]:
    mains = {main.id for one in touchpoints if (main := main_question(one.questions))} - questions.expected
    if not questions.expected:
        return {}, True

    def score(one: Said) -> float:
        return questions.score(one.question_id, one.value)

    heard = voices(site.id, period, filters, mains | questions.expected)
    return later_gaps(heard.said, questions.expected, mains, score), heard.is_whole

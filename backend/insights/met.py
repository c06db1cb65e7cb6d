"""One touchpoint with what was answered there."""

from dataclasses import dataclass

from backend.insights.figures import Figure, score_of
from backend.insights.tally import Moments
from backend.insights.weigh import Encounter
from backend.touchpoints.models import Question, Touchpoint


@dataclass(frozen=True, slots=True)
class Met:
    """`now` in the period, `before` in as many days just before, `baseline` in the site's baseline; None: no answer."""

    touchpoint: Touchpoint
    main: Question | None
    now: Moments | None
    before: Moments | None
    baseline: Moments | None

    @property
    def encounter(self) -> Encounter[str]:
        one = self.touchpoint
        return Encounter(one.key, one.revenue_value, one.commitment_value, self.now)

    @property
    def score(self) -> Figure:
        return score_of(self.now)

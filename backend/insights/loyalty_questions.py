"""Which questions of a journey ask how good it was, and which whether people will stay. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from backend.insights.main_question import BEFOREHAND, RETURN, satisfaction_question
from backend.touchpoints.models import Question, Touchpoint
from backend.touchpoints.scales import SCALES

RECOMMEND = "recommend"
WORDS = (RECOMMEND, RETURN)


@dataclass(frozen=True)
class LoyaltyQuestions:
    """Ids of questions by what they ask; `satisfaction` has the one of each touchpoint that asks it."""

    satisfaction: Mapping[UUID, Question]
    by_id: Mapping[UUID, Question]

    @classmethod
    def of(cls, touchpoints: Sequence[Touchpoint]) -> "LoyaltyQuestions":
        every = {question.id: question for touchpoint in touchpoints for question in touchpoint.questions}
        good = {touchpoint.id: satisfaction_question(touchpoint.questions) for touchpoint in touchpoints}
        return cls({place: question for place, question in good.items() if question}, every)

    def words(self, by: str) -> frozenset[UUID]:
        """Those that ask for this word of loyalty: would she recommend it (NPS), does she mean to `return`."""
        if by == RECOMMEND:
            asked = (one for one in self.by_id.values() if one.kind == "nps")
            return frozenset(one.id for one in asked if one.key not in (RETURN, BEFOREHAND))
        return self._keyed(RETURN)

    @property
    def expected(self) -> frozenset[UUID]:
        """Those that ask what she expects of what is still to come."""
        return self._keyed(BEFOREHAND)

    @property
    def grades(self) -> frozenset[UUID]:
        return frozenset(one.id for one in self.satisfaction.values())

    def score(self, question_id: UUID, value: int) -> float:
        return SCALES[self.by_id[question_id].kind].score(value)

    def is_asked(self, by: str) -> bool:
        """Whether it is asked now."""
        return any(not self.by_id[one].is_retired for one in self.words(by))

    def _keyed(self, key: str) -> frozenset[UUID]:
        return frozenset(one.id for one in self.by_id.values() if one.key == key and one.kind in SCALES)

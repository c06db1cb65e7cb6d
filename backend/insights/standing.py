"""Where people stand on the loyalty map, touchpoint by touchpoint and stage by stage. Pure.

Each person counts once in every place: with her last grade there.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from backend.feedback.schemas import localised
from backend.insights.loyalty import FAVOURABLE, fields_of
from backend.insights.loyalty_questions import LoyaltyQuestions
from backend.insights.voices import Person, Said
from backend.touchpoints.models import Stage, Touchpoint

# Whether who gave this grade is loyal; None where that is not known.
IsLoyal = Callable[[Said], bool | None]


class Grades:
    """The last grade of each person at each touchpoint that asks how good it was."""

    def __init__(self, said: Iterable[Said], questions: LoyaltyQuestions) -> None:
        """`said` comes oldest first."""
        self._questions = questions
        self._at: dict[UUID, dict[Person, Said]] = {place: {} for place in questions.satisfaction}
        for one in said:
            if one.question_id in questions.grades:
                self._at[one.touchpoint_id][one.person] = one

    def asked_at(self, touchpoint: Touchpoint) -> bool:
        return touchpoint.id in self._at

    def fields(self, places: Iterable[UUID], is_loyal: IsLoyal) -> dict[str, Any]:
        """The form of `fields_of`, of all who graded one of these touchpoints and whose loyalty is known."""
        last: dict[Person, Said] = {}
        for one in sorted((one for place in places for one in self._at.get(place, {}).values()), key=_when):
            last[one.person] = one
        known = ((one, is_loyal(one)) for one in last.values())
        return fields_of((self._is_satisfied(one), loyal) for one, loyal in known if loyal is not None)

    def _is_satisfied(self, one: Said) -> bool:
        return self._questions.score(one.question_id, one.value) >= FAVOURABLE


def _when(one: Said) -> UUID:
    return one.entry_id


def last_words(said: Iterable[Said], questions: Collection[UUID]) -> dict[Person, Said]:
    """Each person's last answer to one of these questions."""
    return {one.person: one for one in said if one.question_id in questions}


def map_of(
    grades: Grades, stages: Sequence[Stage], touchpoints: Sequence[Touchpoint], is_loyal: IsLoyal, language: str
) -> dict[str, Any]:
    """The whole map, and that of each stage and touchpoint that asks how good it was; as plain values."""
    asked = [one for one in touchpoints if grades.asked_at(one)]

    def place(row: Stage | Touchpoint, within: Iterable[Touchpoint]) -> dict[str, Any]:
        found = grades.fields([one.id for one in within], is_loyal)
        return {"key": row.key, "name": localised(row.name, language), **found}

    mine = {stage.id: [one for one in asked if one.stage_id == stage.id] for stage in stages}
    told = [
        {**place(stage, mine[stage.id]), "touchpoints": [place(one, [one]) for one in mine[stage.id]]}
        for stage in stages
        if mine[stage.id]
    ]
    return {**grades.fields([one.id for one in asked], is_loyal), "stages": told}

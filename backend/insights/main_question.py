"""Which question of a touchpoint stands for the encounter. Pure."""

from collections.abc import Sequence

from backend.touchpoints.models import Question
from backend.touchpoints.scales import CHOICE, SCALES

# The grade of the encounter itself; recommending and expecting are asked beside it and have figures of their own.
GRADES = ("stars", "faces", "thumbs", "csat", "ces")
SATISFYING = ("stars", "faces", "thumbs", "csat")  # how easy it was says nothing of how good
# By their key: whether she means to come back, and what she expects of what is still to come.
RETURN, BEFOREHAND = "return", "beforehand"


def main_question(questions: Sequence[Question]) -> Question | None:
    """The first current question that grades; else the first with any scale; None where all are words and choices."""
    current = [question for question in questions if not question.is_retired]
    grades = [question for question in current if question.kind in GRADES and question.key not in (RETURN, BEFOREHAND)]
    return next(iter([*grades, *(question for question in current if question.kind in SCALES)]), None)


def reason_question(questions: Sequence[Question]) -> Question | None:
    """The first current question that asks what it was about."""
    return next((question for question in questions if question.kind == CHOICE and not question.is_retired), None)


def satisfaction_question(questions: Sequence[Question]) -> Question | None:
    """The first current question that asks how good it was."""
    current = [question for question in questions if not question.is_retired and question.kind in SATISFYING]
    return next((question for question in current if question.key not in (RETURN, BEFOREHAND)), None)

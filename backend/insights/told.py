"""What was answered in a stretch of days: from the counts, or from the feedback's rows where a filter needs them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import case

from backend.feedback.packed_days import Packed, labels, packed_one, values
from backend.feedback.read_counts import CountedDays
from backend.foundation.database import db
from backend.insights.period import DAY, Period
from backend.insights.queries import FilteredRows, Filters


class Answers:
    """Answers of a stretch of days: how many gave each value to each question, by the comment's sentiment."""

    def __init__(self, numbers: Mapping[UUID, Packed] | None = None) -> None:
        self._numbers = numbers or {}

    def tally(self, question_id: UUID) -> Counter[int]:
        return values(self._numbers.get(question_id, 0))

    def labels(self, question_id: UUID) -> dict[str, int]:
        """How many of those who answered it wrote something of this sentiment; without words stands under ""."""
        return labels(self._numbers.get(question_id, 0))


class Told:
    """The counts of some periods, read once however much is asked of them."""

    def __init__(self, site_id: UUID, periods: Sequence[Period], questions: Sequence[UUID] | None = None) -> None:
        """Of these questions only, where they are named."""
        self._periods = [(one.since, one.until) for one in periods]
        self._days = CountedDays(site_id, self._periods, questions)

    def answers(self) -> list[Answers]:
        """The answers of each period: its months and days are added as they are packed, and taken apart once."""
        days = self._days
        return [Answers({key: days.sum_of(key, one) for key in days.questions}) for one in self._periods]

    def values(self, question_id: UUID) -> list[Counter[int]]:
        """How many gave each value in each period."""
        return [values(self._days.sum_of(question_id, one)) for one in self._periods]

    def volumes(self, questions: Sequence[UUID], parts: Sequence[Period]) -> dict[UUID, list[int]]:
        """How many answered each question in each part of a period."""
        return {key: [sum(self._days.totals(key, (one.since, one.until))) for one in parts] for key in questions}


class ToldByRows:
    """The same for what the counts do not know, at a cost that grows with what was said in the period."""

    def __init__(
        self, site_id: UUID, periods: Sequence[Period], filters: Filters, questions: Sequence[UUID] | None = None
    ) -> None:
        """The periods do not overlap."""
        self._rows, self._periods, self._questions = FilteredRows(site_id, filters), periods, questions

    def answers(self) -> list[Answers]:
        periods = self._periods
        rows = self._rows
        pairs = ((rows.day.between(one.since, one.until), number) for number, one in enumerate(periods))
        found = self._grouped(
            periods, self._questions, case(*pairs, else_=-1), rows.question_id, rows.value, rows.label
        )
        numbers: list[Counter[UUID]] = [Counter() for _ in periods]
        for place, question_id, value, label, n in found:
            if place >= 0:
                numbers[place][question_id] += packed_one(value, label, n)
        return [Answers(one) for one in numbers]

    def values(self, question_id: UUID) -> list[Counter[int]]:
        parts = self._periods
        found: list[Counter[int]] = [Counter() for _ in parts]
        places = _places(parts)
        for day, value, n in self._grouped(parts, [question_id], self._rows.day, self._rows.value):
            found[places[day]][value] += n
        return found

    def volumes(self, questions: Sequence[UUID], parts: Sequence[Period]) -> dict[UUID, list[int]]:
        found = {key: [0] * len(parts) for key in questions}
        places = _places(parts)
        for day, question_id, n in self._grouped(parts, questions, self._rows.day, self._rows.question_id):
            found[question_id][places[day]] += n
        return found

    def _grouped(self, parts: Sequence[Period], questions: Sequence[UUID] | None, *columns: Any) -> Sequence[Any]:
        """The columns and how many, of all days of the parts."""
        days = self._rows.between(min(one.since for one in parts), max(one.until for one in parts))
        wanted = self._rows.select(*columns, self._rows.n).where(days).group_by(*columns)
        if questions is not None:
            wanted = wanted.where(self._rows.question_id.in_(questions))
        return db.session.execute(wanted).all()


def _places(parts: Sequence[Period]) -> dict[date, int]:
    """Which part each day is in."""
    return {part.since + ago * DAY: place for place, part in enumerate(parts) for ago in range(part.days)}


def told_in(
    site_id: UUID, periods: Sequence[Period], filters: Filters | None = None, questions: Sequence[UUID] | None = None
) -> Told | ToldByRows:
    """What was answered in these periods, which do not overlap; of these questions only, where they are named."""
    if filters:
        return ToldByRows(site_id, periods, filters, questions)
    return Told(site_id, periods, questions)

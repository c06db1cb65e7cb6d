from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from backend.feedback.models import DEVICES
from backend.foundation.fields import MomentView, Ready, Repeated, Text, key_field
from backend.foundation.requests import StrictSchema
from backend.improvements.schemas import refuse_other_times
from backend.insights.period import LONGEST
from backend.insights.trend import STEPS


class PeriodQuery(StrictSchema):
    """The days, both inclusive; without them the last 91, which are whole weeks."""

    since = fields.Date(load_default=None)
    until = fields.Date(load_default=None)
    language = Repeated(Text(35, least=1), metadata={"description": "Counted from rows: slower on a large site."})
    segment = Repeated(Text(60, least=1), metadata={"description": "Counted from rows: slower on a large site."})
    device = Repeated(
        fields.String(validate=validate.OneOf(DEVICES)),
        metadata={"description": "Counted from rows: slower on a large site."},
    )

    returning = fields.Boolean(
        truthy={"true"},
        falsy={"false"},
        metadata={"description": "Whether they had said something before. Counted from rows: slower on a large site."},
    )

    @validates("since", "until")
    def refuse_far_days(self, value: date | None, data_key: str) -> None:
        if value is not None:
            refuse_other_times(value.year)

    @validates_schema
    def refuse_odd_periods(self, data: dict[str, Any], **options: Any) -> None:
        since: date | None = data["since"]
        until: date | None = data["until"]
        if since and until and until < since:
            raise ValidationError("Must not be before `since`.", "until")
        if since and until and (until - since).days >= LONGEST:
            raise ValidationError(f"At most {LONGEST} days fit.", "since")


class JourneyQuery(PeriodQuery):
    site = Text(60, least=1, required=True)


class TrendQuery(PeriodQuery):
    question = key_field(load_default=None, metadata={"description": "The encounter's own grade, if left out."})
    step = fields.String(load_default="week", validate=validate.OneOf(list(STEPS)))


class EffectQuery(StrictSchema):
    days = fields.Integer(
        load_default=28,
        validate=validate.Range(1, 365),
        metadata={"description": "How long each window may be; both are as long as the shorter."},
    )


class FigureView(Schema):
    """With its 95 % interval. `too_few`: fewer than 20 answers, so nothing should be concluded from it."""

    formula = fields.String()
    value = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    n = fields.Integer()
    too_few = fields.Boolean()


class DifferenceView(Schema):
    """In points of 0–100, with its interval: 95 %, or 99 % before and after a change."""

    formula = fields.String()
    value = fields.Float()
    low = fields.Float()
    high = fields.Float()
    n_before = fields.Integer()
    n_after = fields.Integer()
    p = fields.Float()
    confidence = fields.Float()
    needed = fields.Integer(
        allow_none=True, metadata={"description": "Answers still needed in each window to tell; null: out of reach."}
    )
    too_few = fields.Boolean()
    verdict = fields.String()


class DaysView(Schema):
    since = fields.Date()
    until = fields.Date()


class PeriodView(DaysView):
    days = fields.Integer()


class AskedView(Schema):
    key = fields.String()
    kind = fields.String()
    text = fields.String()
    least = fields.Integer(allow_none=True)
    most = fields.Integer(allow_none=True)


class QuestionFigures(AskedView):
    figures = fields.List(fields.Nested(FigureView))


class MoveView(Schema):
    direction = fields.String(metadata={"description": "`better`, `worse`, `steady` or `too_few`."})
    difference = fields.Nested(DifferenceView, allow_none=True)


class VolumeView(Schema):
    step = fields.Integer(metadata={"description": "Days a number stands for; the first may stand for fewer."})
    n = fields.List(fields.Integer())


class StakeView(Schema):
    revenue = fields.Nested(FigureView)
    commitment = fields.Nested(FigureView)


class ResponseView(Schema):
    """Of page loads, of which one in ten is counted: `n` is how many counted ones showed it."""

    shown_as = fields.String(
        metadata={
            "description": "What was shown: the `question`, the floating `button` before it, or the `dialog` that an "
            "element of the page opened."
        }
    )
    opened = fields.Nested(FigureView, allow_none=True, metadata={"description": "Null unless it is a `button`."})
    answered = fields.Nested(FigureView)


class EncounterView(Schema):
    id = fields.UUID()
    key = fields.String()
    name = fields.String()
    is_active = fields.Boolean()
    question = fields.Nested(AskedView, allow_none=True)
    score = fields.Nested(FigureView)
    trend = fields.Nested(MoveView, metadata={"description": "Against as many days just before."})
    baseline = fields.Nested(MoveView, metadata={"description": "Against the site's baseline."})
    volume = fields.Nested(VolumeView)
    sentiment = fields.Dict(keys=fields.String(), values=fields.Integer())
    response = fields.Nested(
        ResponseView,
        allow_none=True,
        metadata={
            "description": "Null where nothing was shown, and under a filter: who saw it tells nothing of herself."
        },
    )
    revenue_value = fields.Integer()
    commitment_value = fields.Integer()
    at_stake = fields.Nested(StakeView)
    open_cases = fields.Integer()
    questions = fields.List(fields.Nested(QuestionFigures))


class StageFigures(Schema):
    key = fields.String()
    name = fields.String()
    score = fields.Nested(FigureView)
    touchpoints = fields.List(fields.Nested(EncounterView))


class SpreadView(Schema):
    least = fields.Float()
    most = fields.Float()
    pulls = fields.Dict(keys=fields.String(), values=fields.Float())


class PrioritiesView(Schema):
    revenue = fields.List(fields.String())
    commitment = fields.List(fields.String())
    agree = fields.Boolean()


class PlaceName(Schema):
    key = fields.String()
    name = fields.String()


class FactView(Schema):
    """One fact of the summary; which members it has follows from its `key`."""

    key = fields.String()
    touchpoint = fields.Nested(PlaceName)
    touchpoints = fields.List(fields.Nested(PlaceName))
    alike = fields.List(fields.Nested(PlaceName))
    revenue = fields.Nested(PlaceName)
    commitment = fields.Nested(PlaceName)
    option = fields.String()
    kind = fields.String()
    most = fields.Integer()
    of = fields.Integer()
    figure = fields.Nested(FigureView)


class RulesView(Schema):
    least = fields.Integer(metadata={"description": "Fewer answers are too few to tell."})
    matters = fields.Float(metadata={"description": "Points of 100; a surely smaller difference is called none."})


class JourneyView(Schema):
    period = fields.Nested(PeriodView)
    before = fields.Nested(DaysView)
    baseline = fields.Nested(DaysView, allow_none=True)
    source = fields.String(metadata={"description": "`counts`, or `rows` where a filter needs them."})
    rules = fields.Nested(RulesView)
    overall = fields.Nested(FigureView)
    spread = fields.Nested(SpreadView, allow_none=True)
    stages = fields.List(fields.Nested(StageFigures))
    priorities = fields.Nested(PrioritiesView)
    summary = fields.List(fields.Nested(FactView))
    cases_capped = fields.Boolean(metadata={"description": "More cases are open than were counted."})


class MarkView(Schema):
    id = fields.UUID()
    title = fields.String()
    kind = fields.String()
    at = MomentView()
    day = fields.Date()
    touchpoints = fields.List(fields.String(), allow_none=True)
    link = fields.String(allow_none=True)


class PointView(DaysView):
    figures = fields.List(fields.Nested(FigureView))


class TrendView(Schema):
    period = fields.Nested(PeriodView)
    step = fields.String()
    source = fields.String()
    touchpoint = fields.String()
    question = fields.Nested(AskedView)
    baseline = fields.Nested(DaysView, allow_none=True)
    points = Ready(fields.Nested(PointView))
    changes = fields.List(fields.Nested(MarkView))


class WindowsView(Schema):
    before = fields.Nested(DaysView)
    after = fields.Nested(DaysView)
    days = fields.Integer()


class ComparedView(Schema):
    key = fields.String()
    name = fields.String()
    kind = fields.String()
    least = fields.Integer()
    most = fields.Integer()
    before = fields.Nested(FigureView)
    after = fields.Nested(FigureView)
    difference = fields.Nested(DifferenceView, allow_none=True)
    verdict = fields.String()


class WarningView(Schema):
    kind = fields.String(metadata={"description": "`overlap` or `mix`."})
    changes = fields.List(fields.Nested(MarkView))
    dimension = fields.String()
    member = fields.String()
    before = fields.Float()
    after = fields.Float()
    low = fields.Float()
    high = fields.Float()
    n_before = fields.Integer()
    n_after = fields.Integer()


class EffectView(Schema):
    change = fields.Nested(MarkView)
    asked_days = fields.Integer()
    verdict = fields.String(
        metadata={"description": "`better`, `worse`, `same`, `cannot_tell` or `too_early`, on the whole."}
    )
    windows = fields.Nested(WindowsView, allow_none=True)
    overall = fields.Nested(DifferenceView, allow_none=True)
    touchpoints = fields.List(fields.Nested(ComparedView))
    warnings = fields.List(fields.Nested(WarningView))

"""The shapes of recovery: rules and rota, cases, counts."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from backend.conversations.recovery_calendar import countries
from backend.conversations.recovery_hours import MINUTES_A_DAY
from backend.conversations.recovery_models import STATES
from backend.conversations.recovery_rules import OUTCOMES, RULES
from backend.feedback.schemas import AssigneeView, Named, first_answer
from backend.foundation.fields import MomentView, Number, OneLine, Repeated, Switch, Text, WholeNumber, language_field
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema

SHOWN_STATES = STATES[:3]
LEAST_WEEK = 4 * 60
MOST_WORDS, MOST_CLOSED, MOST_ROTA = 200, 366, 200


class RotaMember(StrictSchema):
    staff_id = fields.UUID(required=True)
    away_until = fields.Date(
        allow_none=True, load_default=None, metadata={"description": "The last day she is away; null: she is here."}
    )


class ClosedDay(StrictSchema):
    on = fields.Date(required=True)
    name = OneLine(120, load_default="")


class NewRecovery(StrictSchema):
    """A site's rules as a whole: what is not given gets its default."""

    is_on = Switch(metadata={"description": "Whether rules open cases. By hand they are opened always."})
    score_line = Number(
        0,
        100,
        allow_none=True,
        metadata={"description": "The first rating, on 0–100, opens a case at or below this; null: no rating does."},
    )
    sentiment_line = Number(
        -1,
        1,
        allow_none=True,
        metadata={"description": "Negative words open one at or below this score (−1 to 1); null: none do."},
    )
    words = fields.Dict(
        keys=language_field(),
        values=fields.List(Text(60, least=1), validate=validate.Length(max=MOST_WORDS)),
        validate=validate.Length(max=20),
        metadata={"description": "By language: words and phrases that open a case in whatever form they stand."},
    )
    answer_minutes = WholeNumber(15, 10 * 24 * 60, metadata={"description": "Working time until an answer is due."})
    no_answer_days = WholeNumber(1, 180, metadata={"description": "Days after the answer until a case is closed."})
    week = fields.List(
        fields.List(
            fields.List(WholeNumber(0, MINUTES_A_DAY), validate=validate.Length(equal=2)),
            validate=validate.Length(max=4),
        ),
        validate=validate.Length(equal=7),
        metadata={"description": "Seven days, Monday first: the spans when somebody works, in minutes from midnight."},
    )
    country = fields.String(
        allow_none=True,
        validate=validate.Length(equal=2),
        metadata={"description": "Whose public holidays are no working days (ISO 3166); null: nobody's."},
    )
    closed_days = fields.List(fields.Nested(ClosedDay), validate=validate.Length(max=MOST_CLOSED))
    names_shown = Switch(metadata={"description": "Whether reaction figures are told by staff member."})
    rota = fields.List(
        fields.Nested(RotaMember),
        validate=validate.Length(max=MOST_ROTA),
        metadata={"description": "Who takes cases, in turn."},
    )

    @validates("country")
    def refuse_unknown_country(self, value: str | None, data_key: str) -> None:
        if value is not None and value not in countries():
            raise ValidationError("Expected a country whose holidays are known, such as FI.")

    @validates("week")
    def refuse_crooked_week(self, week: list[list[list[int]]], data_key: str) -> None:
        if any(len(span) != 2 for day in week for span in day):
            return  # told already, by the span itself
        for day in week:
            edges = [minute for span in day for minute in span]
            if edges != sorted(edges) or any(start == end for start, end in day):
                raise ValidationError("The spans of a day stand in order, each ends after it begins, and none overlap.")
        if sum(end - start for day in week for start, end in day) < LEAST_WEEK:
            raise ValidationError("At least four hours a week are needed, else no answer would ever be due.")

    @validates_schema
    def refuse_twice(self, data: dict[str, Any], **options: Any) -> None:
        ids = [one["staff_id"] for one in data.get("rota", ())]
        if len(set(ids)) != len(ids):
            raise ValidationError("A person stands twice.", "rota")
        days = [day["on"] for day in data.get("closed_days", ())]
        if len(set(days)) != len(days):
            raise ValidationError("A day stands twice.", "closed_days")


class NewAbsence(StrictSchema):
    away_until = fields.Date(required=True, allow_none=True)


class RotaView(Schema):
    staff_id = fields.UUID()
    away_until = fields.Date(allow_none=True)


class HolidayView(Schema):
    on = fields.Date()
    name = fields.String()


class RecoveryView(Schema):
    is_on = fields.Boolean()
    score_line = fields.Float(allow_none=True)
    sentiment_line = fields.Float(allow_none=True)
    words = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    answer_minutes = fields.Integer()
    no_answer_days = fields.Integer()
    week = fields.List(fields.List(fields.List(fields.Integer())))
    country = fields.String(allow_none=True)
    closed_days = fields.List(fields.Dict())
    names_shown = fields.Boolean()
    rota = fields.List(fields.Nested(RotaView))
    timezone = fields.String(attribute="site.timezone", metadata={"description": "The site's, in which hours stand."})
    countries = fields.List(fields.String(), metadata={"description": "Countries whose holidays are known."})
    coming_holidays = fields.List(fields.Nested(HolidayView), metadata={"description": "The next of that country."})


class CaseQuery(PageQuery):
    site = Text(60, least=1, allow_none=False, load_default=None)
    state = fields.String(load_default="open", validate=validate.OneOf(SHOWN_STATES))
    owner = fields.UUID(metadata={"description": "Who deals with it: a staff member's id."})
    unowned = fields.Boolean(
        truthy={"true"}, falsy={"false"}, metadata={"description": "`true`: only what is nobody's."}
    )
    overdue = fields.Boolean(
        truthy={"true"}, falsy={"false"}, metadata={"description": "Whether the due time is past."}
    )
    outcome = Repeated(fields.String(validate=validate.OneOf(OUTCOMES)))
    touchpoint = Repeated(Text(40, least=1))


class ReasonView(Schema):
    rule = fields.String(validate=validate.OneOf(RULES))
    words = fields.List(fields.String(), metadata={"description": "The site's own words that were found."})


class CaseView(Schema):
    """How far one disappointed visitor has been won back."""

    state = fields.String(validate=validate.OneOf(SHOWN_STATES))
    reasons = fields.List(fields.Nested(ReasonView))
    opened_at = MomentView()
    due_at = MomentView()
    is_overdue = fields.Boolean()
    escalated_at = MomentView(allow_none=True)
    answered_at = MomentView(allow_none=True)
    closed_at = MomentView(allow_none=True)
    in_time = fields.Boolean(
        allow_none=True, metadata={"description": "Whether the first answer came by its due time."}
    )
    outcome = fields.String(allow_none=True, validate=validate.OneOf(OUTCOMES))
    outcome_by = fields.String(allow_none=True)


class CaseFeedbackView(Schema):
    """What the case is about, as far as a list shows it."""

    id = fields.UUID()
    site = fields.String(attribute="touchpoint.site.key")
    touchpoint = fields.Nested(Named)
    comment = fields.String(allow_none=True)
    language = fields.String(allow_none=True)
    rating = fields.Function(first_answer, metadata={"type": ["object", "null"]})
    second_rating = fields.Integer(attribute="second_value", allow_none=True)
    created_at = MomentView()
    assignee = fields.Nested(AssigneeView, allow_none=True)


class ListedCase(CaseView):
    feedback = fields.Nested(CaseFeedbackView)


class CasePage(Schema):
    items = fields.List(fields.Nested(ListedCase))
    next_cursor = fields.String(allow_none=True)


class CaseCountsView(Schema):
    open = fields.Integer(metadata={"description": "Waiting for staff."})
    overdue = fields.Integer(metadata={"description": "Of these, past their due time."})
    mine = fields.Integer()
    mine_overdue = fields.Integer()
    unowned = fields.Integer()
    answered = fields.Integer(metadata={"description": "Waiting for what the visitor says of the answer."})
    outcomes = fields.Dict(keys=fields.String(), values=fields.Integer())


class CaseCountsQuery(StrictSchema):
    site = Text(60, least=1, allow_none=False, load_default=None)


class NewOutcome(StrictSchema):
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))

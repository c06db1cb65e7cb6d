from marshmallow import Schema, fields, validate

from backend.foundation.fields import Repeated, Text, key_field
from backend.insights.loyalty_questions import RECOMMEND, WORDS
from backend.insights.schemas import DifferenceView, FigureView, PeriodQuery, PeriodView

LONGEST_WITHIN, USUAL_WITHIN = 730, 90


class InsightQuery(PeriodQuery):
    site = Text(60, least=1, required=True)


class LoyaltyQuery(InsightQuery):
    within = fields.Integer(
        load_default=USUAL_WITHIN,
        validate=validate.Range(2, LONGEST_WITHIN),
        metadata={"description": "So many days after her answer or purchase it is seen what a customer does."},
    )
    returned = Repeated(
        key_field(), metadata={"description": "Kinds of events that count as coming back, beside purchase and renewal."}
    )
    left = Repeated(key_field(), metadata={"description": "Kinds that count as leaving, beside cancellation."})


class FieldView(Schema):
    count = fields.Integer()
    share = fields.Nested(FigureView)


class FieldsView(Schema):
    """Satisfied and loyal, satisfied but free, stuck, leaving."""

    loyal = fields.Nested(FieldView)
    free = fields.Nested(FieldView)
    stuck = fields.Nested(FieldView)
    leaving = fields.Nested(FieldView)


class StandingView(Schema):
    n = fields.Integer(metadata={"description": "People whose satisfaction and loyalty are both known."})
    too_few = fields.Boolean()
    shares = fields.Nested(FieldsView)


class PlaceStanding(StandingView):
    key = fields.String()
    name = fields.String()


class StageStanding(PlaceStanding):
    touchpoints = fields.List(fields.Nested(PlaceStanding))


class LoyaltyMapView(StandingView):
    by = fields.String(metadata={"description": "`recommend`, `return` (what she says), `behaviour` (what she did)."})
    is_asked = fields.Boolean(metadata={"description": "Whether it is asked now; of behaviour, whether it is told."})
    stages = fields.List(fields.Nested(StageStanding))


class DeedSharesView(Schema):
    n = fields.Integer()
    repeat = fields.Nested(FigureView)
    churn = fields.Nested(FigureView)


class CustomersView(DeedSharesView):
    new = fields.Nested(DeedSharesView, metadata={"description": "Nothing of the kind was told of them before."})
    returning = fields.Nested(DeedSharesView)


class GroupView(DeedSharesView):
    group = fields.String(metadata={"description": "`promoters`, `passives` or `detractors`."})


class ShareDifferenceView(Schema):
    value = fields.Float()
    low = fields.Float()
    high = fields.Float()
    p = fields.Float()


class ForetoldShare(Schema):
    difference = fields.Nested(
        ShareDifferenceView, allow_none=True, metadata={"description": "Promoters less detractors; 95 %."}
    )
    verdict = fields.String(metadata={"description": "`more` or `fewer` promoters, `cannot_tell`, `too_few`."})


class ForetoldView(Schema):
    groups = fields.List(fields.Nested(GroupView))
    repeat = fields.Nested(ForetoldShare)
    churn = fields.Nested(ForetoldShare)


class LeastView(Schema):
    least = fields.Integer()


class LoyaltyView(Schema):
    period = fields.Nested(PeriodView)
    watched = fields.Nested(
        PeriodView, metadata={"description": "Who spoke or bought then: their `within` days after are over."}
    )
    within = fields.Integer()
    returned = fields.List(fields.String())
    left = fields.List(fields.String())
    rules = fields.Nested(LeastView)
    maps = fields.List(fields.Nested(LoyaltyMapView))
    customers = fields.Nested(CustomersView, metadata={"description": "Who bought or renewed in the watched days."})
    foretold = fields.Nested(ForetoldView, metadata={"description": "Recommendation against what was done then."})
    is_whole = fields.Boolean(metadata={"description": "False: more was said or done than is read; the newest counts."})


class DriversQuery(InsightQuery):
    by = fields.String(
        load_default=RECOMMEND,
        validate=validate.OneOf(WORDS),
        metadata={"description": "Which word of loyalty: `recommend`, or `return` (she means to come back)."},
    )


class CorrelationView(Schema):
    """Spearman's rank correlation, with its 95 % interval."""

    formula = fields.String()
    value = fields.Float()
    low = fields.Float()
    high = fields.Float()
    n = fields.Integer()
    p = fields.Float()
    too_few = fields.Boolean()


class DriverView(Schema):
    key = fields.String()
    name = fields.String()
    n = fields.Integer(metadata={"description": "People who graded it, or wrote of it, and whose loyalty is known."})
    verdict = fields.String(metadata={"description": "`up`, `down`, `cannot_tell` or `too_few`. No word of causes."})


class GradeDriver(DriverView):
    correlation = fields.Nested(CorrelationView, allow_none=True)


class TopicDriver(DriverView):
    difference = fields.Nested(
        DifferenceView,
        allow_none=True,
        metadata={"description": "Loyalty of who wrote of it less that of who wrote of other things."},
    )


class DriversView(Schema):
    period = fields.Nested(PeriodView)
    by = fields.String()
    is_asked = fields.Boolean()
    rules = fields.Nested(LeastView)
    n = fields.Integer(metadata={"description": "People whose word of loyalty is known."})
    touchpoints = fields.List(fields.Nested(GradeDriver))
    topics = fields.List(fields.Nested(TopicDriver))
    is_whole = fields.Boolean()


class GapView(Schema):
    asked = fields.List(fields.Nested(FigureView), metadata={"description": "Asked outright: worse, better, mean."})
    later = fields.Nested(FigureView, metadata={"description": "Later grade less earlier expectation, −100 to 100."})
    verdict = fields.String(metadata={"description": "Of the later: `better`, `worse`, `cannot_tell`, `too_few`."})


class PlaceGap(GapView):
    key = fields.String()
    name = fields.String()


class StageGap(PlaceGap):
    touchpoints = fields.List(fields.Nested(PlaceGap))


class ExpectationsView(GapView):
    period = fields.Nested(PeriodView)
    rules = fields.Nested(LeastView)
    is_expected_asked = fields.Boolean(metadata={"description": "Whether a question has the key `beforehand`."})
    stages = fields.List(fields.Nested(StageGap))
    is_whole = fields.Boolean()

from marshmallow import Schema, fields, validate

from backend.foundation.fields import MomentView, Repeated, Text
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema


class TrailFilters(StrictSchema):
    site = Text(60, least=1, required=True)
    kind = Repeated(Text(60, least=1), metadata={"description": "What happened, such as `feedback.hidden`."})
    actor = fields.UUID(metadata={"description": "Who of the staff did it."})
    subject = fields.UUID(metadata={"description": "To what: the id of a feedback, a touchpoint, a customer, …"})
    since = fields.AwareDateTime()
    until = fields.AwareDateTime()


class TrailQuery(PageQuery, TrailFilters):
    pass


class TrailExportQuery(TrailFilters):
    format = fields.String(
        load_default="ndjson", validate=validate.OneOf(["csv", "ndjson"]),
        metadata={"description": "`ndjson`: one event a line, as JSON. `csv`: for spreadsheets."},
    )  # fmt: skip


class ActorView(Schema):
    id = fields.UUID()
    name = fields.String(allow_none=True)


class EventView(Schema):
    """What happened, to what, and who of the staff did it; without `actor` a visitor or the program itself did."""

    id = fields.UUID()
    occurred_at = MomentView()
    kind = fields.String()
    subject_id = fields.UUID()
    actor = fields.Nested(ActorView, allow_none=True)
    data = fields.Dict(metadata={"description": "Names, states and ids; never a visitor's words."})


class TrailPage(Schema):
    items = fields.List(fields.Nested(EventView))
    next_cursor = fields.String(allow_none=True)

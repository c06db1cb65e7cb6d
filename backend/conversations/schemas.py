from marshmallow import Schema, fields, validate

from backend.conversations.models import VISIBILITIES
from backend.conversations.praise_schemas import PraiseView
from backend.conversations.recovery_schemas import CaseView
from backend.conversations.thread import STATUSES
from backend.customers.event_schemas import CustomerEventView
from backend.customers.schemas import CustomerCard
from backend.feedback.schemas import StaffFeedback
from backend.foundation.fields import MomentView, Text, WholeNumber
from backend.foundation.requests import OpenSchema, StrictSchema

LONGEST = 5000


class NewReply(StrictSchema):
    text = Text(LONGEST, least=1, required=True)
    visibility = fields.String(required=True, validate=validate.OneOf(VISIBILITIES))
    seen_message_id = fields.UUID(
        allow_none=True,
        metadata={
            "description": "The last message that was shown, null for none: if others wrote since, 409 "
            "answered_meanwhile with their `messages`. Left out, nothing is compared."
        },
    )
    template_id = fields.UUID(
        allow_none=True, load_default=None, metadata={"description": "The template it began with, to count its use."}
    )


class NewDraft(StrictSchema):
    """Blank text drops the draft."""

    text = Text(LONGEST, required=True)
    visibility = fields.String(required=True, validate=validate.OneOf(VISIBILITIES))


class DraftView(Schema):
    text = fields.String()
    visibility = fields.String()
    saved_at = MomentView()


class NewFollowUp(OpenSchema):
    id = fields.UUID(required=True)
    text = Text(LONGEST, least=1, required=True)


class NewRating(OpenSchema):
    """The second rating, on the scale of the first."""

    value = WholeNumber(-2, 10, required=True)


class VisitorMessage(Schema):
    id = fields.UUID()
    author = fields.String(data_key="from")
    name = fields.String(allow_none=True)
    text = fields.String()
    sent_at = MomentView()


class StaffMessage(VisitorMessage):
    visibility = fields.String()


class HistoryView(Schema):
    kind = fields.String()
    actor = fields.String(attribute="actor_name", allow_none=True)
    occurred_at = MomentView()
    reason = fields.Function(lambda event: event.data.get("reason"), metadata={"type": ["string", "null"]})


class DuplicateView(Schema):
    id = fields.UUID()
    reference = fields.String()
    comment = fields.String(allow_none=True)
    language = fields.String(allow_none=True)
    created_at = MomentView()


class StaffConversation(StaffFeedback):
    messages = fields.List(fields.Nested(StaffMessage))
    recovery = fields.Nested(CaseView, allow_none=True)
    praise = fields.Nested(PraiseView)
    history = fields.List(fields.Nested(HistoryView))
    duplicates = fields.List(
        fields.Nested(DuplicateView), metadata={"description": "What was merged into it: an answer goes to these too."}
    )
    draft = fields.Nested(DraftView, allow_none=True, metadata={"description": "The caller's own unsent answer."})
    writing = fields.List(fields.String(), metadata={"description": "Who else is writing an answer at this time."})


class ExportedEntry(StaffFeedback):
    messages = fields.List(fields.Nested(StaffMessage))


class CustomerExport(Schema):
    exported_at = MomentView()
    customer = fields.Nested(CustomerCard)
    entries = fields.List(fields.Nested(ExportedEntry))
    events = fields.List(fields.Nested(CustomerEventView))


class StatementView(Schema):
    text = fields.String()
    ground = fields.String(allow_none=True, metadata={"description": "On which it was reported, if it was."})
    decided_at = fields.String()


class VisitorThread(Schema):
    """What the holder of a thread key sees: her own words and what was said to her."""

    id = fields.UUID()
    touchpoint = fields.String()
    state = fields.String()
    case = fields.String()
    status = fields.String(validate=validate.OneOf(STATUSES))
    rating = fields.Integer(allow_none=True)
    second_rating = fields.Integer(allow_none=True)
    first_question = fields.String(
        allow_none=True, metadata={"description": "The key of the question that the rating answers."}
    )
    comment = fields.String(allow_none=True)
    language = fields.String(allow_none=True)
    has_email = fields.Boolean()
    permission = fields.Boolean(
        allow_none=True, metadata={"description": "Whether others may see it; null: she was not asked."}
    )
    shown_name = fields.String(allow_none=True)
    asks_permission = fields.Boolean(metadata={"description": "Staff have asked for leave, and she has not said."})
    statement = fields.Nested(
        StatementView, allow_none=True, metadata={"description": "Why staff took it away, if they did and said so."}
    )
    created_at = MomentView()
    messages = fields.List(fields.Nested(VisitorMessage))

from marshmallow import Schema, fields, validate

from backend.foundation.fields import MomentView, Switch, Text
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema
from backend.notifications.models import STATES


class MailQuery(PageQuery):
    site = Text(60, least=1, required=True)
    state = fields.String(validate=validate.OneOf(STATES))
    about_id = fields.UUID(metadata={"description": "Only letters about this feedback or this person."})


class MailView(Schema):
    id = fields.UUID(attribute="event_id")
    kind = fields.String(metadata={"description": "The event it tells of: `reply.sent`, `member.invited`."})
    about_id = fields.UUID(metadata={"description": "The feedback, or the person who was invited."})
    state = fields.String(validate=validate.OneOf(STATES))
    attempts = fields.Integer()
    reason = fields.String(
        allow_none=True, metadata={"description": "Why it did not go, in the mail server's words where it gave any."}
    )
    asked_at = MomentView(attribute="event.occurred_at")
    due_at = MomentView(metadata={"description": "When a waiting letter is tried next."})
    sent_at = MomentView(allow_none=True)


class MailPage(Schema):
    """The letters of a site, the newest first, without address or text; and whether letters are sent at all."""

    is_set_up = fields.Boolean()
    sender = fields.String(allow_none=True)
    items = fields.List(fields.Nested(MailView))
    next_cursor = fields.String(allow_none=True)


class DigestChoice(StrictSchema):
    is_on = Switch(required=True)


class DigestView(Schema):
    """The caller's own weekly letter of this site. It goes on Monday at 7 on the site's clock."""

    is_on = fields.Boolean()
    is_set_up = fields.Boolean(metadata={"description": "Whether this installation sends letters at all."})
    next_at = MomentView(metadata={"description": "When the next one goes, if it is on."})

"""What the public sees, said for the OpenAPI text; the answers themselves are prepared bytes."""

from marshmallow import Schema, fields, validate

from backend.foundation.fields import Localised, MomentView, Text
from backend.foundation.requests import OpenSchema
from backend.improvements.group_models import STATES
from backend.sites.schemas import Quiet
from backend.touchpoints.question_schemas import ShowIf
from backend.touchpoints.when_schemas import When


class ConfigOption(Schema):
    key = fields.String(required=True)
    text = Localised(80, required=True)


class ConfigQuestion(Schema):
    key = fields.String(required=True)
    kind = fields.String(required=True)
    text = Localised(300, required=True)
    low = Localised(80)
    high = Localised(80)
    required = fields.Boolean()
    options = fields.List(fields.Nested(ConfigOption))
    several = fields.Boolean()
    shuffle = fields.Boolean()
    show_if = fields.Nested(ShowIf)


class ConfigTouchpoint(Schema):
    """What is left out is at its default: false, `ask_comment` true, everything else nothing."""

    key = fields.String(required=True)
    placement = fields.String(required=True)
    pages = fields.List(fields.String())
    when = fields.Nested(When)
    launcher = Localised(80)
    thanks = Localised(300)
    attributes = fields.Dict(keys=fields.String(), values=fields.String())
    ask_comment = fields.Boolean()
    ask_email = fields.Boolean()
    ask_permission = fields.Boolean()
    ask_pointing = fields.Boolean()
    comment_label = Localised(80)
    email_reason = Localised(300)
    questions = fields.List(fields.Nested(ConfigQuestion), required=True)


class WidgetConfig(Schema):
    site = fields.String(required=True)
    name = fields.String(required=True)
    languages = fields.List(fields.String())
    default_language = fields.String()
    look = fields.Dict(
        required=True, metadata={"description": "Beside `accent` only what differs: right, auto, 14, system."}
    )
    quiet = fields.Nested(Quiet, metadata={"description": "Left out: answered_days 30, dismissed_days 7."})
    structured_data = fields.Boolean()
    version = fields.String(metadata={"description": "The hash in the names of the built files."})
    touchpoints = fields.List(fields.Nested(ConfigTouchpoint))


class PublishedAnswer(Schema):
    name = fields.String(allow_none=True)
    text = fields.String()
    sent_at = MomentView()


class PublishedEntry(Schema):
    id = fields.String()
    rating = fields.Integer(allow_none=True)
    comment = fields.String()
    shown_name = fields.String(allow_none=True, metadata={"description": "The name the author chose, if any."})
    language = fields.String(allow_none=True)
    created_at = MomentView()
    verified = fields.Boolean(metadata={"description": "Whether it is known that the author was a customer."})
    verified_by = fields.String(
        allow_none=True, metadata={"description": "How: `signed_token`, the site's own signature; null: not at all."}
    )
    answers = fields.List(fields.Nested(PublishedAnswer))


class PublishedQuery(OpenSchema):
    before = Text(100, least=1, load_default=None, metadata={"description": "`next_cursor` of the page before."})


class PublishedPage(Schema):
    items = fields.List(fields.Nested(PublishedEntry))
    n = fields.Integer(metadata={"description": "How many answered the first question, shown here or not."})
    mean = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True, metadata={"description": "Where the mean's 95 % interval begins."})
    high = fields.Float(allow_none=True, metadata={"description": "Where it ends; null below two answers."})
    least = fields.Integer(allow_none=True, metadata={"description": "The lowest answer on the question's scale."})
    most = fields.Integer(allow_none=True, metadata={"description": "The highest."})
    next_cursor = fields.String(allow_none=True)


class DoneItem(Schema):
    title = fields.Dict(keys=fields.String(), values=fields.String())
    text = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    state = fields.String(validate=validate.OneOf(STATES))
    since = MomentView(metadata={"description": "When it came to this state."})
    said_by = fields.Integer(metadata={"description": "How many said it; none that is spam or was withdrawn."})


class DonePage(Schema):
    items = fields.List(fields.Nested(DoneItem))


class PageCheck(Schema):
    origin = fields.String(allow_none=True, metadata={"description": "Of the page that asks; null if it names none."})
    origin_allowed = fields.Boolean()
    version = fields.String(allow_none=True, metadata={"description": "The hash in the names of the built files."})


class SightingView(Schema):
    origin = fields.String()
    is_allowed = fields.Boolean(metadata={"description": "Whether pages of this origin may send."})
    first_seen_at = MomentView()
    last_seen_at = MomentView(metadata={"description": "To the hour: each process notes an origin once an hour."})


class Installation(Schema):
    items = fields.List(fields.Nested(SightingView))
    last_entry_at = MomentView(allow_none=True)


class TagView(Schema):
    done_page = fields.String(metadata={"description": "Where visitors read the improvements, if the site shows them."})
    tag = fields.String(metadata={"description": "Follows every upgrade."})
    pinned_tag = fields.String(
        allow_none=True, metadata={"description": "Stays at today's files, whose digest the browser checks."}
    )
    version = fields.String(allow_none=True, metadata={"description": "The hash in the names of the built files."})


class TouchpointLink(Schema):
    url = fields.String(metadata={"description": "The touchpoint's own page."})
    qr_svg = fields.String(metadata={"description": "The address of the link's QR code as a picture."})

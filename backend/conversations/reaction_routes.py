from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint
from marshmallow import Schema, fields, validate

from backend.accounts.guards import staff
from backend.conversations.reaction_queries import ALL, STAFF, TOUCHPOINT, reaction
from backend.feedback.schemas import localised
from backend.foundation.clock import now
from backend.foundation.errors import invalid_param
from backend.foundation.fields import MomentView, Text
from backend.foundation.requests import StrictSchema, answer, query
from backend.sites.access import require_site
from backend.sites.models import Site

blueprint = Blueprint("reaction", __name__, url_prefix="/api/v1")
USUAL, LONGEST = timedelta(days=30), timedelta(days=366)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # nothing was said before


class ReactionQuery(StrictSchema):
    site = Text(60, least=1, required=True)
    since = fields.AwareDateTime(
        metadata={"description": "Feedback said from then on; 30 days before `until` if unset."}
    )
    until = fields.AwareDateTime(metadata={"description": "Up to then; now if unset."})


class WaitsView(Schema):
    n = fields.Integer()
    median = fields.Float(allow_none=True, metadata={"description": "Seconds."})
    p90 = fields.Float(allow_none=True, metadata={"description": "Seconds: nine in ten took no longer."})
    longest = fields.Float(allow_none=True)


class PartView(Schema):
    k = fields.Integer()
    n = fields.Integer()
    share = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True, metadata={"description": "The interval (Wilson, 95 %)."})
    high = fields.Float(allow_none=True)


class LiftView(Schema):
    n = fields.Integer(metadata={"description": "Who gave a second rating after a first one."})
    mean = fields.Float(allow_none=True, metadata={"description": "Second minus first rating, on 0–100."})
    low = fields.Float(allow_none=True, metadata={"description": "The interval (Student, 95 %)."})
    high = fields.Float(allow_none=True)


class ReactionItemView(Schema):
    by = fields.String(validate=validate.OneOf([ALL, TOUCHPOINT, STAFF]))
    key = fields.String()
    name = fields.String(allow_none=True)
    first_answer = fields.Nested(WaitsView)
    in_time = fields.Nested(PartView, metadata={"description": "Recovery cases answered by their due time."})
    recovered = fields.Nested(
        PartView, metadata={"description": "Recovery cases that ended with the visitor won back."}
    )
    lift = fields.Nested(LiftView)


class BacklogView(Schema):
    is_cut = fields.Boolean(metadata={"description": "Whether there are more: these are the oldest."})
    waits = fields.Nested(WaitsView)


class ReactionView(Schema):
    since = MomentView()
    until = MomentView()
    items = fields.List(fields.Nested(ReactionItemView))
    backlog = fields.Nested(BacklogView, metadata={"description": "Comments that wait for an answer now."})


@blueprint.get("/reaction")
@staff("read")
@query(ReactionQuery())
@answer(ReactionView())
def get_reaction(asked: dict[str, Any]) -> dict[str, Any]:
    site = require_site(asked["site"], "read")
    until = max(asked.get("until") or now(), EARLIEST)
    since = asked.get("since") or until - USUAL
    if not timedelta() < until - since <= LONGEST:
        raise invalid_param("since", "invalid", "expected a period of at most 366 days that begins before it ends")
    return _named(reaction(site, since, until), site)


def _named(told: dict[str, Any], site: Site) -> dict[str, Any]:
    for item in told["items"]:
        if item["by"] == TOUCHPOINT:
            item["name"] = localised(item["name"], site.default_language)
    return told

"""A visitor reports what is published: by the widget's list, or without JavaScript on a page of its own."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy import select

from backend.embed.hosted_page import friendly, page, refusal_of, see_other, visitors_words
from backend.embed.hosted_posted import read_form
from backend.embed.published import shown_id
from backend.feedback.models import Feedback
from backend.foundation.database import db
from backend.foundation.errors import NotFound, Problem
from backend.foundation.fields import utc_text
from backend.foundation.guards import public, visitor
from backend.foundation.ids import earliest_id
from backend.foundation.limits import limited, limits
from backend.foundation.requests import BEACON_TYPES, answer, body, contract, load, transaction
from backend.intake.submit import find_door
from backend.moderation.notice_models import GROUNDS, Notice
from backend.moderation.notices import report
from backend.moderation.personal_data import masked
from backend.moderation.schemas import LONGEST_NOTICE, NewNotice, NoticeReceipt
from backend.touchpoints.catalog import KnownSite, KnownTouchpoint

hosted_blueprint = Blueprint("hosted_notices", __name__, template_folder="templates")
blueprint = Blueprint("notices", __name__)

_SCHEMA = NewNotice()
_APART = timedelta(seconds=1)  # an entry's id is made a moment before or after its time is taken


@blueprint.post("/sites/<site_key>/touchpoints/<touchpoint_key>/published/<entry>/notices")
@visitor
@limited("address")
@body(_SCHEMA, BEACON_TYPES)
@transaction
@answer(NoticeReceipt(), 201)
def post_notice(told: dict[str, Any], site_key: str, touchpoint_key: str, entry: str) -> Notice:
    """Report a published entry, by its `id` and `created_at` in the list."""
    _, _, feedback = _published(site_key, touchpoint_key, entry, told["shown_at"], to_change=True)
    return report(feedback, told["ground"], told["text"], told["email"])


@hosted_blueprint.get("/p/<site_key>/<touchpoint_key>/n/<entry>")
@public
@friendly("gone")
def get_notice(site_key: str, touchpoint_key: str, entry: str) -> Response:
    """The form, with the words it is about; or, once it is sent, that it arrived."""
    site, _, feedback = _published(site_key, touchpoint_key, entry, _moment(request.args.get("at", "")))
    return _drawn(site, feedback, request.args.get("done") == "sent")


@hosted_blueprint.post("/p/<site_key>/<touchpoint_key>/n/<entry>")
@visitor
@friendly("gone")
def post_notice_form(site_key: str, touchpoint_key: str, entry: str) -> Any:
    form, at = read_form(), request.args.get("at", "")
    moment = _moment(at)
    try:
        limits().count_address(request.environ)
        told = load(_SCHEMA, {"shown_at": utc_text(moment), "ground": form.get("ground"), "text": form.get("text")})
        transaction(
            lambda: report(_reported(site_key, touchpoint_key, entry, moment), told["ground"], told["text"], None)
        )()
    except NotFound:
        raise
    except Problem as fault:
        site, _, feedback = _published(site_key, touchpoint_key, entry, moment)
        status = refusal_of(fault).status_code
        kept: dict[str, Any] = {"text": form.get("text", ""), "chosen": form.get("ground")}
        is_unchosen = status == 422 and kept["chosen"] not in GROUNDS
        wrong = "notice.choose" if is_unchosen else "error.long"
        trouble = {429: "error.busy", 422: wrong}.get(status, "error.broken")
        return _drawn(site, feedback, **kept, trouble=trouble, is_unchosen=is_unchosen, status=status)
    here = {"site_key": site_key, "touchpoint_key": touchpoint_key, "entry": entry, "at": at}
    return see_other("hosted_notices.get_notice", **here, done="sent")


def _drawn(site: KnownSite, feedback: Feedback, is_sent: bool = False, **values: Any) -> Response:
    words = visitors_words(site)
    status, trouble = values.pop("status", 200), values.pop("trouble", "")
    return page(
        "notice", words, site, status, is_sent=is_sent, grounds=GROUNDS, shown=masked(feedback.comment or ""),
        day=words.date(feedback.created_at, site.timezone), name=masked(feedback.shown_name or ""),
        trouble=trouble and words.say(trouble, n=len(values["text"]), most=LONGEST_NOTICE), **values,
    )  # fmt: skip


def _reported(site_key: str, touchpoint_key: str, entry: str, moment: datetime) -> Feedback:
    return _published(site_key, touchpoint_key, entry, moment, to_change=True)[2]


def _published(
    site_key: str, touchpoint_key: str, entry: str, moment: datetime, to_change: bool = False
) -> tuple[KnownSite, KnownTouchpoint, Feedback]:
    """What is published under this name and was given at this moment: the name tells no id, the moment finds it."""
    site, touchpoint = find_door(site_key, touchpoint_key, is_new=False)
    since, until = earliest_id(moment - _APART), earliest_id(moment + _APART)
    near = select(Feedback).where(
        Feedback.site_id == site.id,
        Feedback.touchpoint_id == touchpoint.id,
        Feedback.id.between(since, until),
        Feedback.publication == "published",
        Feedback.withdrawn_at.is_(None),
        Feedback.comment.is_not(None),
    )
    if to_change:
        near = near.with_for_update(of=Feedback)
    for feedback in db.session.scalars(near):
        if shown_id(feedback) == entry:
            return site, touchpoint, feedback
    raise NotFound("Nothing is published under this name any more.")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NotFound("The address names no moment.") from None
    if moment.tzinfo is None:
        raise NotFound("The address names no moment.")
    return moment


contract(post_notice).problems |= {404, 503}

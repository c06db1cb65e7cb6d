"""Gather what was said about a topic into an improvement: found as the page of topics finds it, put in in one deed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from backend.accounts.credentials import Credential
from backend.feedback.models import UNCOUNTED, Feedback
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict
from backend.foundation.fields import utc_text
from backend.improvements.group import MOST, already_in, put_in, with_merged
from backend.improvements.group_models import Improvement
from backend.improvements.group_queries import find_improvement
from backend.improvements.plan import plan_improvement
from backend.insights.topic_queries import MOST_COMMENTS, as_rules, comments_of, topic_rules
from backend.insights.topics import comments_about
from backend.sites.models import Site

# Figures count what is hidden, for it was said; but staff set it aside, so nobody is promised anything for it.
LEFT_OUT = ("hidden", UNCOUNTED)
FILTERS = ("touchpoint", "language", "sentiment", "since", "until")


class NothingToGather(Conflict):
    code, title = "nothing_to_gather", "Nothing was said about this topic"


class Said(NamedTuple):
    """The feedback that speaks of a topic, the newest first, and whether all comments of the period were read."""

    ids: Sequence[UUID]
    is_whole: bool


def said_about(site: Site, asked: Mapping[str, Any]) -> Said:
    """As many as the page of topics counts with the same filters. Reads thousands of comments: never while writing."""
    comments = comments_of(site, asked)
    about = comments_about(asked["topic"], comments, as_rules(topic_rules(site.id)), asked["sentiment"])
    return Said([comment.id for comment, _ in about[:MOST]], len(comments) < MOST_COMMENTS)


def outlook(site: Site, asked: Mapping[str, Any], improvement: Improvement | None) -> Mapping[str, Any]:
    """What a gathering would take now. `until` makes it take these and nothing that comes after."""
    moment = min(asked.get("until") or now(), now())
    said = said_about(site, {**asked, "until": moment})
    taken = _taken(site.id, said.ids)
    return {
        "found": len(said.ids),
        "left_out": len(said.ids) - len(_not_set_aside(site.id, said.ids)),
        "n": len(taken),
        "already": len(already_in(improvement).intersection(taken)) if improvement else 0,
        "is_whole": said.is_whole,
        "until": moment,
    }


def gather(site: Site, said: Said, wish: Mapping[str, Any], actor: Credential) -> Mapping[str, Any]:
    """Put them into the improvement that a loaded NewGathering names, or into a new one of its title.

    What was hidden, marked as spam, withdrawn or erased is not taken, also if that was since it was found; what was
    merged into one of them comes with it. Raises NothingToGather where nothing is left.
    """
    ids = _taken(site.id, said.ids)
    if not ids:
        raise NothingToGather("No feedback of this period speaks of it that could be taken. Choose a longer one.")
    planned = {"planned": True} if wish["title"] else {}
    improvement = _improvement(site, wish, actor)
    told = put_in(improvement, ids, actor, topic=wish["topic"], **_filters(wish), **planned)
    return {**told, "improvement_id": improvement.id, "has_more": not said.is_whole}


def _improvement(site: Site, wish: Mapping[str, Any], actor: Credential) -> Improvement:
    if wish["title"]:
        return plan_improvement(site, {"title": wish["title"]}, actor)
    return find_improvement([site.id], wish["improvement_id"], to_change=True)


def _taken(site_id: UUID, ids: Sequence[UUID]) -> Sequence[UUID]:
    return _not_set_aside(site_id, with_merged(site_id, _not_set_aside(site_id, ids)))


def _not_set_aside(site_id: UUID, ids: Sequence[UUID]) -> Sequence[UUID]:
    """Those of these that are there, in the order of their ids."""
    wanted = select(Feedback.id).where(
        Feedback.site_id == site_id,
        Feedback.id.in_(ids),
        Feedback.publication.not_in(LEFT_OUT),
        Feedback.withdrawn_at.is_(None),
    )
    return db.session.scalars(wanted.order_by(Feedback.id)).all()


def _filters(wish: Mapping[str, Any]) -> dict[str, Any]:
    """What narrowed it, for the trail."""
    given = {name: wish[name] for name in FILTERS if wish[name]}
    return {name: utc_text(value) if name in ("since", "until") else value for name, value in given.items()}

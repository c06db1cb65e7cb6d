"""The inbox's pages. Rows are read as columns and answered as plain values: as ORM objects they cost ten times it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, String, Uuid, cast, select, type_coerce

from backend.accounts.models import Staff
from backend.customers.models import Identification
from backend.customers.queries import customer_with_merged, identifications_of
from backend.customers.schemas import whose
from backend.feedback.conditions import Condition, conditions_of, withdrawn
from backend.feedback.highlights import asked_stems, highlights
from backend.feedback.models import REFERENCE_LENGTH, Correction, Feedback, Rating
from backend.feedback.schemas import localised, sentiment_of
from backend.feedback.search import hits, place_after
from backend.feedback.tag import tags_of
from backend.feedback.walk import the_few, walked
from backend.foundation.among import among
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.foundation.fields import utc_text
from backend.foundation.ids import earliest_id
from backend.foundation.pages import Page, decode_cursor, page_of
from backend.sites.models import Site
from backend.touchpoints.models import Question, Stage, Touchpoint

FEW = 300  # so many are asked for by name whether they hold the words of a search: 20 ms
_COLUMNS = [
    column
    for column in Feedback.__table__.columns
    if column.name not in {"thread_digest", "fingerprint", "score", "statement"}
]

# Built once: a page asks for its rows and for six things beside them, and building costs more than asking.
_PLACES = (
    select(Touchpoint.id, Touchpoint.site_id, Touchpoint.key, Touchpoint.name, Stage.key, Stage.name)
    .join(Stage, (Stage.site_id == Touchpoint.site_id) & (Stage.id == Touchpoint.stage_id))
    .where(among(Touchpoint.site_id, "site_ids"))
)
_ANSWERS = (
    select(Rating.feedback_id, Question.id, Question.key, Question.kind, Rating.value, Rating.score)
    .join(Question, (Question.site_id == Rating.site_id) & (Question.id == Rating.question_id))
    .where(among(Rating.site_id, "site_ids"), among(Rating.feedback_id, "ids"))
    .order_by(Question.position)
)
_CORRECTIONS = select(Correction.feedback_id, Correction.label, Correction.staff_name, Correction.corrected_at).where(
    among(Correction.site_id, "site_ids"), among(Correction.feedback_id, "ids")
)


def inbox_page(sites: Sequence[Site], asked: Mapping[str, Any]) -> Page:
    """Newest first, as plain values of the form of StaffFeedback. `asked` is a loaded FeedbackQuery.

    What was withdrawn is left out unless it is asked for, or found by the code on its receipt.
    """
    rows = db.session.execute(found_by(sites, asked, asked["limit"] + 1)).all()
    page = page_of(rows, asked["limit"], key=_place if rows and "place" in rows[0]._fields else None)
    items = _as_items(page.items, sites)
    asked_for = asked_stems(asked["q"], _languages(sites)) if asked.get("q") else frozenset()
    for item in items:
        item["highlights"] = highlights(item["comment"], asked_for, item["language"]) if asked_for else []
    return Page(items, page.next_cursor)


def matching_ids(sites: Sequence[Site], asked: Mapping[str, Any], most: int) -> Sequence[UUID]:
    """The ids of the newest feedback that a query matches, at most so many."""
    return [row.id for row in db.session.execute(found_by(sites, asked, most))]


def _languages(sites: Sequence[Site]) -> list[str]:
    return sorted({language for site in sites for language in site.languages})


def found_by(sites: Sequence[Site], asked: Mapping[str, Any], limit: int) -> Select[Any]:
    """The newest `limit` rows that `asked` finds after its cursor; those of a search with their `place` in it."""
    site_ids = [site.id for site in sites]
    wanted, conditions = select(*_COLUMNS), conditions_of(site_ids, asked)
    by_receipt = _by_receipt(site_ids, asked.get("q"))
    if by_receipt is None or asked.get("withdrawn") is not None:
        conditions.append(withdrawn(asked))
    if by_receipt is None and asked.get("q"):
        few = the_few(site_ids, conditions, _bounds(asked), FEW)
        found = hits(asked["q"], _languages(sites), site_ids, few, decode_cursor(asked.get("cursor")))
        return _of_whom(_in_order_of(found, wanted, site_ids, conditions, asked), site_ids, asked).limit(limit)
    wanted = _of_whom(wanted, site_ids, asked)
    if asked.get("customer") or asked.get("account"):
        wanted = wanted if by_receipt is None else wanted.where(by_receipt)
        return _in_their_order(wanted, conditions, asked).limit(limit)
    between = [*_bounds(asked), *_after(asked), *([] if by_receipt is None else [by_receipt])]
    return walked(wanted, site_ids, conditions, between, limit)


def _of_whom(wanted: Select[Any], site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> Select[Any]:
    """Only what a customer or an account said: read from their index, where it stands in order of time."""
    theirs = [Identification.site_id.in_(site_ids)]
    if asked.get("customer"):
        theirs.append(Identification.customer_id.in_(customer_with_merged(site_ids, asked["customer"])))
    if asked.get("account"):
        theirs.append(Identification.account_id == asked["account"])
    if len(theirs) == 1:
        return wanted
    same = (Identification.site_id == Feedback.site_id) & (Identification.feedback_id == Feedback.id)
    return wanted.join(Identification, same).where(*theirs)


def _in_their_order(wanted: Select[Any], conditions: Sequence[Condition], asked: Mapping[str, Any]) -> Select[Any]:
    """Told by the column of the index that is to be walked: by Feedback's own, SQLite would walk all feedback."""
    place, cursor = Identification.feedback_id, decode_cursor(asked.get("cursor"))
    wanted = wanted.where(*[one.apart for one in conditions], *_bounds(asked)).order_by(place.desc())
    return wanted if cursor is None else wanted.where(place < _id_of(cursor))


def _by_receipt(site_ids: Sequence[UUID], words: str | None) -> ColumnElement[bool] | None:
    """The condition that an entry bears the code on a receipt, where `words` are one that exists here."""
    code = (words or "").strip().lower()
    if not _CODE.fullmatch(code):
        return None
    bears = Feedback.entry_id.between(UUID(hex=f"{code:0<32}"), UUID(hex=f"{code:f<32}"))
    known = select(Feedback.id).where(Feedback.site_id.in_(site_ids), bears).limit(1)
    return bears if db.session.scalar(known) else None


_CODE = re.compile(rf"[0-9a-f]{{{REFERENCE_LENGTH}}}")


def _in_order_of(
    found: Any, wanted: Select[Any], site_ids: Sequence[UUID], conditions: Sequence[Condition], asked: Mapping[str, Any]
) -> Select[Any]:
    """A search goes in the order of its own index, which is that of writing."""
    place, cursor = found.c.place, decode_cursor(asked.get("cursor"))
    joined = (Feedback.site_id == type_coerce(found.c.site_id, Uuid)) & (
        Feedback.id == type_coerce(found.c.feedback_id, Uuid)
    )
    wanted = wanted.add_columns(cast(place, String).label("place")).select_from(found).join(Feedback, joined)
    wanted = wanted.where(Feedback.site_id.in_(site_ids), *[one.holds for one in conditions], *_bounds(asked))
    wanted = wanted.order_by(place.desc())
    return wanted if cursor is None else wanted.where(place < place_after(cursor))


def _after(asked: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    cursor = decode_cursor(asked.get("cursor"))
    return [] if cursor is None else [Feedback.id < _id_of(cursor)]


def _bounds(asked: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    since, until = asked.get("since"), asked.get("until")
    bounds = [] if since is None else [Feedback.id >= earliest_id(since)]
    return bounds if until is None else [*bounds, Feedback.id < earliest_id(until)]


def _place(row: Row[Any]) -> str:
    return str(row.place)


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(hex=cursor)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None


def _as_items(rows: Sequence[Row[Any]], sites: Sequence[Site]) -> list[dict[str, Any]]:
    if not rows:
        return []
    site_ids = [site.id for site in sites]
    places, answers, names = _places(sites), _answers(site_ids, rows), _assignees(rows)
    corrections, ids = _corrections(site_ids, rows), [row.id for row in rows]
    proofs, tags = identifications_of(site_ids, ids), tags_of(site_ids, ids)
    return [
        _item(row, places[row.touchpoint_id], answers.get(row.id, {}), names, corrections.get(row.id))
        | {"customer": whose(proofs.get(row.id)), "tags": tags.get(row.id, [])}
        for row in rows
    ]


def _item(
    row: Row[Any],
    place: dict[str, Any],
    answers: dict[UUID, dict[str, Any]],
    names: Mapping[UUID, str],
    correction: Any | None,
) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "reference": row.entry_id.hex[:REFERENCE_LENGTH],
        **place,
        "publication": row.publication,
        "case": row.case,
        "comment": row.comment,
        "texts": row.texts or {},
        "rating": answers.get(row.first_question_id),
        "answers": [answer for question_id, answer in answers.items() if question_id != row.first_question_id],
        "choices": row.choices or {},
        "second_rating": row.second_value,
        "language": row.language,
        "sentiment": sentiment_of(row, correction),
        "contradicts": row.contradicts,
        "page_url": row.page_url,
        "page_title": row.page_title,
        "email": row.email,
        "subject": row.subject,
        "segment": row.segment,
        "device": row.device,
        "returning": row.is_returning,
        "attributes": row.attributes or {},
        "element": row.element,
        "permission": row.permission,
        "shown_name": row.shown_name,
        "created_at": utc_text(row.created_at),
        "updated_at": utc_text(row.updated_at),
        "said_at": utc_text(row.said_at),
        "read_at": row.read_at and utc_text(row.read_at),
        "withdrawn_at": row.withdrawn_at and utc_text(row.withdrawn_at),
        "reported_at": row.reported_at and utc_text(row.reported_at),
        "assignee": {"id": str(row.assignee_id), "name": names[row.assignee_id]} if row.assignee_id else None,
        "duplicate_of_id": row.duplicate_of_id and str(row.duplicate_of_id),
        "message_count": row.message_count,
        "answered_at": row.answered_at and utc_text(row.answered_at),
        "reasons": [reason["name"] for reason in row.reasons or ()],
        "signals": row.reasons or [],
    }


def _places(sites: Sequence[Site]) -> dict[UUID, dict[str, Any]]:
    """What is said of each touchpoint: its site's key, its own and its stage's key and name."""
    by_id = {site.id: site for site in sites}
    places = {}
    found = db.session.execute(_PLACES, {"site_ids": list(by_id)})
    for touchpoint_id, site_id, key, name, stage_key, stage_name in found:
        default = by_id[site_id].default_language
        places[touchpoint_id] = {
            "site": by_id[site_id].key,
            "touchpoint": {"key": key, "name": localised(name, default)},
            "stage": {"key": stage_key, "name": localised(stage_name, default)},
        }
    return places


def _answers(site_ids: Sequence[UUID], rows: Sequence[Row[Any]]) -> dict[UUID, dict[UUID, dict[str, Any]]]:
    """The numeric answers of these feedback by question, in the order of their questions."""
    answers: dict[UUID, dict[UUID, dict[str, Any]]] = {}
    found = db.session.execute(_ANSWERS, {"site_ids": site_ids, "ids": [row.id for row in rows]})
    for feedback_id, question_id, key, kind, value, score in found:
        answer = {"question": key, "kind": kind, "value": value, "score": score}
        answers.setdefault(feedback_id, {})[question_id] = answer
    return answers


def _corrections(site_ids: Sequence[UUID], rows: Sequence[Row[Any]]) -> dict[UUID, Any]:
    """The labels that staff gave these feedback."""
    scored = [row.id for row in rows if row.sentiment is not None]
    if not scored:
        return {}
    return {row.feedback_id: row for row in db.session.execute(_CORRECTIONS, {"site_ids": site_ids, "ids": scored})}


def _assignees(rows: Sequence[Row[Any]]) -> dict[UUID, str]:
    wanted = {row.assignee_id for row in rows if row.assignee_id}
    if not wanted:
        return {}
    return {row.id: row.name for row in db.session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(wanted)))}

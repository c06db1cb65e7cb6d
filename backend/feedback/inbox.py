"""The inbox's pages. Rows are read as columns and answered as plain values: as ORM objects they cost ten times it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, String, Uuid, cast, func, select, type_coerce

from backend.accounts.models import Staff
from backend.customers.models import Identification
from backend.customers.queries import customer_with_merged, identifications_of
from backend.customers.schemas import whose
from backend.feedback.models import REFERENCE_LENGTH, Correction, Feedback, Rating
from backend.feedback.schemas import localised, sentiment_of
from backend.feedback.search import hits, place_after
from backend.feedback.tag import plain, tags_of
from backend.feedback.tag_models import Tag
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.foundation.fields import utc_text
from backend.foundation.ids import earliest_id
from backend.foundation.pages import Page, decode_cursor, page_of
from backend.sites.models import Site
from backend.touchpoints.models import Question, Stage, Touchpoint

_COLUMNS = [
    column for column in Feedback.__table__.columns if column.name not in {"thread_digest", "fingerprint", "score"}
]


def inbox_page(sites: Sequence[Site], asked: Mapping[str, Any]) -> Page:
    """Newest first, as plain values of the form of StaffFeedback. `asked` is a loaded FeedbackQuery.

    What was withdrawn is left out unless it is asked for, or found by the code on its receipt.
    """
    site_ids = [site.id for site in sites]
    wanted = select(*_COLUMNS).where(*_conditions(site_ids, asked))
    wanted = _of_whom(wanted, site_ids, asked)
    found, by_receipt = None, _by_receipt(site_ids, asked.get("q"))
    if by_receipt is None or asked.get("withdrawn") is not None:
        wanted = wanted.where(_withdrawn(asked))
    if by_receipt is not None:
        wanted = wanted.where(by_receipt)
    elif asked.get("q"):
        languages = sorted({language for site in sites for language in site.languages})
        found = hits(asked["q"], languages, site_ids)
    wanted = _newest_first(wanted, asked, found).limit(asked["limit"] + 1)
    page = page_of(db.session.execute(wanted).all(), asked["limit"], key=_place if found is not None else None)
    return Page(_as_items(page.items, sites), page.next_cursor)


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


def _withdrawn(asked: Mapping[str, Any]) -> ColumnElement[bool]:
    moment = Feedback.withdrawn_at
    return moment.is_not(None) if asked.get("withdrawn") else moment.is_(None)


def _by_receipt(site_ids: Sequence[UUID], words: str | None) -> ColumnElement[bool] | None:
    """The condition that an entry bears the code on a receipt, where `words` are one that exists here."""
    code = (words or "").strip().lower()
    if not _CODE.fullmatch(code):
        return None
    bears = Feedback.entry_id.between(UUID(hex=f"{code:0<32}"), UUID(hex=f"{code:f<32}"))
    known = select(Feedback.id).where(Feedback.site_id.in_(site_ids), bears).limit(1)
    return bears if db.session.scalar(known) else None


_CODE = re.compile(rf"[0-9a-f]{{{REFERENCE_LENGTH}}}")


def _newest_first(wanted: Select[Any], asked: Mapping[str, Any], found: Any) -> Select[Any]:
    """In order of time, after the cursor. A search goes in the order of its own index, which is that of writing."""
    cursor = decode_cursor(asked.get("cursor"))
    if found is None:
        # Told by the column of the index that is to be walked: by Feedback's own, SQLite would walk all feedback.
        of_whom = asked.get("customer") or asked.get("account")
        place = Identification.feedback_id if of_whom else Feedback.id
        wanted = wanted.order_by(place.desc())
        return wanted if cursor is None else wanted.where(place < _id_of(cursor))
    place = found.c.place
    joined = (Feedback.site_id == type_coerce(found.c.site_id, Uuid)) & (
        Feedback.id == type_coerce(found.c.feedback_id, Uuid)
    )
    wanted = wanted.add_columns(cast(place, String).label("place")).select_from(found).join(Feedback, joined)
    wanted = wanted.order_by(place.desc())
    return wanted if cursor is None else wanted.where(place < place_after(cursor))


def _place(row: Row[Any]) -> str:
    return str(row.place)


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(hex=cursor)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None


def _conditions(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Feedback.site_id.in_(site_ids)]
    for name, column in _ONE_OF.items():
        if asked.get(name):
            conditions.append(column.in_(asked[name]))
    if asked.get("contradicts") is not None:
        # Not compared with a value: the small index is walked only for the very condition that made it.
        does: ColumnElement[bool] = Feedback.contradicts.expression
        conditions.append(does if asked["contradicts"] else ~does)
    if asked.get("touchpoint") or asked.get("stage"):
        conditions.append(Feedback.touchpoint_id.in_(_touchpoint_ids(site_ids, asked)))
    if asked.get("tag"):
        conditions.append(Feedback.id.in_(_filed_under(site_ids, asked["tag"])))
    for name, holds in _COMPARED.items():
        if asked.get(name) is not None:
            conditions.append(holds(asked[name]))
    return conditions


_ONE_OF = {
    "publication": Feedback.publication,
    "case": Feedback.case,
    "sentiment": Feedback.sentiment_label,
    "language": Feedback.language,
    "segment": Feedback.segment,
    "subject": Feedback.subject,
}
_COMPARED: Mapping[str, Callable[[Any], ColumnElement[bool]]] = {
    "rating_min": lambda value: Feedback.value >= value,
    "rating_max": lambda value: Feedback.value <= value,
    "since": lambda moment: Feedback.id >= earliest_id(moment),
    "until": lambda moment: Feedback.id < earliest_id(moment),
    "assignee": lambda staff_id: Feedback.assignee_id == staff_id,
}


def _filed_under(site_ids: Sequence[UUID], words: Sequence[str]) -> Select[UUID]:
    return select(Tag.feedback_id).where(Tag.site_id.in_(site_ids), Tag.word.in_([plain(word) for word in words]))


def _touchpoint_ids(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> Sequence[UUID]:
    """Looked up first: with plain ids the database can walk the index of a touchpoint instead of joining."""
    wanted = select(Touchpoint.id).where(Touchpoint.site_id.in_(site_ids))
    if asked.get("touchpoint"):
        wanted = wanted.where(Touchpoint.key.in_(asked["touchpoint"]))
    if asked.get("stage"):
        stages = select(Stage.id).where(Stage.site_id.in_(site_ids), Stage.key.in_(asked["stage"]))
        wanted = wanted.where(Touchpoint.stage_id.in_(stages))
    return db.session.scalars(wanted).all()


def counts_by_state(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """How many feedback stand in each publication and each case, without or only what was withdrawn.

    Spam is not counted among the cases.
    """
    states = (Feedback.case, Feedback.publication)
    wanted = select(*states, func.count()).where(Feedback.site_id.in_(site_ids), _withdrawn(asked)).group_by(*states)
    counts: dict[str, dict[str, int]] = {"publication": {}, "case": {}}
    for case, publication, n in db.session.execute(wanted):
        counts["publication"][publication] = counts["publication"].get(publication, 0) + n
        if publication != "spam":
            counts["case"][case] = counts["case"].get(case, 0) + n
    return counts


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
        "attributes": row.attributes or {},
        "element": row.element,
        "permission": row.permission,
        "shown_name": row.shown_name,
        "created_at": utc_text(row.created_at),
        "updated_at": utc_text(row.updated_at),
        "said_at": utc_text(row.said_at),
        "read_at": row.read_at and utc_text(row.read_at),
        "withdrawn_at": row.withdrawn_at and utc_text(row.withdrawn_at),
        "assignee": {"id": str(row.assignee_id), "name": names[row.assignee_id]} if row.assignee_id else None,
        "duplicate_of_id": row.duplicate_of_id and str(row.duplicate_of_id),
        "message_count": row.message_count,
        "reasons": row.reasons or [],
    }


def _places(sites: Sequence[Site]) -> dict[UUID, dict[str, Any]]:
    """What is said of each touchpoint: its site's key, its own and its stage's key and name."""
    by_id = {site.id: site for site in sites}
    wanted = select(Touchpoint.id, Touchpoint.site_id, Touchpoint.key, Touchpoint.name, Stage.key, Stage.name)
    wanted = wanted.join(Stage, (Stage.site_id == Touchpoint.site_id) & (Stage.id == Touchpoint.stage_id))
    places = {}
    for touchpoint_id, site_id, key, name, stage_key, stage_name in db.session.execute(
        wanted.where(Touchpoint.site_id.in_(by_id))
    ):
        default = by_id[site_id].default_language
        places[touchpoint_id] = {
            "site": by_id[site_id].key,
            "touchpoint": {"key": key, "name": localised(name, default)},
            "stage": {"key": stage_key, "name": localised(stage_name, default)},
        }
    return places


def _answers(site_ids: Sequence[UUID], rows: Sequence[Row[Any]]) -> dict[UUID, dict[UUID, dict[str, Any]]]:
    """The numeric answers of these feedback by question, in the order of their questions."""
    wanted = select(Rating.feedback_id, Question.id, Question.key, Question.kind, Rating.value, Rating.score)
    wanted = wanted.join(Question, (Question.site_id == Rating.site_id) & (Question.id == Rating.question_id))
    wanted = wanted.where(Rating.site_id.in_(site_ids), Rating.feedback_id.in_([row.id for row in rows]))
    answers: dict[UUID, dict[UUID, dict[str, Any]]] = {}
    for feedback_id, question_id, key, kind, value, score in db.session.execute(wanted.order_by(Question.position)):
        answer = {"question": key, "kind": kind, "value": value, "score": score}
        answers.setdefault(feedback_id, {})[question_id] = answer
    return answers


def _corrections(site_ids: Sequence[UUID], rows: Sequence[Row[Any]]) -> dict[UUID, Any]:
    """The labels that staff gave these feedback."""
    wanted = select(Correction.feedback_id, Correction.label, Correction.staff_name, Correction.corrected_at)
    scored = [row.id for row in rows if row.sentiment is not None]
    if not scored:
        return {}
    theirs = wanted.where(Correction.site_id.in_(site_ids), Correction.feedback_id.in_(scored))
    return {row.feedback_id: row for row in db.session.execute(theirs)}


def _assignees(rows: Sequence[Row[Any]]) -> dict[UUID, str]:
    wanted = {row.assignee_id for row in rows if row.assignee_id}
    if not wanted:
        return {}
    return {row.id: row.name for row in db.session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(wanted)))}

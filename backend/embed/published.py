"""What others may see: published entries of one touchpoint with the public answers of staff."""

import hmac
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import lazyload

from backend.conversations.models import Message
from backend.conversations.queries import public_answers
from backend.customers.models import Identification
from backend.customers.queries import identifications_of
from backend.feedback.models import DayCount, Feedback
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.foundation.fields import utc_text
from backend.foundation.interval import mean_interval
from backend.foundation.pages import decode_cursor, encode_cursor
from backend.foundation.signing import derived_secret
from backend.moderation.personal_data import masked
from backend.touchpoints.catalog import KnownSite, KnownTouchpoint
from backend.touchpoints.scales import SCALES

SHOWN = 20
_MARK = 12  # letters of the signature in a cursor


def published_entries(site: KnownSite, touchpoint: KnownTouchpoint, before: str | None = None) -> dict[str, Any]:
    """A page of published comments, the newest first, and the figures of the first question.

    These count every rating given here, shown or not, except spam and what was withdrawn. `before` is `next_cursor` of
    the page before; another text is refused with 422.
    """
    rows = _page(site, touchpoint, before)
    shown = rows[:SHOWN]
    answers = public_answers(site.id, [row.id for row in shown])
    proofs = identifications_of([site.id], [row.id for row in shown])
    return {
        "items": [_entry(row, touchpoint, answers.get(row.id, ()), proofs.get(row.id)) for row in shown],
        **_figures(site, touchpoint),
        "next_cursor": _cursor(touchpoint, shown[-1].id) if len(rows) > SHOWN else None,
    }


def _page(site: KnownSite, touchpoint: KnownTouchpoint, before: str | None) -> Sequence[Feedback]:
    wanted = select(Feedback).where(
        Feedback.site_id == site.id,
        Feedback.touchpoint_id == touchpoint.id,
        # Written out: for a value that comes later neither database takes the index of what is published.
        Feedback.publication == literal_column("'published'"),
        Feedback.withdrawn_at.is_(None),
        Feedback.comment.is_not(None),
        # Who was asked must have said yes; where nobody is asked, the owner's decision is enough.
        Feedback.permission.is_(True) if touchpoint.ask_permission else Feedback.permission.is_not(False),
    )
    if before is not None:
        wanted = wanted.where(Feedback.id < _read_cursor(touchpoint, before))
    own_columns = lazyload("*")  # nothing of the touchpoint, the staff or the answers is shown
    return db.session.scalars(wanted.options(own_columns).order_by(Feedback.id.desc()).limit(SHOWN + 1)).all()


def _cursor(touchpoint: KnownTouchpoint, last: UUID) -> str:
    """Signed: only pages that there are can be asked for, so that keeping them needs little room."""
    return encode_cursor(last.hex + _mark(touchpoint, last))


def _read_cursor(touchpoint: KnownTouchpoint, cursor: str) -> UUID:
    text = decode_cursor(cursor, "before") or ""
    try:
        last = UUID(hex=text[:32])
    except ValueError:
        last = UUID(int=0)
    if not hmac.compare_digest(text[32:].encode(), _mark(touchpoint, last).encode()):
        raise invalid_param("before", "invalid", "use next_cursor of the page before, unchanged")
    return last


def _mark(touchpoint: KnownTouchpoint, last: UUID) -> str:
    return derived_secret("", "published page", touchpoint.id.bytes, last.bytes)[:_MARK]


def _figures(site: KnownSite, touchpoint: KnownTouchpoint) -> dict[str, Any]:
    first = touchpoint.questions[0] if touchpoint.questions else None
    if first is None or first.kind not in SCALES:
        return dict.fromkeys(("mean", "low", "high", "least", "most"), None) | {"n": 0}
    n, total, squares = _sums(site.id, touchpoint.id, first.id)
    scale = SCALES[first.kind]
    interval = mean_interval(n, total, squares, scale.least, scale.most)
    return {
        "n": n,
        "mean": round(total / n, 2) if n else None,
        "low": round(interval[0], 2) if interval else None,
        "high": round(interval[1], 2) if interval else None,
        "least": scale.least,
        "most": scale.most,
    }


def _sums(site_id: UUID, touchpoint_id: UUID, question_id: UUID) -> tuple[int, int, int]:
    """How many values, their sum and the sum of their squares."""
    here = (DayCount.site_id == site_id, DayCount.touchpoint_id == touchpoint_id, DayCount.question_id == question_id)
    value = DayCount.value
    wanted = select(func.sum(DayCount.n), func.sum(DayCount.n * value), func.sum(DayCount.n * value * value))
    n, total, squares = db.session.execute(wanted.where(*here)).one()
    return int(n or 0), int(total or 0), int(squares or 0)


def _entry(
    row: Feedback, touchpoint: KnownTouchpoint, answers: Sequence[Message], proof: Identification | None
) -> dict[str, Any]:
    # On the scale that the figures name, or not at all: another question may have been the first when she rated.
    is_of_first = bool(touchpoint.questions) and touchpoint.questions[0].id == row.first_question_id
    return {
        # Not the entry's own id: whoever knows that could ask for the receipt again.
        "id": shown_id(row),
        "rating": row.value if is_of_first else None,
        "comment": masked(row.comment or ""),
        "shown_name": row.shown_name and masked(row.shown_name),
        "language": row.language,
        "created_at": utc_text(row.created_at),
        # Anybody may write at the visitors' door: only the site's own signature proves that an author is a customer.
        "verified": (verified := proof is not None and proof.customer_id is not None),
        "verified_by": proof.how if verified and proof else None,
        "answers": [{"name": turn.name, "text": turn.text, "sent_at": utc_text(turn.sent_at)} for turn in answers],
    }


def shown_id(row: Feedback) -> str:
    """The name of a published entry. It tells nobody the feedback's own id."""
    return derived_secret("", "published", row.site_id.bytes, row.id.bytes)[:16]

"""What others may see: published entries of one touchpoint with the public answers of staff."""

from typing import Any

from sqlalchemy import func, select

from backend.conversations.queries import public_answers
from backend.feedback.models import DayCount, Feedback
from backend.foundation.database import db
from backend.foundation.fields import utc_text
from backend.foundation.signing import derived_secret
from backend.touchpoints.catalog import KnownSite, KnownTouchpoint
from backend.touchpoints.scales import SCALES

SHOWN = 50


def published_entries(site: KnownSite, touchpoint: KnownTouchpoint) -> dict[str, Any]:
    """The newest published comments. `n` and `mean` count every rating given here, shown or not, except spam."""
    wanted = select(Feedback).where(
        Feedback.site_id == site.id,
        Feedback.touchpoint_id == touchpoint.id,
        Feedback.publication == "published",
        Feedback.comment.is_not(None),
    )
    rows = db.session.scalars(wanted.order_by(Feedback.id.desc()).limit(SHOWN)).all()
    answers = public_answers(site.id, [row.id for row in rows])
    n, mean = _figures(site, touchpoint)
    return {"items": [_entry(row, answers.get(row.id, ())) for row in rows], "n": n, "mean": mean}


def _figures(site: KnownSite, touchpoint: KnownTouchpoint) -> tuple[int, float | None]:
    first = touchpoint.questions[0] if touchpoint.questions else None
    if first is None or first.kind not in SCALES:
        return 0, None
    here = (DayCount.site_id == site.id, DayCount.touchpoint_id == touchpoint.id, DayCount.question_id == first.id)
    sums = select(func.sum(DayCount.n), func.sum(DayCount.n * DayCount.value)).where(*here)
    n, total = db.session.execute(sums).one()
    return int(n or 0), round(float(total) / int(n), 2) if n else None


def _entry(row: Feedback, answers: Any) -> dict[str, Any]:
    return {
        # Not the entry's own id: whoever knows that could ask for the receipt again.
        "id": derived_secret("", "published", row.site_id.bytes, row.id.bytes)[:16],
        "rating": row.value,
        "comment": row.comment,
        "language": row.language,
        "created_at": utc_text(row.created_at),
        "answers": [{"name": turn.name, "text": turn.text, "sent_at": utc_text(turn.sent_at)} for turn in answers],
    }

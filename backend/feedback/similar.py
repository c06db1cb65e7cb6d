"""Feedback that says something like this one, in whatever language, by the vectors of the semantic extra."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import String, select, type_coerce

from backend.feedback.meaning import is_fast, is_installed, likeness
from backend.feedback.meaning_models import Meaning
from backend.feedback.models import UNCOUNTED, Feedback
from backend.foundation.database import db

MOST = 5
# How many of the site's newest are compared: with numpy, and in plain Python (about 30 ms each way).
NEWEST, NEWEST_IN_PLAIN_PYTHON = 10_000, 1_000
# From here on two comments are called alike. Chosen by reading nearest pairs of the corpus, whose writers had tried not
# to repeat one another: of those from 0.5 to 0.6, 15 in 28 were about the same thing; from 0.6 on 35 in 42.
ALIKE = 0.6
# Looked up of the nearest, since some may be spam or reworded.
CANDIDATES = 50


def similar_to(feedback: Feedback) -> dict[str, Any]:
    """At most MOST of the site's feedback, the most alike first; `available` is false without the extra."""
    if not is_installed():
        return {"items": [], "available": False}
    own = db.session.get(Meaning, (feedback.site_id, feedback.id))
    if own is None or own.said_at != feedback.said_at:
        return {"items": [], "available": True}
    near = _nearest(own)
    rows = _shown(feedback.site_id, list(near))
    ordered = sorted(rows, key=lambda row: -near[row.id])[:MOST]
    items = [{"feedback": row, "similarity": min(1.0, round(near[row.id], 2))} for row in ordered]  # bytes are coarse
    return {"items": items, "available": True}


def _nearest(own: Meaning) -> dict[UUID, float]:
    """The likeness of the nearest comments by their feedback's id."""
    row = Meaning.__table__.c
    # Ids as the driver gives them: to make ten thousand UUID objects takes longer than all the comparing.
    wanted = select(type_coerce(row.feedback_id, String), row.vector).order_by(row.feedback_id.desc())
    wanted = wanted.where(row.site_id == own.site_id, row.version == own.version)
    rows = db.session.execute(wanted.limit(NEWEST if is_fast() else NEWEST_IN_PLAIN_PYTHON)).all()
    told = likeness(own.vector, [vector for _, vector in rows])
    near = [(alike, UUID(str(rows[at][0]))) for at, alike in enumerate(told) if alike >= ALIKE]
    nearest = sorted((pair for pair in near if pair[1] != own.feedback_id), reverse=True)
    return {feedback_id: alike for alike, feedback_id in nearest[:CANDIDATES]}


def _shown(site_id: UUID, ids: Sequence[UUID]) -> Sequence[Feedback]:
    """Those of them that are no spam and still say what was compared."""
    if not ids:
        return []
    current = (Meaning.site_id == Feedback.site_id) & (Meaning.feedback_id == Feedback.id)
    wanted = select(Feedback).join(Meaning, current & (Meaning.said_at == Feedback.said_at))
    wanted = wanted.where(Feedback.site_id == site_id, Feedback.id.in_(ids), Feedback.publication != UNCOUNTED)
    return db.session.scalars(wanted).all()

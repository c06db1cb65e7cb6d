"""What else the same visitor said, as far as she told who she is: nobody is followed from page to page for it."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from backend.customers.models import Identification
from backend.customers.queries import customer_with_merged
from backend.feedback.models import UNCOUNTED, Feedback
from backend.foundation.database import db

MOST = 30


def visitor_journey(feedback: Feedback) -> list[dict[str, Any]]:
    """Her entries at this site's touchpoints, this one among them, oldest first; the newest MOST.

    Hers is what the site's own token says is the same customer's, what bears the same e-mail address or is about the
    same subject, such as an order. `by` says which.
    """
    rows: dict[UUID, Feedback] = {}
    by: dict[UUID, list[str]] = {}
    for name, tie in _ties_of(feedback).items():
        for row in db.session.scalars(_newest(feedback, tie)):
            rows[row.id] = row
            by.setdefault(row.id, []).append(name)
    if len(rows) < 2:
        return []
    found = sorted(rows.values(), key=lambda row: row.id)[-MOST:]
    return [{"feedback": row, "by": by[row.id], "is_this": row.id == feedback.id} for row in found]


def _ties_of(feedback: Feedback) -> dict[str, ColumnElement[bool]]:
    """What ties other entries to this one, by its name; each is found by an index of its own."""
    ties: dict[str, ColumnElement[bool]] = {}
    proof = feedback.identification
    if proof is not None and proof.customer_id is not None:
        ties["customer"] = _said_by(feedback.site_id, proof.customer_id)
    if feedback.email:
        ties["email"] = Feedback.email == feedback.email
    if feedback.subject:
        ties["subject"] = Feedback.subject == feedback.subject
    return ties


def _said_by(site_id: UUID, customer_id: UUID) -> ColumnElement[bool]:
    hers = customer_with_merged([site_id], customer_id)
    said = select(Identification.feedback_id)
    return Feedback.id.in_(said.where(Identification.site_id == site_id, Identification.customer_id.in_(hers)))


def _newest(feedback: Feedback, tie: ColumnElement[bool]) -> Select[Feedback]:
    hers = select(Feedback).where(Feedback.site_id == feedback.site_id, tie)
    counts = or_(Feedback.publication != UNCOUNTED, Feedback.id == feedback.id)
    return hers.where(counts).order_by(Feedback.id.desc()).limit(MOST)

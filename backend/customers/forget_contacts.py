"""Forget the names and addresses of customers who have not been seen for long; the site's own reference stays."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from backend.customers.models import Customer


def forget_contacts(session: Session, site_id: UUID, before: datetime, most: int) -> int:
    """Of those last seen before this moment, at most so many; how many they were."""
    known = or_(Customer.name.is_not(None), Customer.email.is_not(None))
    old = select(Customer.id).where(Customer.site_id == site_id, Customer.last_seen_at < before, known)
    ids = session.scalars(
        old.order_by(Customer.last_seen_at, Customer.id).limit(most).with_for_update(of=Customer)
    ).all()
    these = (Customer.site_id == site_id, Customer.id.in_(ids))
    session.execute(update(Customer).where(*these).values(name=None, name_folded=None, email=None))
    return len(ids)

"""Make, change and remove the texts that answers begin with, and count how often they help."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from backend.accounts.credentials import Credential
from backend.conversations.models import ReplyTemplate
from backend.events.record import record
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotFound
from backend.sites.access import require_site, site_ids
from backend.sites.models import Site

MOST = 200  # of one site: all of them are sent to whoever answers


def templates_of(site_id: UUID) -> Sequence[ReplyTemplate]:
    """All of a site's templates, by name."""
    its = select(ReplyTemplate).where(ReplyTemplate.site_id == site_id)
    return db.session.scalars(its.order_by(ReplyTemplate.name, ReplyTemplate.id)).all()


def own_template(template_id: UUID, scope: str) -> ReplyTemplate:
    """The template as the caller may touch it; NotFound also when it is another site's."""
    mine = select(ReplyTemplate).where(ReplyTemplate.site_id.in_(site_ids("read")), ReplyTemplate.id == template_id)
    template = db.session.scalar(mine)
    if template is None:
        raise NotFound("There is no such template on your sites.")
    require_site(template.site_id, scope)
    return template


def create_template(site: Site, values: dict[str, Any], actor: Credential) -> ReplyTemplate:
    count = select(func.count()).select_from(ReplyTemplate).where(ReplyTemplate.site_id == site.id)
    if (db.session.scalar(count) or 0) >= MOST:
        raise Conflict(f"{MOST} templates are as many as one site may have. Remove those that nobody uses.")
    template = ReplyTemplate(site_id=site.id, **values)
    db.session.add(template)
    db.session.flush()
    record("template.created", site.id, template.id, actor, name=template.name)
    return template


def change_template(template: ReplyTemplate, changes: dict[str, Any], actor: Credential) -> ReplyTemplate:
    for name, value in changes.items():
        setattr(template, name, value)
    db.session.flush()
    record("template.changed", template.site_id, template.id, actor, members=sorted(changes))
    return template


def remove_template(template: ReplyTemplate, actor: Credential) -> None:
    record("template.removed", template.site_id, template.id, actor, name=template.name)
    db.session.delete(template)


def count_use(site_id: UUID, template_id: UUID | None) -> None:
    """One more answer began with it. One that was removed meanwhile is not missed."""
    if template_id is not None:
        its = (ReplyTemplate.site_id == site_id, ReplyTemplate.id == template_id)
        used = {"use_count": ReplyTemplate.use_count + 1, "last_used_at": now()}
        db.session.execute(update(ReplyTemplate).where(*its).values(**used))

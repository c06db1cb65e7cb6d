"""Saved views: each member of the staff keeps her own, and shares those that help everyone."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.feedback.view_models import SavedView
from backend.foundation.database import db
from backend.foundation.errors import Conflict, Forbidden, NotFound
from backend.sites.access import require_site
from backend.sites.models import Site

MOST_VIEWS = 50  # of one person on one site


class TooManyViews(Conflict):
    code, title = "too_many_views", "There are as many views as fit"


def views_of(site_ids: Sequence[UUID], staff_id: UUID) -> Sequence[SavedView]:
    """Her own views on these sites and those that are shared there, by name."""
    seen = or_(SavedView.staff_id == staff_id, SavedView.is_shared)
    wanted = select(SavedView).where(SavedView.site_id.in_(site_ids), seen)
    return db.session.scalars(wanted.order_by(func.lower(SavedView.name), SavedView.id)).all()


def save_view(site: Site, given: Mapping[str, Any], actor: Credential) -> SavedView:
    """Keep a view. Sharing one needs the scope `manage` on the site."""
    if given["is_shared"]:
        require_site(site.id, "manage")
    hers = select(func.count()).where(SavedView.site_id == site.id, SavedView.staff_id == actor.staff_id)
    if (db.session.scalar(hers) or 0) >= MOST_VIEWS:
        raise TooManyViews(f"You have {MOST_VIEWS} views on this site. Delete one before you save another.")
    view = SavedView(
        site_id=site.id, staff_id=actor.staff_id,
        name=given["name"], filters=dict(given["filters"]), is_shared=given["is_shared"],
    )  # fmt: skip
    db.session.add(view)
    db.session.flush()
    _tell(view, "view.saved", actor)
    return view


def change_view(view: SavedView, changes: Mapping[str, Any], actor: Credential) -> SavedView:
    was_shared = view.is_shared
    for name, value in changes.items():
        setattr(view, name, value)
    if view.is_shared and not was_shared:
        require_site(view.site_id, "manage")
    _tell(view, "view.changed", actor)
    return view


def delete_view(view: SavedView, actor: Credential) -> None:
    _tell(view, "view.deleted", actor)
    db.session.delete(view)


def own_view(view_id: UUID, site_ids: Sequence[UUID], actor: Credential) -> SavedView:
    """The view with this id, if the caller may change it: her own, or a shared one where she manages the site.

    NotFound where she may not see it; Forbidden where she sees it only.
    """
    wanted = select(SavedView).where(SavedView.site_id.in_(site_ids), SavedView.id == view_id)
    view = db.session.scalar(wanted)
    if view is None or (view.staff_id != actor.staff_id and not view.is_shared):
        raise NotFound("There is no such view.")
    if view.staff_id != actor.staff_id:
        _require_manager(view)
    return view


def _require_manager(view: SavedView) -> None:
    try:
        require_site(view.site_id, "manage")
    except Forbidden:
        raise Forbidden("Somebody else made this view; its maker or a manager may change it.") from None


def _tell(view: SavedView, kind: str, actor: Credential) -> None:
    """What concerns others is on record; her own views are her own business."""
    if view.is_shared:
        record(kind, view.site_id, view.id, actor, name=view.name)

from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.foundation.requests import answer, body, query, transaction
from backend.notifications.digest import set_wish, wish_of
from backend.notifications.postbox import postbox
from backend.notifications.queries import mail_page
from backend.notifications.schemas import DigestChoice, DigestView, MailPage, MailQuery
from backend.sites.access import require_site

blueprint = Blueprint("notifications", __name__, url_prefix="/api/v1", template_folder="templates")


@blueprint.get("/mail")
@staff("read")
@query(MailQuery())
@answer(MailPage())
def list_mail(asked: dict[str, Any]) -> dict[str, Any]:
    page, settings = mail_page(require_site(asked["site"], "read").id, asked), postbox().settings
    return {
        "is_set_up": settings.sends_mail,
        "sender": settings.mail_from if settings.sends_mail else None,
        "items": page.items,
        "next_cursor": page.next_cursor,
    }


@blueprint.get("/sites/<uuid:site_id>/digest")
@staff("read")
@answer(DigestView())
def get_digest(site_id: UUID) -> dict[str, Any]:
    """Whether the caller gets this site's weekly letter."""
    return wish_of(require_site(site_id, "read"), current_credential().staff_id)


@blueprint.put("/sites/<uuid:site_id>/digest")
@staff("read")
@body(DigestChoice())
@transaction
@answer(DigestView())
def put_digest(given: dict[str, Any], site_id: UUID) -> dict[str, Any]:
    site, staff_id = require_site(site_id, "read"), current_credential().staff_id
    set_wish(site, staff_id, given["is_on"])
    return wish_of(site, staff_id)

from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential, require_scope
from backend.accounts.guards import staff
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.notifications.digest import set_wish, wish_of
from backend.notifications.models import Mail
from backend.notifications.postbox import postbox
from backend.notifications.queries import mail_page
from backend.notifications.retry import find_mail, try_again
from backend.notifications.schemas import DigestChoice, DigestView, MailPage, MailQuery, MailView
from backend.sites.access import require_site, site_ids

blueprint = Blueprint("notifications", __name__, url_prefix="/api/v1", template_folder="templates")
INVITED = "member.invited"


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


@blueprint.post("/mail/<uuid:mail_id>/retries")
@staff("reply")
@transaction
@answer(MailView(), 201)
def post_mail_retry(mail_id: UUID) -> Mail:
    """Send a letter that was given up once more. What invites somebody is for those who manage the site."""
    mail = find_mail(site_ids("read"), mail_id)
    needed = "manage" if mail.kind == INVITED else "reply"
    require_scope(current_credential(), needed)
    require_site(mail.site_id, needed)
    return try_again(mail, current_credential())


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


contract(post_mail_retry).problems |= {404, 409}

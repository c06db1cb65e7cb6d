from typing import Any

from flask import Blueprint

from backend.accounts.guards import staff
from backend.foundation.requests import answer, query
from backend.notifications.postbox import postbox
from backend.notifications.queries import mail_page
from backend.notifications.schemas import MailPage, MailQuery
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

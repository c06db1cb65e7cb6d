from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.conversations.keep_templates import (
    change_template,
    create_template,
    own_template,
    remove_template,
    templates_of,
)
from backend.conversations.models import ReplyTemplate
from backend.conversations.suggest import suggestions_for
from backend.conversations.template_schemas import (
    NewTemplate,
    SuggestionPage,
    TemplateChanges,
    TemplatePage,
    TemplateView,
)
from backend.feedback.access import own_feedback
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.sites.access import require_site
from backend.sites.schemas import SiteQuery

blueprint = Blueprint("templates", __name__, url_prefix="/api/v1")


@blueprint.get("/templates")
@staff("read")
@query(SiteQuery())
@answer(TemplatePage())
def list_templates(asked: dict[str, Any]) -> Page:
    return Page(templates_of(require_site(asked["site"], "read").id), None)


@blueprint.post("/templates")
@staff("manage")
@query(SiteQuery())
@body(NewTemplate())
@transaction
@answer(TemplateView(), 201)
def post_template(values: dict[str, Any], asked: dict[str, Any]) -> ReplyTemplate:
    return create_template(require_site(asked["site"], "manage"), values, current_credential())


@blueprint.patch("/templates/<uuid:template_id>")
@staff("manage")
@body(TemplateChanges())
@transaction
@answer(TemplateView())
def patch_template(changes: dict[str, Any], template_id: UUID) -> ReplyTemplate:
    return change_template(own_template(template_id, "manage"), changes, current_credential())


@blueprint.delete("/templates/<uuid:template_id>")
@staff("manage")
@transaction
@answer(None, 204)
def delete_template(template_id: UUID) -> None:
    remove_template(own_template(template_id, "manage"), current_credential())


@blueprint.get("/feedback/<uuid:feedback_id>/templates")
@staff("reply")
@answer(SuggestionPage())
def list_suggestions(feedback_id: UUID) -> Page:
    return Page(suggestions_for(own_feedback(feedback_id, "reply"), current_credential()), None)


contract(post_template).problems |= {409}

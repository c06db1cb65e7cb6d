from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.foundation.etags import matched, row_of, tagged
from backend.foundation.pages import Page, PageQuery
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.improvements.group import add_members, remove_member
from backend.improvements.group_models import Improvement
from backend.improvements.group_queries import find_improvement, improvements_page, members_page
from backend.improvements.group_schemas import (
    GroupedView,
    GroupMemberPage,
    ImprovementChanges,
    ImprovementPage,
    ImprovementQuery,
    ImprovementView,
    MemberFilters,
    NewGroupMembers,
    NewImprovement,
    UngroupedView,
)
from backend.improvements.plan import change_improvement, delete_improvement, plan_improvement
from backend.improvements.tell import begin_telling
from backend.improvements.ungroup import undo_grouping
from backend.sites.access import may, require_site, site_ids
from backend.sites.schemas import SiteQuery

blueprint = Blueprint("improvement_groups", __name__, url_prefix="/api/v1")


@blueprint.get("/improvements")
@staff("read")
@query(ImprovementQuery())
@answer(ImprovementPage())
def list_improvements(asked: dict[str, Any]) -> Page:
    return improvements_page(require_site(asked["site"], "read").id, asked)


@blueprint.post("/improvements")
@staff("manage")
@query(SiteQuery())
@body(NewImprovement())
@transaction
@answer(ImprovementView(), 201)
def post_improvement(values: dict[str, Any], asked: dict[str, Any]) -> Improvement:
    return plan_improvement(require_site(asked["site"], "manage"), values, current_credential())


@blueprint.get("/improvements/<uuid:improvement_id>")
@staff("read")
@tagged
@answer(ImprovementView())
def get_improvement(improvement_id: UUID) -> Improvement:
    return find_improvement(site_ids("read"), improvement_id)


@blueprint.patch("/improvements/<uuid:improvement_id>")
@staff("manage")
@body(ImprovementChanges())
@transaction
@matched(get_improvement, row_of(Improvement, "improvement_id"))
@answer(ImprovementView())
def patch_improvement(values: dict[str, Any], improvement_id: UUID) -> Improvement:
    return change_improvement(_own(improvement_id, "manage"), values, current_credential())


@blueprint.delete("/improvements/<uuid:improvement_id>")
@staff("manage")
@transaction
@matched(get_improvement, row_of(Improvement, "improvement_id"))
@answer(None, 204)
def remove_improvement(improvement_id: UUID) -> None:
    delete_improvement(_own(improvement_id, "manage"), current_credential())


@blueprint.get("/improvements/<uuid:improvement_id>/members")
@staff("read")
@query(PageQuery())
@answer(GroupMemberPage())
def list_group_members(asked: dict[str, Any], improvement_id: UUID) -> Mapping[str, Any]:
    """What was said, and how many of those who said it were told."""
    return members_page(find_improvement(site_ids("read"), improvement_id), asked)


@blueprint.post("/improvements/<uuid:improvement_id>/members")
@staff("reply")
@query(MemberFilters())
@body(NewGroupMembers())
@transaction
@answer(GroupedView(), 201)
def post_group_members(wish: dict[str, Any], asked: dict[str, Any], improvement_id: UUID) -> Mapping[str, Any]:
    return add_members(_own(improvement_id, "reply"), wish, asked, current_credential())


@blueprint.delete("/improvements/<uuid:improvement_id>/members/<uuid:feedback_id>")
@staff("reply")
@transaction
@answer(None, 204)
def delete_group_member(improvement_id: UUID, feedback_id: UUID) -> None:
    remove_member(_own(improvement_id, "reply"), feedback_id, current_credential())


@blueprint.delete("/improvements/<uuid:improvement_id>/groupings/<uuid:grouping_id>")
@staff("reply")
@transaction
@answer(UngroupedView())
def delete_grouping(improvement_id: UUID, grouping_id: UUID) -> Mapping[str, Any]:
    """Take out again what came in by one deed, except whom was told meanwhile."""
    improvement = _own(improvement_id, "reply")
    return undo_grouping(improvement, grouping_id, current_credential(), may(improvement.site_id, "manage"))


@blueprint.post("/improvements/<uuid:improvement_id>/tellings")
@staff("manage")
@transaction
@answer(ImprovementView(), 201)
def post_telling(improvement_id: UUID) -> Improvement:
    """Have those told who have not been told of its present state: the worker does it, each of them once."""
    return begin_telling(_own(improvement_id, "manage"), current_credential())


def _own(improvement_id: UUID, scope: str) -> Improvement:
    """An improvement the caller may see (else 404) and touch (else 403), read to change it."""
    improvement = find_improvement(site_ids("read"), improvement_id, to_change=True)
    require_site(improvement.site_id, scope)
    return improvement


contract(post_telling).problems |= {404, 409}

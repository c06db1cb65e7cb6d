"""Write down an improvement, change it, take it away. What visitors see of it follows at once."""

from typing import Any

from backend.events.record import Actor, record
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.improvements.group_models import DONE, PLANNED, Improvement
from backend.improvements.models import Change
from backend.improvements.tell import begin_telling
from backend.sites.manage import touch
from backend.sites.models import Site

PLANNED_NOW = "improvement.planned"


def plan_improvement(site: Site, values: dict[str, Any], actor: Actor) -> Improvement:
    """`values` are a loaded NewImprovement. Nobody is told: nobody is in it yet."""
    rest = {"state": PLANNED, **values}
    _refuse_foreign_change(site, rest.get("change_id"))
    improvement = Improvement(site_id=site.id, staff_id=actor.staff_id, staff_name=actor.name, **rest)
    db.session.add(improvement)
    return _kept(improvement, PLANNED_NOW, actor, state=improvement.state)


def change_improvement(improvement: Improvement, values: dict[str, Any], actor: Actor) -> Improvement:
    """`values` are loaded ImprovementChanges. When it moves to done, those who said it are told, unless `tell` is
    false. The caller read it to change it.
    """
    rest = dict(values)
    tells = rest.pop("tell")
    if "change_id" in rest:
        _refuse_foreign_change(improvement.site, rest["change_id"])
    before = improvement.state
    for name, value in rest.items():
        setattr(improvement, name, value)
    if improvement.state != before:
        improvement.state_since, improvement.telling = now(), None
    _kept(improvement, "improvement.changed", actor, members=sorted(rest), state=improvement.state)
    if improvement.state == DONE != before and tells:
        begin_telling(improvement, actor)
    return improvement


def delete_improvement(improvement: Improvement, actor: Actor) -> None:
    """Take it away with its group. What was said in the conversations stays."""
    record("improvement.deleted", improvement.site_id, improvement.id, actor)
    site_id = improvement.site_id
    db.session.delete(improvement)
    db.session.flush()
    touch(site_id)


def _refuse_foreign_change(site: Site, change_id: Any) -> None:
    if change_id is not None and db.session.get(Change, (site.id, change_id)) is None:
        raise invalid_param("change_id", "invalid", "this site has no such change; choose one of GET /changes")


def _kept(improvement: Improvement, kind: str, actor: Actor, **told: Any) -> Improvement:
    db.session.flush()
    db.session.refresh(improvement)  # the change it is tied to is read anew
    record(kind, improvement.site_id, improvement.id, actor, **told)
    touch(improvement.site_id)
    return improvement

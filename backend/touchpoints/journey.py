"""Shape the journey: make, change and remove stages and touchpoints."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from backend.accounts.credentials import Credential
from backend.events.record import Actor, record
from backend.foundation.database import db
from backend.foundation.errors import Conflict, invalid_param
from backend.sites.manage import create_site, touch
from backend.sites.models import Site
from backend.touchpoints.models import Question, Stage, Touchpoint
from backend.touchpoints.options import numbered
from backend.touchpoints.queries import stage_by_key, touchpoint_by_key

Row = TypeVar("Row", Stage, Touchpoint)

# A new site begins with the three stages that are the same everywhere; each business adds its own.
DEFAULT_STAGES: Sequence[tuple[str, dict[str, str]]] = (
    ("image", {"fi": "Mielikuva", "sv": "Intryck", "en": "Image"}),
    ("purchase", {"fi": "Osto", "sv": "Köp", "en": "Purchase"}),
    ("use", {"fi": "Käyttö", "sv": "Användning", "en": "Use"}),
)


def open_site(values: dict[str, Any], owner: Credential) -> Site:
    """A new site with the stages every journey begins with; its maker becomes its owner."""
    site = create_site(values, owner)
    add_default_stages(site)
    return site


def add_default_stages(site: Site) -> None:
    for position, (key, name) in enumerate(DEFAULT_STAGES):
        db.session.add(Stage(site_id=site.id, key=key, name=name, position=position))
    db.session.flush()


def create_stage(site: Site, values: dict[str, Any], actor: Actor | None = None) -> Stage:
    if stage_by_key(site.id, values["key"]):
        raise Conflict(f"This site already has a stage with the key {values['key']}.")
    last = db.session.scalar(select(func.max(Stage.position)).where(Stage.site_id == site.id))
    stage = Stage(site_id=site.id, **{"position": (-1 if last is None else last) + 1, **values})
    return _kept(stage, "stage.created", actor)


def change_stage(stage: Stage, changes: dict[str, Any], actor: Actor) -> Stage:
    for name, value in changes.items():
        setattr(stage, name, value)
    return _kept(stage, "stage.changed", actor)


def delete_stage(stage: Stage, actor: Actor) -> None:
    _delete(stage, "stage.deleted", actor, "This stage still has touchpoints. Move them to another stage first.")


def create_touchpoint(site: Site, values: dict[str, Any], actor: Actor | None = None) -> Touchpoint:
    if touchpoint_by_key(site.id, values["key"]):
        raise Conflict(f"This site already has a touchpoint with the key {values['key']}.")
    rest = {name: value for name, value in values.items() if name not in {"stage", "questions"}}
    stage = _stage_of(site, values["stage"])
    last = db.session.scalar(
        select(func.max(Touchpoint.position)).where(Touchpoint.site_id == site.id, Touchpoint.stage_id == stage.id)
    )
    position = (-1 if last is None else last) + 1
    touchpoint = Touchpoint(site_id=site.id, stage_id=stage.id, **{"position": position, **rest})
    db.session.add(touchpoint)
    db.session.flush()
    _ask(touchpoint, values["questions"])
    return _kept(touchpoint, "touchpoint.created", actor)


def change_touchpoint(touchpoint: Touchpoint, changes: dict[str, Any], actor: Actor) -> Touchpoint:
    rest = dict(changes)
    if "stage" in rest:
        touchpoint.stage_id = _stage_of(touchpoint.site, rest.pop("stage")).id
    if "questions" in rest:
        _ask(touchpoint, rest.pop("questions"))
    for name, value in rest.items():
        setattr(touchpoint, name, value)
    return _kept(touchpoint, "touchpoint.changed", actor)


def delete_touchpoint(touchpoint: Touchpoint, actor: Actor) -> None:
    _delete(touchpoint, "touchpoint.deleted", actor, "Feedback has been left here. Switch the touchpoint off instead.")


def _ask(touchpoint: Touchpoint, questions: Sequence[dict[str, Any]]) -> None:
    """Make the touchpoint ask these, in this order. A question that is taken away is retired, its answers stay."""
    known = {question.key: question for question in touchpoint.questions}
    for question in touchpoint.questions:
        question.is_retired = True
        question.position = len(questions) + question.position
    for position, values in enumerate(questions):
        question = known.get(values["key"]) or _added(touchpoint, values)
        if question.kind != values["kind"]:
            raise invalid_param(
                f"questions.{position}.kind", "invalid", "a question keeps its kind; use a new key for another kind"
            )
        for name, value in {**values, "options": _numbered(question, values, position)}.items():
            setattr(question, name, value)
        question.position, question.is_retired = position, False


def _numbered(question: Question, values: dict[str, Any], position: int) -> list[dict[str, Any]] | None:
    try:
        return numbered(question.options, values.get("options"))
    except ValueError as fault:
        raise invalid_param(f"questions.{position}.options", "invalid", str(fault)) from None


def _added(touchpoint: Touchpoint, values: dict[str, Any]) -> Question:
    question = Question(site_id=touchpoint.site_id, **{**values, "options": None})
    touchpoint.questions.append(question)
    return question


def _stage_of(site: Site, key: str) -> Stage:
    stage = stage_by_key(site.id, key)
    if stage is None:
        raise invalid_param("stage", "invalid", f"this site has no stage with the key {key}")
    return stage


def _kept(row: Row, kind: str, actor: Actor | None) -> Row:
    db.session.add(row)
    db.session.flush()
    db.session.expire(row)  # read back what relationships now say
    touch(row.site_id)
    record(kind, row.site_id, row.id, actor, key=row.key)
    return row


def _delete(row: Stage | Touchpoint, kind: str, actor: Actor, refusal: str) -> None:
    record(kind, row.site_id, row.id, actor, key=row.key)
    touch(row.site_id)
    try:
        with db.session.begin_nested():
            db.session.delete(row)
    except IntegrityError:
        raise Conflict(refusal) from None

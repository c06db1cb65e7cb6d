"""How many wait in each state: counted to a thousand, which is as far as anybody works through."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, func, literal, select

from backend.feedback.models import CASES, PUBLICATIONS, UNCOUNTED, Feedback
from backend.foundation.among import among
from backend.foundation.database import db

MOST = 1000
_STATES = tuple(product(CASES, PUBLICATIONS))


def counts_by_state(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """How many feedback stand in each publication and each case, without or only what was withdrawn.

    Spam is not counted among the cases. Of more than MOST only MOST are counted, and `more` names those states: a count
    that grows with the site would cost the more, the less anybody needs it.
    """
    statement = _statement(bool(asked.get("withdrawn")))
    found = db.session.execute(statement, {"site_ids": site_ids}).one()
    totals: dict[str, dict[str, int]] = {"publication": {}, "case": {}}
    for (case, publication), n in zip(_STATES, found, strict=True):
        _add(totals["publication"], publication, n)
        if publication != UNCOUNTED:
            _add(totals["case"], case, n)
    more = {kind: [name for name, n in of.items() if n > MOST] for kind, of in totals.items()}
    return {**{kind: {name: min(n, MOST) for name, n in of.items()} for kind, of in totals.items()}, "more": more}


def _add(totals: dict[str, int], name: str, n: int) -> None:
    if n:
        totals[name] = totals.get(name, 0) + n


# Built once: putting the parts together costs ten times what the database takes for them.
@lru_cache(maxsize=2)
def _statement(is_withdrawn: bool) -> Select[Any]:
    counts: list[Any] = [_up_to_most(is_withdrawn, *state) for state in _STATES]
    return select(*counts)


def _up_to_most(is_withdrawn: bool, case: str, publication: str) -> ScalarSelect[int]:
    moment = Feedback.withdrawn_at
    stands = moment.is_not(None) if is_withdrawn else moment.is_(None)
    here = among(Feedback.site_id, "site_ids")
    state = (Feedback.case == case, Feedback.publication == publication, stands)
    some = select(literal(1)).select_from(Feedback).where(here, *state).limit(MOST + 1)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()

"""A site's recovery rules, working hours and rota: as they stand, and as its manager sets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from backend.accounts.credentials import Credential
from backend.conversations.recovery_calendar import closed_days
from backend.conversations.recovery_hours import Span, WorkingHours
from backend.conversations.recovery_models import RecoverySettings, RecoveryTurn
from backend.conversations.recovery_rules import Rules
from backend.conversations.recovery_words import DEFAULT_WORDS
from backend.events.record import record
from backend.feedback.stems import primary
from backend.foundation.database import db
from backend.foundation.errors import Conflict, invalid_param
from backend.sites.models import Membership, Site
from backend.sites.queries import members_of
from backend.sites.roles import allows

NINE, FIVE = 9 * 60, 17 * 60
NO_ANSWER_DAYS = 14
OFFICE_WEEK: list[list[list[int]]] = [[[NINE, FIVE]]] * 5 + [[], []]
COUNTRY_OF_ZONE = {
    "Europe/Helsinki": "FI", "Europe/Mariehamn": "FI", "Europe/Stockholm": "SE", "Europe/Oslo": "NO",
    "Europe/Copenhagen": "DK", "Europe/Tallinn": "EE", "Europe/Berlin": "DE", "Europe/Amsterdam": "NL",
    "Europe/Paris": "FR", "Europe/Madrid": "ES",
}  # fmt: skip
COLUMNS = (
    "is_on", "score_line", "sentiment_line", "words", "answer_minutes", "no_answer_days", "week", "country",
    "closed_days", "names_shown",
)  # fmt: skip


class NotOnRota(Conflict):
    code, title = "not_on_rota", "You take no cases on this site"


@dataclass(frozen=True)
class Recovery:
    """What counts on a site. Minutes are of working time, days are of the calendar, `week` is as RecoverySettings has
    it; `closed_days` are `{"on": "2026-12-23", "name": "…"}`."""

    site: Site
    is_on: bool
    score_line: float | None
    sentiment_line: float | None
    words: Mapping[str, Sequence[str]]
    answer_minutes: int
    no_answer_days: int
    week: Sequence[Sequence[Sequence[int]]]
    country: str | None
    closed_days: Sequence[Mapping[str, Any]]
    names_shown: bool
    rota: Sequence[RecoveryTurn] = field(default=())

    @property
    def rules(self) -> Rules:
        return Rules(self.score_line, self.sentiment_line, self.words)

    @property
    def hours(self) -> WorkingHours:
        week = [[Span(start, end) for start, end in day] for day in self.week]
        own = {date.fromisoformat(day["on"]) for day in self.closed_days}
        return WorkingHours(self.site.timezone, week, closed_days(self.country, own))

    @property
    def answer_time(self) -> timedelta:
        return timedelta(minutes=self.answer_minutes)


def default_values(site: Site) -> dict[str, Any]:
    """What counts where nobody has set anything: two stars of five, clearly negative words, eight working hours."""
    spoken = {primary(language) for language in site.languages}
    return {
        "is_on": True,
        "score_line": 25.0,
        "sentiment_line": -0.6,
        "words": {language: words for language, words in DEFAULT_WORDS.items() if language in spoken},
        "answer_minutes": 8 * 60,
        "no_answer_days": NO_ANSWER_DAYS,
        "week": OFFICE_WEEK,
        "country": COUNTRY_OF_ZONE.get(site.timezone),
        "closed_days": [],
        "names_shown": True,
    }


def recovery_of(site: Site) -> Recovery:
    row = db.session.get(RecoverySettings, site.id)
    values = {name: getattr(row, name) for name in COLUMNS} if row else default_values(site)
    return Recovery(site=site, rota=rota_of(site.id), **values)


def no_answer_days(site_id: UUID) -> int:
    mine = select(RecoverySettings.no_answer_days).where(RecoverySettings.site_id == site_id)
    return db.session.scalar(mine) or NO_ANSWER_DAYS


def rota_of(site_id: UUID) -> Sequence[RecoveryTurn]:
    mine = select(RecoveryTurn).where(RecoveryTurn.site_id == site_id)
    return db.session.scalars(mine.order_by(RecoveryTurn.position)).all()


def set_recovery(site: Site, given: Mapping[str, Any], actor: Credential) -> Recovery:
    """Let these rules count from now on; what is not given gets its default. Open cases keep their due time."""
    # Two at once, and no row yet to lock: the site's row keeps them apart.
    db.session.refresh(site, with_for_update={"key_share": True})
    values = {**default_values(site), **{name: value for name, value in given.items() if name != "rota"}}
    values["closed_days"] = [
        {"on": day["on"].isoformat(), "name": day["name"]}
        for day in sorted(values["closed_days"], key=lambda day: day["on"])
    ]
    db.session.merge(RecoverySettings(site_id=site.id, **values))
    _set_rota(site, given.get("rota", ()))
    record("recovery.configured", site.id, site.id, actor, members=sorted(given))
    db.session.flush()
    return recovery_of(site)


def _set_rota(site: Site, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Those who stay keep their turn: saving the page must not give the first of the list every case."""
    members = {member.staff_id: member for member in members_of(site.id)}
    last = {turn.staff_id: turn.last_at for turn in rota_of(site.id)}
    for number, one in enumerate(wanted):
        if not _may_answer(members.get(one["staff_id"])):
            raise invalid_param(
                f"rota.{number}.staff_id", "invalid", "this person does not answer visitors on this site"
            )
    db.session.execute(delete(RecoveryTurn).where(RecoveryTurn.site_id == site.id))
    for position, one in enumerate(wanted):
        staff_id = one["staff_id"]
        turn = RecoveryTurn(site_id=site.id, staff_id=staff_id, position=position, last_at=last.get(staff_id))
        turn.away_until = one["away_until"]
        db.session.add(turn)


def _may_answer(member: Membership | None) -> bool:
    return member is not None and allows(member.role, "reply")


def set_absence(site: Site, away_until: date | None, actor: Credential) -> Recovery:
    """The caller herself is away up to and with this day, or back (None)."""
    turn = db.session.get(RecoveryTurn, (site.id, actor.staff_id))
    if turn is None:
        raise NotOnRota("You are not on this site's rota. Ask a manager to add you to it.")
    turn.away_until = away_until
    record("recovery.absence_set", site.id, actor.staff_id, actor)
    db.session.flush()
    return recovery_of(site)

"""The weekly letter to a member of the staff: what the week brought, in her language."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from flask import current_app

from backend.events.letter import Letter, Part, Picture, Quote
from backend.events.models import Event
from backend.feedback.reader_language import reading_in
from backend.foundation.database import db
from backend.insights.bars import HEIGHT, WIDTH, bars
from backend.insights.fact_words import MOVED, facts_in_words, overall_in_words
from backend.insights.praise_words import praise_in
from backend.insights.speech import Speech, speech_for
from backend.insights.week import Week, week_until, weekly_scores
from backend.settings import Settings
from backend.sites.models import Membership, Site

LEAST_DRAWN = 2  # weeks with a score: one bar compares with nothing


def weekly_letter(event: Event) -> Letter | None:
    """About a `digest.queued`. None where she works on the site no more, and from the second week on in which nobody
    said anything: the first such week is told of, because then the tag may have come off the pages."""
    member = db.session.get(Membership, (event.site_id, UUID(event.data["staff_id"])))
    if member is None or not member.staff.is_active:
        return None
    speech = speech_for(member.staff.locale, member.site.default_language)
    with reading_in(speech.language):
        week = week_until(member.site, date.fromisoformat(event.data["until"]), member.staff_id)
        if not week.entries and not week.entries_before:
            return None
        return _letter(member, week, speech)


def _letter(member: Membership, week: Week, speech: Speech) -> Letter:
    site, days = member.site, speech.days(week.period.since, week.period.until)
    told = {"site": site.name, "name": member.staff.name, "days": days}
    silent = not week.entries
    return Letter(
        to=member.staff.email,
        language=speech.language,
        sender=site.name,
        subject=speech.say("digest.subject", **told),
        greeting=speech.say("digest.greeting", **told),
        opening=[speech.say("digest.silent", **told) if silent else _opening(week, speech, told)],
        parts=() if silent else tuple(_parts(site, week, speech)),
        link=console("site" if silent else "journey"),
        link_label=speech.say("digest.toInstall" if silent else "digest.toJourney"),
        closing=[speech.say("digest.why", **told)],
        may_unsubscribe=True,
        digest_of=member.staff_id,
    )


def _opening(week: Week, speech: Speech, told: dict[str, str]) -> str:
    before = speech.number(week.entries_before)
    return speech.plural("digest.entries", week.entries, before=before, **told)


def _parts(site: Site, week: Week, speech: Speech) -> Iterator[Part]:
    yield _score(site, week, speech)
    facts = [fact for fact in week.figures["summary"] if fact["key"] not in MOVED]
    yield Part(speech.say("digest.weakest"), facts_in_words(facts, speech))
    yield Part(speech.say("digest.moved"), _moved(week, speech))
    yield _work(week, speech)
    praise = praise_in(site, week.period)
    if praise:
        quotes = tuple(Quote(one.text, one.place) for one in praise)
        yield Part(speech.say("digest.praise"), quotes=quotes)


def _score(site: Site, week: Week, speech: Speech) -> Part:
    lines = overall_in_words(week.figures, speech) or [speech.say("digest.noScore")]
    if week.weeks > 1:
        lines.insert(0, speech.say("digest.stretch", n=week.weeks))
    return Part(speech.say("digest.score"), lines, _picture(site, week, speech))


def _picture(site: Site, week: Week, speech: Speech) -> Picture | None:
    scores = weekly_scores(site, week.period.until)
    if sum(score.value is not None for _, score in scores) < LEAST_DRAWN:
        return None
    above = tuple("–" if score.value is None else speech.number(score.value) for _, score in scores)
    below = tuple(speech.short_day(part.since) for part, _ in scores)
    told = ", ".join(f"{day} {value}" for day, value in zip(below, above, strict=True))
    caption, png = speech.say("digest.chart"), bars([score for _, score in scores])
    return Picture(caption, png, f"{caption}: {told}", WIDTH, HEIGHT, above, below)


def _moved(week: Week, speech: Speech) -> list[str]:
    """Only what surely moved, against as many days just before."""
    facts = [fact for fact in week.figures["summary"] if fact["key"] in MOVED]
    return facts_in_words(facts, speech) or [speech.say("digest.steady")]


def _work(week: Week, speech: Speech) -> Part:
    """What waits for an answer, and who was disappointed and has waited too long."""
    waiting = speech.plural("digest.waiting", week.waiting)
    if week.waiting_capped:
        waiting = speech.say("digest.waitingMore", n=speech.number(week.waiting))
    late, mine = week.cases["overdue"], week.cases["mine_overdue"]
    cases = speech.plural("digest.overdue", late) if late else speech.say("digest.noneOverdue")
    if mine:
        cases += " " + speech.plural("digest.mine", mine)
    where = ("recovery", "digest.toRecovery") if late else ("inbox?case=new&case=open", "digest.toInbox")
    return Part(speech.say("digest.work"), [waiting, cases], link=console(where[0]), link_label=speech.say(where[1]))


def console(room: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.address}/console/#/{room}"

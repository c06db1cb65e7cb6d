"""File a feedback under words, and say which words are in use."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.feedback.tag_models import Tag
from backend.foundation.among import among
from backend.foundation.database import db

MOST, MOST_TOLD = 20, 300


def set_tags(feedback: Feedback, words: Iterable[str], actor: Credential) -> Feedback:
    """Let the feedback, which the caller read to change it, stand under these words and no others."""
    before, after = set(tags_of([feedback.site_id], [feedback.id]).get(feedback.id, ())), {*map(plain, words)} - {""}
    its = (Tag.site_id == feedback.site_id, Tag.feedback_id == feedback.id)
    if before != after:
        db.session.execute(delete(Tag).where(*its, Tag.word.in_(before - after)))
        place = {"site_id": feedback.site_id, "feedback_id": feedback.id}
        db.session.add_all([Tag(**place, word=word) for word in sorted(after - before)])
        db.session.flush()
        touch(db.session(), feedback)
        gone, come = sorted(before - after), sorted(after - before)
        record("tags.changed", feedback.site_id, feedback.id, actor, added=come, removed=gone)
        db.session.refresh(feedback)
    return feedback


def plain(word: str) -> str:
    """A word as it is kept: small letters, single spaces, without the sign that some write before it."""
    return " ".join(word.lstrip("# ").lower().split())


def tags_of(site_ids: Sequence[UUID], feedback_ids: Sequence[UUID]) -> Mapping[UUID, list[str]]:
    """The words that each of these feedback stands under, in order of the alphabet."""
    found: dict[UUID, list[str]] = {}
    for feedback_id, word in db.session.execute(_WORDS, {"site_ids": site_ids, "ids": feedback_ids}):
        found.setdefault(feedback_id, []).append(word)
    return found


_WORDS = (
    select(Tag.feedback_id, Tag.word)
    .where(among(Tag.site_id, "site_ids"), among(Tag.feedback_id, "ids"))
    .order_by(Tag.word)
)


def tags_in_use(site_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """The words in use and on how many feedback each stands, the commonest first."""
    n = func.count().label("n")
    wanted = select(Tag.word, n).where(Tag.site_id.in_(site_ids)).group_by(Tag.word).order_by(n.desc(), Tag.word)
    return [{"tag": word, "n": count} for word, count in db.session.execute(wanted.limit(MOST_TOLD))]

"""A decision teaches: whose words were published is held later for more only, and what was spam is spam again.

The author is known by the site's own name for its customer, where a token proves it, or by the e-mail address that she
left. Anybody can type an address: so it forgives little. What is kept are keyed digests, no addresses and no texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.database import db, is_sqlite
from backend.foundation.signing import derived_bytes
from backend.moderation.models import Lesson
from backend.moderation.recent import core_of

AUTHOR, TEXT = "author", "text"
KEPT_FOR = timedelta(days=180)
MOST_TEXTS = 2_000  # the newest of a site, in memory
TAUGHT = frozenset({"published", "spam"})

Key = tuple[str, bytes]


def teach(many: Sequence[Feedback], target: str) -> None:
    """Learn from a decision on these, which are of one site; what was learnt of them before is forgotten.

    To hide says nothing about the next, and to restore takes back what was said.
    """
    keys = sorted({key for feedback in many for key in _keys(feedback)})
    if not keys:
        return
    site_id = many[0].site_id
    these = tuple_(Lesson.kind, Lesson.digest).in_(keys)
    db.session.execute(delete(Lesson).where(Lesson.site_id == site_id, these))
    if target in TAUGHT:
        moment = now()
        rows = [
            {"site_id": site_id, "kind": kind, "digest": digest, "publication": target, "taught_at": moment}
            for kind, digest in keys
        ]
        insert = (sqlite.insert if is_sqlite() else postgresql.insert)(Lesson)
        db.session.execute(insert.on_conflict_do_nothing(), rows)


def is_trusted(site_id: UUID, email: str | None, customer: str | None = None) -> bool:
    """Whether staff published words of this author, and took none of hers for spam since."""
    digests = list(_author_digests(site_id, email, customer))
    if not digests:
        return False
    author = select(Lesson.publication).where(Lesson.site_id == site_id, Lesson.kind == AUTHOR)
    return set(db.session.scalars(author.where(Lesson.digest.in_(digests)))) == {"published"}


class TextLessons:
    """What was decided on texts, in memory: read anew when the site's version has moved, as every decision moves it."""

    def __init__(self) -> None:
        self._kept: dict[UUID, tuple[int, Mapping[bytes, str]]] = {}

    def about(self, site_id: UUID, version: int, text: str) -> str | None:
        """`published` or `spam`, if staff decided so on just these words; None else, and for words too few to tell."""
        core = core_of(text)
        if core is None:
            return None
        kept = self._kept.get(site_id)
        if kept is None or kept[0] != version:
            kept = self._kept[site_id] = (version, _texts_of(site_id))
        return kept[1].get(text_digest(site_id, core)) if kept[1] else None


def _texts_of(site_id: UUID) -> Mapping[bytes, str]:
    texts = select(Lesson.digest, Lesson.publication).where(Lesson.site_id == site_id, Lesson.kind == TEXT)
    newest = db.session.execute(texts.order_by(Lesson.taught_at.desc()).limit(MOST_TEXTS))
    return {bytes(digest): publication for digest, publication in newest}


def forget_old_lessons() -> int:
    """Delete what is older than KEPT_FOR; how many rows went."""
    result = db.session.execute(delete(Lesson).where(Lesson.taught_at < now() - KEPT_FOR))
    return int(result.rowcount)  # type: ignore[attr-defined]


def _author_digests(site_id: UUID, email: str | None, customer: str | None) -> Iterator[bytes]:
    if email:
        yield derived_bytes("author of lesson", site_id.bytes, email.strip().casefold().encode())
    if customer:
        yield derived_bytes("customer of lesson", site_id.bytes, customer.encode())


def text_digest(site_id: UUID, core: str) -> bytes:
    return derived_bytes("text of lesson", site_id.bytes, core.encode())


def customer_of(feedback: Feedback) -> str | None:
    """The site's own name for the customer who said it, where a token proved it."""
    proof = feedback.identification
    return proof.customer.reference if proof and proof.customer else None


def _keys(feedback: Feedback) -> Iterator[Key]:
    for digest in _author_digests(feedback.site_id, feedback.email, customer_of(feedback)):
        yield AUTHOR, digest
    words = "\n".join(text for text in (feedback.comment, *(feedback.texts or {}).values()) if text)
    core = core_of(words)
    if core:
        yield TEXT, text_digest(feedback.site_id, core)

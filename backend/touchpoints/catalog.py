"""What visitors' pages may ask for, kept in memory: sites with their touchpoints and questions, as plain values.

Each process reads a site once and again when its version has moved; it looks at the versions at most once a second.
So a change by staff reaches every process within a second, and a submission costs no read.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app

from backend.sites.manage import site_changed
from backend.sites.models import Site
from backend.sites.queries import site_by_key, site_versions
from backend.touchpoints.models import Question, Touchpoint
from backend.touchpoints.options import numbers_of
from backend.touchpoints.queries import touchpoints_of

LOOK_EVERY_SECONDS = 1.0
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    id: UUID
    key: str
    kind: str
    text: Texts
    low: Texts | None
    high: Texts | None
    required: bool
    options: tuple[Mapping[str, Any], ...]
    numbers: Mapping[str, int]  # of every option there ever was, by its key
    several: bool
    shuffle: bool
    show_if: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class KnownTouchpoint:
    id: UUID
    key: str
    is_active: bool
    name: Texts
    placement: str
    pages: tuple[str, ...]
    launcher: Texts | None
    thanks: Texts | None
    when: Mapping[str, Any] | None
    attributes: Mapping[str, str]
    ask_comment: bool
    ask_email: bool
    ask_permission: bool
    ask_pointing: bool
    comment_label: Texts | None
    email_reason: Texts | None
    publish_policy: str | None  # None: as on the whole site
    questions: tuple[KnownQuestion, ...]
    retired: tuple[KnownQuestion, ...]  # no longer asked, but pages loaded before still answer them


@dataclass(frozen=True, slots=True)
class KnownSite:
    id: UUID
    key: str
    name: str
    version: int
    allowed_origins: frozenset[str]
    hosts: tuple[str, ...]  # of these origins
    languages: tuple[str, ...]
    default_language: str
    look: Mapping[str, Any]
    quiet: Mapping[str, int]
    structured_data: bool
    shows_improvements: bool
    timezone: str
    publish_policy: str
    blocked_words: Mapping[str, Sequence[str]]
    identity_generation: int
    previous_identity_until: datetime | None
    touchpoints: Mapping[str, KnownTouchpoint]


class Catalog:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sites: dict[str, KnownSite] = {}
        self._versions: dict[str, int] = {}
        self._looked_at = float("-inf")
        site_changed.connect(self.expire)

    def site(self, key: str) -> KnownSite | None:
        """The site with this public key, or None."""
        self.refresh()
        known = self._sites.get(key)
        if known is None and key in self._versions:
            with self._lock:
                row = site_by_key(key)
                if row is not None:
                    known = self._sites[key] = _known_site(row)
        return known

    def version_of(self, key: str) -> int | None:
        """The version last seen of the site with this key."""
        return self._versions.get(key)

    def is_due(self) -> bool:
        return time.monotonic() - self._looked_at >= LOOK_EVERY_SECONDS

    def expire(self, sender: object = None) -> None:
        """A change was made in this process: look at the next question, so that its maker sees it."""
        self._looked_at = float("-inf")

    def refresh(self, at_once: bool = False) -> None:
        """Drop what is out of date, as far as anybody knows."""
        if not at_once and not self.is_due():
            return
        # One looks; the others go on with what is known, unless nothing is.
        if not self._lock.acquire(blocking=at_once or not self._versions):
            return
        try:
            if at_once or self.is_due():
                self._look()
        finally:
            self._lock.release()

    def _look(self) -> None:
        if self._versions:
            self._looked_at = time.monotonic()  # before: a database that does not answer is asked once a second
        self._versions = site_versions()
        current = {key: site for key, site in self._sites.items() if self._versions.get(key) == site.version}
        self._sites, self._looked_at = current, time.monotonic()


def catalog() -> Catalog:
    found: Catalog = current_app.extensions["catalog"]
    return found


def _known_site(site: Site) -> KnownSite:
    touchpoints = [_known_touchpoint(row) for row in touchpoints_of(site.id)]
    return KnownSite(
        id=site.id,
        key=site.key,
        name=site.name,
        version=site.version,
        allowed_origins=frozenset(site.allowed_origins),
        hosts=tuple(sorted({urlsplit(origin).hostname or "" for origin in site.allowed_origins} - {""})),
        languages=tuple(site.languages),
        default_language=site.default_language,
        look=site.look,
        quiet=site.quiet,
        structured_data=site.structured_data,
        shows_improvements=site.shows_improvements,
        timezone=site.timezone,
        publish_policy=site.publish_policy,
        blocked_words=site.blocked_words,
        identity_generation=site.identity_generation,
        previous_identity_until=site.previous_identity_until,
        touchpoints={touchpoint.key: touchpoint for touchpoint in touchpoints},
    )


def _known_touchpoint(row: Touchpoint) -> KnownTouchpoint:
    return KnownTouchpoint(
        id=row.id,
        key=row.key,
        is_active=row.is_active,
        name=row.name,
        placement=row.placement,
        pages=tuple(row.pages),
        launcher=row.launcher,
        thanks=row.thanks,
        when=row.when,
        attributes=row.attributes,
        ask_comment=row.ask_comment,
        ask_email=row.ask_email,
        ask_permission=row.ask_permission,
        ask_pointing=row.ask_pointing,
        comment_label=row.comment_label,
        email_reason=row.email_reason,
        publish_policy=row.publish_policy,
        questions=tuple(_known_question(question) for question in row.current_questions),
        retired=tuple(_known_question(question) for question in row.questions if question.is_retired),
    )


def _known_question(row: Question) -> KnownQuestion:
    return KnownQuestion(
        id=row.id,
        key=row.key,
        kind=row.kind,
        text=row.text,
        low=row.low,
        high=row.high,
        required=row.required,
        options=tuple(row.current_options or ()),
        numbers=numbers_of(row.options),
        several=row.several,
        shuffle=row.shuffle,
        show_if=row.show_if,
    )

"""The one submit verb, behind every door: limit → fit → judge → score → on disk → receipt."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.conversations.thread import visitor_state
from backend.customers.identity import Identity, identify
from backend.customers.secret import secrets_of
from backend.feedback.queries import entry_on_record
from backend.feedback.record import NewFeedback
from backend.feedback.scorer import scorer
from backend.feedback.thread_key import thread_key
from backend.foundation.clock import now
from backend.foundation.errors import Forbidden, Invalid, NotFound, invalid_param
from backend.foundation.ids import new_id
from backend.foundation.limits import limits
from backend.foundation.signing import digest
from backend.intake.answers import fit
from backend.intake.judging import Said, judged
from backend.intake.page_facts import fit_attributes, fit_device, fit_element, fit_email, fit_returning
from backend.intake.permit import permit
from backend.intake.sender import Sender
from backend.intake.writer import writer
from backend.touchpoints.catalog import KnownSite, KnownTouchpoint, catalog

Receipt = Mapping[str, Any]
# What came in once is answered as it was then, though the owner may have changed the questions since: whoever is
# refused with one of these may be somebody who repeats.
MAYBE_REPEATED = (NotFound, Forbidden, Invalid)


def submit(entry: Mapping[str, Any], sender: Sender) -> Receipt:
    """Store one loaded NewEntry and return its receipt, after it is on disk.

    The same id with the same content gives the first receipt again; with other content, IdempotencyMismatch.
    """
    try:
        new, secret = admitted(entry, sender)
    except MAYBE_REPEATED:
        first = first_receipt(entry)
        if first is None:
            raise
        return first
    publication = writer().store(new)
    return receipt(entry["id"], publication, secret)


def admitted(entry: Mapping[str, Any], sender: Sender) -> tuple[NewFeedback, str]:
    """What a loaded NewEntry becomes, ready for the writer, and its thread key. Raises why it cannot be taken."""
    site, touchpoint = find_door(entry["site"], entry["touchpoint"])
    permit(site, sender)
    limits().count("touchpoint", touchpoint.id.hex)
    limits().count("site", site.id.hex)
    secret = thread_key(site.id, entry["id"])
    email = fit_email(entry["email"], by_program=sender.has_token)
    return _prepared(site, touchpoint, entry, email, secret, sender), secret


def first_receipt(entry: Mapping[str, Any]) -> Receipt | None:
    """The receipt of this entry if it is on record with just this content: who can repeat all of it has sent it."""
    site = catalog().site(entry["site"])
    stored = entry_on_record(site.id, entry["id"]) if site else None
    if site is None or stored is None or stored.publication is None or stored.fingerprint != _fingerprint(entry):
        return None
    return receipt(entry["id"], stored.publication, thread_key(site.id, entry["id"]))


def find_door(site_key: str, touchpoint_key: str, is_new: bool = True) -> tuple[KnownSite, KnownTouchpoint]:
    """The site and touchpoint by their keys. Switched off, it takes nothing new, but a begun entry may go on."""
    site = catalog().site(site_key)
    if site is None:
        raise NotFound("No site has this key. Copy the tag again from the console.")
    touchpoint = site.touchpoints.get(touchpoint_key)
    if touchpoint is None or (is_new and not touchpoint.is_active):
        raise NotFound("This site has no such touchpoint, or it is switched off.")
    return site, touchpoint


def receipt(entry_id: UUID, publication: str, secret: str) -> Receipt:
    return {"id": str(entry_id), "state": visitor_state(publication), "thread_key": secret}


def _prepared(
    site: KnownSite,
    touchpoint: KnownTouchpoint,
    entry: Mapping[str, Any],
    email: str | None,
    secret: str,
    sender: Sender,
) -> NewFeedback:
    answers = fit(touchpoint, entry["rating"], entry["answers"])
    comment = _worded(entry["comment"])
    choices = tuple(choice for choice in answers.choices if choice.numbers)
    if not (answers.first or answers.further or answers.texts or choices or comment):
        raise invalid_param("rating", "required", "give a rating, an answer or a comment")
    identity = identity_of(site, entry["identity"])
    person = identity.person if identity else None
    sentiment = scorer().score(comment, entry["language"])
    language = (sentiment and sentiment.language) or entry["language"]
    words = [comment or "", *answers.texts.values()]
    said = Said(words, entry["id"], language, email, entry["website"], person.reference if person else None)
    verdict = judged(site, touchpoint, said, sender)
    return NewFeedback(
        site_id=site.id,
        id=new_id(),
        entry_id=entry["id"],
        touchpoint_id=touchpoint.id,
        timezone=site.timezone,
        thread_digest=digest(secret),
        fingerprint=_fingerprint(entry),
        publication=verdict.publication,
        reasons=verdict.told,
        created_at=now(),
        first=answers.first,
        further=answers.further,
        texts=answers.texts,
        comment=comment,
        language=entry["language"],
        email=email,
        page_url=entry["page_url"],
        page_title=entry["page_title"],
        sentiment=sentiment,
        choices=choices,
        subject=_worded(entry["subject"]),
        segment=(person and person.segment) or _worded(entry["segment"]),
        device=fit_device(entry["device"]) if sender.has_token else sender.device,
        is_returning=None if sender.objects else fit_returning(entry["returning"]),
        attributes=fit_attributes(touchpoint.attributes, entry["attributes"]),
        element=fit_element(entry["element"]),
        identity=identity,
    )


def identity_of(site: KnownSite, token: Any) -> Identity | None:
    """What the token that came with an entry proves; None without one."""
    if token is None:
        return None
    moment = now()
    secrets = secrets_of(site.id, site.identity_generation, site.previous_identity_until, moment)
    return identify(token, site.key, secrets, moment)


def _worded(text: str | None) -> str | None:
    """The text, unless it is blank."""
    return text if text and text.strip() else None


def _fingerprint(entry: Mapping[str, Any]) -> bytes:
    """What makes two submissions the same: every member that is read, whatever its place or spacing.

    A member that came to be later counts only where it is given: what an older server stored is still the same.
    """
    told = {name: value for name, value in entry.items() if value is not None or name not in _LATER_MEMBERS}
    told.pop("identity", None)  # a page that tries again later has a newer token for the same customer
    return hashlib.sha256(_in_order.encode(told).encode()).digest()


_in_order = json.JSONEncoder(sort_keys=True, default=str)
_LATER_MEMBERS = frozenset({"subject", "segment", "device", "returning", "attributes", "element", "website"})

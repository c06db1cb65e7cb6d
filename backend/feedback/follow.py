"""Who follows what happens on her sites, and whether she still may."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from backend.accounts.credentials import Credential, still_holds
from backend.feedback.news import message_of, news_after
from backend.foundation.errors import invalid_param
from backend.sites.queries import membership_of
from backend.sites.roles import allows

# Sent when the stream stands: who reads it fetches what is shown once, and misses nothing from then on.
HELLO = b"event: hello\ndata: {}\n\n"


@dataclass(frozen=True, slots=True, eq=False)
class Follower:
    """`sites` are keys by id."""

    credential: Credential
    sites: Mapping[UUID, str]


def may_still_follow(follower: Follower) -> bool:
    """Whether her credential holds and her role still lets her read on every site she follows."""
    if not still_holds(follower.credential):
        return False
    memberships = [membership_of(site_id, follower.credential.staff_id) for site_id in follower.sites]
    return all(membership is not None and allows(membership.role, "read") for membership in memberships)


def missed(follower: Follower, last_event_id: str | None) -> bytes:
    """What she may have missed since the message with this id; nothing if she has none."""
    if not last_event_id:
        return b""
    try:
        last = UUID(hex=last_event_id)
    except ValueError:
        raise invalid_param("Last-Event-ID", "invalid", "send the id of a message of this stream, unchanged") from None
    found = news_after(list(follower.sites), last)
    return b"".join(message_of(follower.sites[site_id], news) for site_id, news in found.items())

"""Who follows what happens on her sites, and whether she still may."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from backend.accounts.credentials import Credential, which_still_hold
from backend.feedback.news import message_of, news_after
from backend.foundation.errors import invalid_param
from backend.sites.queries import roles_of
from backend.sites.roles import allows

# Sent when the stream stands: who reads it fetches what is shown once, and misses nothing from then on.
HELLO = b"event: hello\ndata: {}\n\n"


@dataclass(frozen=True, slots=True, eq=False)
class Follower:
    """`sites` are keys by id."""

    credential: Credential
    sites: Mapping[UUID, str]


def may_still_follow(followers: Collection[Follower]) -> set[Follower]:
    """Those whose credential holds and whose role still lets them read on every site they follow."""
    held = which_still_hold([follower.credential for follower in followers])
    roles = roles_of(
        {follower.credential.staff_id for follower in followers},
        {site_id for follower in followers for site_id in follower.sites},
    )
    return {one for one in followers if _is_held(one.credential, held) and _reads_everywhere(one, roles)}


def _is_held(credential: Credential, held: Collection[UUID]) -> bool:
    return (credential.session_id or credential.token_id) in held


def _reads_everywhere(follower: Follower, roles: Mapping[tuple[UUID, UUID], str]) -> bool:
    staff_id = follower.credential.staff_id
    return all(allows(roles.get((staff_id, site_id), ""), "read") for site_id in follower.sites)


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

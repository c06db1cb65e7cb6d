"""What many consoles show alike is read once for those who ask at the same moment and have the same rights."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Response

from backend.accounts.credentials import current_credential
from backend.feedback.reader_language import reader_language
from backend.foundation.one_reading import one_reading
from backend.sites.access import asked_memberships
from backend.sites.models import Membership, Site


def read_together(name: str, asked: Mapping[str, Any], read: Callable[[Sequence[Site]], Any]) -> Response:
    """The JSON of `read`, given the sites that `asked` names or means; `name` tells one kind of reading from another.

    Of `asked` every member counts, loaded: what stands for the caller herself is her id by then.
    """
    mine = asked_memberships(asked["site"], "read")
    question = (name, _rights(mine), reader_language(), _members(asked))
    return one_reading(question, lambda: read([membership.site for membership in mine]))


def _rights(mine: Sequence[Membership]) -> tuple[Any, ...]:
    """Nobody shares with whom is allowed more or less, even where the answer would be the same."""
    roles = [(membership.site_id, membership.role, membership.site.version) for membership in mine]
    return (current_credential().scopes, *roles)


def _members(asked: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, repr(value)) for name, value in sorted(asked.items()))

"""What kind of device a visitor writes on, as coarsely as a figure needs it: `phone`, `tablet`, `computer`, or unknown.

Told by two headers that every browser sends. Neither is kept, and nothing finer is made of them.
"""

import functools
import re
from collections.abc import Mapping
from typing import Any

from backend.feedback.models import DEVICES

PHONE, TABLET, COMPUTER = DEVICES
LONGEST = 400  # what tells stands in the beginning; of a longer text no more is read or remembered
MOST_REMEMBERED = 1_000

# Nobody holds these in her hand, or nobody knows how: programs, televisions, consoles.
_OTHERS = (
    "crawl", "spider", "slurp", "headless", "lighthouse", "preview", "externalhit",
    " tv", "-tv", "tv/", "tv;", "smarttv", "googletv", "bravia", " aft", "web0s", "playstation", "nintendo", "xbox",
    "oculus",
)  # fmt: skip
_BOT = re.compile(r"(?<!cu)bot\b")  # the phones of one maker are called Cubot
# The first that is found tells: a phone by Microsoft also says Android, an old Windows says Tablet PC.
_KINDS = (
    (re.compile(r"Windows Phone|iPhone|iPod"), PHONE),
    (re.compile(r"Windows NT"), COMPUTER),
    (re.compile(r"iPad|\bTablet\b|Kindle|Silk/(?!.*Mobile)|PlayBook"), TABLET),
    (re.compile(r"\bMobi"), PHONE),
    (re.compile(r"Android"), TABLET),
    (re.compile(r"Macintosh|CrOS|Linux|X11"), COMPUTER),
)


def device_of(environ: Mapping[str, Any]) -> str | None:
    """The class of the device that a request's WSGI environment tells; None where it tells none."""
    return _told(environ.get("HTTP_SEC_CH_UA_MOBILE") == "?1", environ.get("HTTP_USER_AGENT", "")[:LONGEST])


@functools.lru_cache(MOST_REMEMBERED)
def _told(is_mobile: bool, agent: str) -> str | None:
    if _is_other(agent.lower()):
        return None
    if is_mobile:
        return PHONE
    return next((kind for pattern, kind in _KINDS if pattern.search(agent)), None)


def _is_other(agent: str) -> bool:
    return any(word in agent for word in _OTHERS) or ("bot" in agent and _BOT.search(agent) is not None)

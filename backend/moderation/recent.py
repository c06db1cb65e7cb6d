"""What came in lately, as keyed digests in this process's memory: the same words again, many from one network.

Nothing of it is stored. The key is random, made anew each day and never leaves the process, so that neither a text nor
an address can be found from what is kept. Each process counts for itself: with two, it takes up to twice as many.
"""

import hashlib
import os
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

KEPT_SECONDS = {"text": 24 * 3600.0, "network": 600.0}
MOST_KEPT = 20_000
LETTERS_TO_TELL = 30  # shorter, and satisfied visitors say the same
_KEY_SECONDS = 24 * 3600.0
_VARYING = re.compile(r"https?://\S+|[^a-zà-ɏͰ-\uffff]+")


@dataclass(slots=True)
class _Seen:
    first_at: float
    sources: set[bytes] = field(default_factory=set)


class Recent:
    """Counts; `note` and `times` are safe to call from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._key, self._key_until = b"", 0.0
        self._seen: dict[str, OrderedDict[bytes, _Seen]] = {kind: OrderedDict() for kind in KEPT_SECONDS}

    def note_text(self, site: bytes, text: str, entry: bytes) -> int:
        """From how many other entries of this site the same words came within a day; 0 for words too few to tell."""
        core = core_of(text)
        return self._note("text", site + core.encode(), entry) if core else 0

    def note_network(self, site: bytes, address: str, entry: bytes) -> int:
        """From how many other entries of this site's, within ten minutes, the words came by the same network."""
        return self._note("network", site + network_of(address).encode(), entry)

    def _note(self, kind: str, subject: bytes, entry: bytes) -> int:
        now = self._clock()
        with self._lock:
            name, seen = self._digest(now, subject), self._seen[kind]
            while seen and now - next(iter(seen.values())).first_at > KEPT_SECONDS[kind]:
                seen.popitem(last=False)
            found = seen.get(name)
            if found is None:
                found = seen[name] = _Seen(now)
                if len(seen) > MOST_KEPT:
                    seen.popitem(last=False)
            before = len(found.sources - {entry})
            if len(found.sources) < 1000:
                found.sources.add(entry)
            return before

    def _digest(self, now: float, subject: bytes) -> bytes:
        if now >= self._key_until:
            self._key, self._key_until = os.urandom(32), now + _KEY_SECONDS
            for seen in self._seen.values():
                seen.clear()
        return hashlib.blake2b(subject, key=self._key, digest_size=12).digest()


def core_of(text: str) -> str | None:
    """What makes two texts the same: their letters, whatever stands between. None for too few to tell."""
    core = _VARYING.sub("", text.casefold())
    return core if len(core) >= LETTERS_TO_TELL else None


def network_of(address: str) -> str:
    """The network of an address as limits name it: an IPv4's /24, an IPv6's /48."""
    if ":" in address:
        return ":".join(address.split(":")[:3])
    return address.rpartition(".")[0] or address

"""House rules: what a visitor wrote in, a verdict with its reasons out. Pure.

Nothing is dropped, only set aside and explained. Signals have points: HOLD of them keep a text for a person to look at,
SPAM of them set it aside as spam.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.moderation.signals import HOLD, SPAM, Arrival, Context, Signal, signals_in

PENDING, PUBLISHED, SPAM_STATE = "pending", "published", "spam"
TRUST = 3  # points forgiven an author whose words staff published before


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a text goes and why: `signals` are what was found, each with its name in the inbox."""

    publication: str
    signals: tuple[Signal, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(signal.name for signal in self.signals)

    @property
    def told(self) -> list[dict[str, str | None]]:
        """The signals as they are kept with a feedback."""
        return [{"name": signal.name, "found": signal.found} for signal in self.signals]

    @property
    def is_suspicious(self) -> bool:
        """Whether signals alone would hold it back."""
        return sum(signal.points for signal in self.signals) >= HOLD


def judge(
    texts: Sequence[str],
    policy: str,
    context: Context | None = None,
    arrival: Arrival | None = None,
    is_trusted: bool = False,
) -> Verdict:
    """The verdict on what a visitor wrote under a publish policy.

    Numbers alone hold nothing that could offend: they are published. Where all is published at once, only spam and
    words that the site blocks are not. Signals too weak to hold a text back are no reasons, and not told; what only
    tells, as personal data does, always is.
    """
    whole = "\n".join(text for text in texts if text)
    if not whole.strip():
        return Verdict(PUBLISHED)
    signals = signals_in(whole, context or Context(), arrival or Arrival())
    points = sum(signal.points for signal in signals) - (TRUST if is_trusted else 0)
    if points >= SPAM:
        return Verdict(SPAM_STATE, signals)
    if points >= HOLD:
        is_blocked = any(signal.name == "blocked_words" for signal in signals)
        return Verdict(PUBLISHED if policy == "publish_at_once" and not is_blocked else PENDING, signals)
    tell = tuple(signal for signal in signals if not signal.points)
    return Verdict(PENDING if policy == "hold_all" else PUBLISHED, tell)

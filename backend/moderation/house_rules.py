"""House rules: a text in, a verdict with its reasons out. Pure; nothing is dropped, only set aside and explained."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PENDING, PUBLISHED, SPAM = "pending", "published", "spam"

# No pattern may look at a letter again for every letter before it: these run while a visitor waits.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|"
    r"(?<![\w-])[\w-]{1,63}\.(?:com|net|org|info|biz|ru|cn|top|xyz|shop|online|site|click)\b/?\S*",
    re.IGNORECASE,
)
_MARKUP_LINK = re.compile(r"\[url[=\]]|<a\s[^>]{0,200}href|\]\(https?://", re.IGNORECASE)
_REPEATED = re.compile(r"(\S)\1{14,}|(\b\w{2,}\b)(?:\W+\2\b){7,}", re.IGNORECASE)
MANY_LINKS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a text goes and why. `reasons` are names that staff see, in words, in the inbox."""

    publication: str
    reasons: tuple[str, ...]


def judge(texts: Sequence[str], policy: str, blocked_words: Sequence[str] = ()) -> Verdict:
    """The verdict on what a visitor wrote under a site's publish policy.

    Numbers alone hold nothing that could offend: they are published. Two signs of spam together, or markup that only
    programs write, set the text aside as spam; one sign alone only keeps it for a person to look at.
    """
    whole = "\n".join(text for text in texts if text)
    if not whole.strip():
        return Verdict(PUBLISHED, ())
    reasons = _signs(whole)
    if any(_holds(whole, word) for word in blocked_words):
        reasons += ("blocked_words",)
    if "markup_links" in reasons or len(reasons) > 1:
        return Verdict(SPAM, reasons)
    if policy == "publish_at_once" or (policy == "hold_suspicious" and not reasons):
        return Verdict(PUBLISHED if not reasons else PENDING, reasons)
    return Verdict(PENDING, reasons)


def _holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE) is not None


def _signs(text: str) -> tuple[str, ...]:
    links = _LINK.findall(text) if "." in text or "://" in text else []  # most texts hold neither
    signs = {
        "many_links": len(links) >= MANY_LINKS,
        "mostly_links": sum(map(len, links)) > len(text.strip()) / 2,
        "markup_links": any(sign in text for sign in "[]<") and _MARKUP_LINK.search(text) is not None,
        "repeated_text": _REPEATED.search(text) is not None,
    }
    return tuple(name for name, is_there in signs.items() if is_there)

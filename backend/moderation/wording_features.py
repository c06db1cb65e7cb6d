"""What the learned signal sees of a text: words, their pieces and their neighbours, each a number of 32 bits.

One code for training and for judging, so that they cannot differ. A text comes `as_read`, without its links, which are
judged by themselves. Amounts and blanks left in a mould (`{name}`) are one word each, whatever stands in them; phone
numbers and mail addresses are passed over; single Chinese signs are words. No language and no script is a feature.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from zlib import crc32

# Seeds of the hash, one for each kind of feature.
WORD, PAIR, PIECE = range(11, 14)
SIZES = (4, 6)
WEAK = 0.5
LONGEST_WORD, MOST_WORDS = 40, 320
_SIGNS = "\u3040-\u30ff\u3400-\u9fff"
_WORDS = rf"[^\W\d_{_SIGNS}]+(?:['’][^\W\d_]+)*|[{_SIGNS}]|[^\w\s\ufe0f\u200d\U0001f3fb-\U0001f3ff]"
TOKEN = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]+\.[\w.-]+)"
    r"|(?P<blank>\{[^{}\n]{1,40}\}|\[[a-zåäö _]{2,20}\]|%{1,2}[a-z]{3,20}%{1,2}|<name>|<website>)"
    r"|(?P<phone>\+\d[\d ()-]{6,18}\d|(?<!\d)0\d[\d -]{5,12}\d)"
    r"|(?P<money>[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£]|(?:eur|euro|euros|euroa|usd|dollars?|kr|kronor|kroner)\b))"
    r"|(?P<handle>@\w[\w.]{2,40})"
    r"|(?P<share>\d[\d.,]*\s?%)"
    rf"|(?P<number>\d[\d.,]*)|{_WORDS}"
)
_UNREAD = ("mail", "phone")  # customers leave theirs, too
# Most texts hold nothing but words, and those are found in a third of the time.
_WORD = re.compile(_WORDS)
_MORE = re.compile(r"[\d@{\[%<]")


def forms(read: str) -> list[str]:
    """The words and signs of a text in their order."""
    if _MORE.search(read):
        found = [_form(match) for match in TOKEN.finditer(read) if match.lastgroup not in _UNREAD]
    else:
        found = [word[:LONGEST_WORD] for word in _WORD.findall(read)]
    return found if len(found) <= MOST_WORDS else found[: MOST_WORDS * 3 // 4] + found[-MOST_WORDS // 4 :]


def _form(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind is None:
        return match.group()[:LONGEST_WORD]
    return f"{{{kind}}}" if kind != "number" else f"{{{min(len(match.group()), 4)}}}"


def of_word(form: str) -> tuple[int, list[int]]:
    """The feature of a word, and those of its pieces."""
    raw = form.encode("utf-8", "surrogatepass")
    own = crc32(raw, WORD)
    if not form[0].isalpha() or len(form) < SIZES[0] - 1:
        return own, []
    marked = f"<{form}>"
    return own, [
        crc32(marked[at : at + size].encode("utf-8", "surrogatepass"), PIECE)
        for size in SIZES
        for at in range(len(marked) - size + 1)
    ]


def sides_of(form: str) -> tuple[bytes, int]:
    """A word as the right one of two, and the hash of it as the left one, which the right one completes."""
    raw = form.encode("utf-8", "surrogatepass")
    return raw, crc32(raw + b" ", PAIR)


# Before the first word and after the last.
BEGIN, END = sides_of("^"), sides_of("$")


def pairs(sides: Sequence[tuple[bytes, int]]) -> list[int]:
    """Each word with the next one, from what is before the first to what is after the last."""
    return [crc32(right[0], left[1]) for left, right in pairwise([BEGIN, *sides, END])]


def features(read: str) -> tuple[list[int], list[int]]:
    """All features of a text: strong ones, and weak ones that count WEAK as much."""
    spoken = forms(read)
    strong, weak = pairs([sides_of(form) for form in spoken]), []
    for form in dict.fromkeys(spoken):
        own, pieces = of_word(form)
        strong.append(own)
        weak += pieces
    return strong, weak


def value(strong: int, weak: int) -> float:
    """What one strong feature counts in a text of so many: long texts do not shout louder than short ones."""
    return 1 / sqrt(max(4.0, strong + WEAK * WEAK * weak))

"""Which language a text is written in: the model's language heads, with the page's language as a hint."""

import re
from collections.abc import Sequence
from unicodedata import name

from backend.sentiment.judge import softmax
from backend.sentiment.packing import LANGUAGES
from backend.sentiment.rows import COVERED

SAME = {"no": "nb", "nn": "nb"}
# Below so many letters a text is too short to contradict the page. The hint weighs HINT letters' worth of evidence.
SHORTEST, HINT = 12, 3.0
SURE, VERY_SURE = 0.6, 0.9
# Letters that none of the seven writes (Finnish loans have š and ž): so many, and one in so many, tell a foreign text.
FOREIGN = re.compile("[\u0100-\u0151\u0154-\u015f\u0162-\u017c\u0180-\u024f]")
FOREIGNERS, ONE_IN = 2, 40
NO_LETTERS = bytes(sign for sign in range(256) if not chr(sign).isalpha())


def primary(tag: str | None) -> str | None:
    """The language of a tag such as `en-GB`; Norwegian's two written forms are one. None for none."""
    first = (tag or "").replace("_", "-").partition("-")[0].lower()
    return SAME.get(first, first) or None


def detect(text: str, told: Sequence[float], hint: str | None) -> tuple[str | None, bool]:
    """The text's language (None if it is not known) and whether the model covers it.

    `told` are the language heads' logits, `hint` the page's language by `primary`.
    """
    letters = _letters(text[:600])
    if not letters:
        return hint, hint in COVERED
    if not letters.isascii() and _foreign(letters):
        return (None if hint in COVERED else hint), False
    logits = list(told)
    if hint in LANGUAGES:
        logits[LANGUAGES.index(hint)] += HINT
    odds = softmax(logits)
    chance = max(odds)
    return _decide(LANGUAGES[odds.index(chance)], chance, len(letters), hint)


def _letters(text: str) -> str:
    try:  # most texts are written in these 256 signs, where one call drops all that are no letters
        return text.encode("latin-1").translate(None, NO_LETTERS).decode("latin-1")
    except UnicodeEncodeError:
        return "".join(filter(str.isalpha, text))


def _decide(best: str, chance: float, letters: int, hint: str | None) -> tuple[str | None, bool]:
    known = hint in COVERED
    if letters < SHORTEST:
        return hint, known or hint is None
    if best == "other":
        if chance >= VERY_SURE or not known:
            return (None if known else hint), False
        return hint, True
    if chance >= (SURE if known or hint is None else VERY_SURE):
        return best, True
    return hint, known or hint is None


def _foreign(letters: str) -> bool:
    """Whether letters tell that the text is in no covered language: another script, or Polish or Turkish signs."""
    if len(FOREIGN.findall(letters)) >= max(FOREIGNERS, len(letters) / ONE_IN):
        return True
    return max(letters) >= "\u0250" and 2 * sum(map(_latin, letters)) < len(letters)


def _latin(sign: str) -> bool:
    return sign < "\u0250" or name(sign, "").startswith(("LATIN", "FULLWIDTH LATIN"))

"""Which scripts a text is written in, and letters that stand in for others. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import name

# What is not named here is written in Latin letters.
_OF_LANGUAGE = {
    "ru": {"CYRILLIC"}, "uk": {"CYRILLIC"}, "bg": {"CYRILLIC"}, "be": {"CYRILLIC"}, "mk": {"CYRILLIC"},
    "sr": {"CYRILLIC", "LATIN"}, "kk": {"CYRILLIC"}, "mn": {"CYRILLIC"}, "el": {"GREEK"}, "ar": {"ARABIC"},
    "fa": {"ARABIC"}, "ur": {"ARABIC"}, "ckb": {"ARABIC"}, "ps": {"ARABIC"}, "he": {"HEBREW"}, "yi": {"HEBREW"},
    "zh": {"CJK"}, "ja": {"CJK", "HIRAGANA", "KATAKANA"}, "ko": {"HANGUL"}, "th": {"THAI"}, "hi": {"DEVANAGARI"},
    "ne": {"DEVANAGARI"}, "bn": {"BENGALI"}, "ta": {"TAMIL"}, "ka": {"GEORGIAN"}, "hy": {"ARMENIAN"},
    "am": {"ETHIOPIC"}, "ti": {"ETHIOPIC"},
}  # fmt: skip
_SHARE = 0.3
_LOOKED_AT = 600  # characters
_OTHER = re.compile("[\u0370-\uffdc\U00010000-\U0001ffff]")
_NEVER_SEEN = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])
# Inside a word of Latin letters: a letter of another alphabet that looks like one, or a sign that nobody sees.
_DISGUISED = re.compile("[A-Za-z][\u0430-\u045f\u0391-\u03c9\u0410-\u042f\u200b\u200c\u2060\ufeff]+[A-Za-z]")
_LOOK_ALIKE = str.maketrans("аеорсухіјѕԁһԛԝкмтвнАЕОРСУХІЈЅКМТВНαορνικε", "aeopcyxijsdhqwkmtbhAEOPCYXIJSKMTBHaopvike")
_IN_PLACE_OF = str.maketrans("013457@$!€", "oieastasie")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[@$!€0-9]+(?=[^\W\d_])|(?<!\S)[@$!€0-9]+(?=[^\W\d_]{3})")
_SIGN = re.compile("[@$!€0-9]")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .*_-]){4,24}[^\W\d_](?!\w)")


def unexpected_script(text: str, languages: Iterable[str]) -> str | None:
    """The script (`CYRILLIC`) of much of the text, if none of these languages is written in it; else None."""
    if text.isascii():
        return None
    others = _OTHER.findall(text[:_LOOKED_AT])
    if not others:
        return None
    letters = sum(character.isalpha() for character in text[:_LOOKED_AT])
    counts = Counter(script for script in map(_script, others) if script)
    for language in languages:
        for script in _OF_LANGUAGE.get(language.partition("-")[0], ()):
            counts.pop(script, None)
    if not counts:
        return None
    script, count = counts.most_common(1)[0]
    return script if count >= _SHARE * letters else None


def disguised_word(text: str) -> str | None:
    """A word with letters of another alphabet, or signs nobody sees, in between: written to be read by people only."""
    if text.isascii():
        return None
    found = _DISGUISED.search(text)
    return None if found is None else _word_around(text, found.start(), found.end())


def as_read(text: str) -> str:
    """The text as a person reads it, in small letters: look-alikes are the letters they look like, and so are digits
    and signs inside words (`v1agra`) and letters set apart (`v.i.a.g.r.a`)."""
    read = text if text.isascii() else text.translate(_NEVER_SEEN).translate(_LOOK_ALIKE)
    if _SIGN.search(read):
        read = _BETWEEN_LETTERS.sub(lambda signs: signs.group().translate(_IN_PLACE_OF), read)
    read = _SPACED.sub(lambda word: "".join(filter(str.isalpha, word.group())), read)
    return " ".join(read.casefold().split())


def _word_around(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end].translate(_NEVER_SEEN)


@lru_cache(maxsize=4096)
def _script(character: str) -> str | None:
    """`CYRILLIC` of a letter, None of anything else: emoji and marks are everybody's."""
    return name(character, "").partition(" ")[0].partition("-")[0] or None if character.isalpha() else None

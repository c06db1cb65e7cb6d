"""Which scripts a text is written in, and letters that stand in for others. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import name, normalize

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
# Letters made for formulas and lists: 𝐛𝐨𝐥𝐝, 𝓼𝓬𝓻𝓲𝓹𝓽, ⓒⓘⓡⓒⓛⓔⓓ; and wide ones, which belong beside Chinese and Japanese.
_FORMED = re.compile("[\U0001d400-\U0001d7cb\u24b6-\u24e9\U0001f130-\U0001f189]{3,}")
_WIDE = re.compile("[\uff21-\uff3a\uff41-\uff5a]{3,}")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What may stand for another letter: neither the letters and marks of Western Europe nor its dashes and quotation marks.
_STRANGE = re.compile("[\u00ad\u0250-\u200f\u2028-\u202e\u2060-\u20ab\u20ad-\U0010ffff]")
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
    if found:
        return _word_around(text, found.start(), found.end())
    formed = _FORMED.search(text) or (None if _CJK.search(text) else _WIDE.search(text))
    return formed and normalize("NFKC", formed.group())


def as_read(text: str) -> str:
    """The text as a person reads it, in small letters: look-alikes are the letters they look like, and so are digits
    and signs inside words (`v1agra`) and letters set apart (`v.i.a.g.r.a`)."""
    read = text
    if not text.isascii() and _STRANGE.search(text):
        read = normalize("NFKC", text.translate(_NEVER_SEEN)).translate(_LOOK_ALIKE)
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

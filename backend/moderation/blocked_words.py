"""Words that a site blocks, by language: a word is found in every form that its language's stem covers. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from backend.feedback.stems import primary, stem, words_of

ANY = "*"  # the list of words that are blocked whatever the language
BlockedWords = Mapping[str, Sequence[str]]
_PLAIN = re.compile(r"[^\W_]+(?: [^\W_]+)*")


def blocked_word(text: str, words: BlockedWords, language: str | None, spoken: Iterable[str]) -> str | None:
    """The first blocked word, as the site wrote it, that stands in the text in any form; None if there is none.

    Words blocked in a language are looked for where the text's language is that one or is not known. `spoken` are the
    site's languages: a word blocked in any language is stemmed as in each of them.
    """
    if not any(words.values()):
        return None
    said = words_of(text)
    for listed, languages in _lists(words, language, tuple(spoken)):
        for word in listed:
            if _holds(text, said, word, languages):
                return word
    return None


def _lists(
    words: BlockedWords, language: str | None, spoken: Sequence[str]
) -> Iterable[tuple[Sequence[str], Sequence[str]]]:
    known = primary(language)
    for listed_for, listed in words.items():
        if listed_for == ANY:
            yield listed, sorted({*map(primary, spoken), known} - {""})
        elif not known or primary(listed_for) == known:
            yield listed, [primary(listed_for)]


def _holds(text: str, said: Sequence[str], word: str, languages: Sequence[str]) -> bool:
    if not _PLAIN.fullmatch(word):  # with signs, as in "50%": as it stands
        return re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE) is not None
    wanted = words_of(word)
    return any(_follow(said, wanted, language) for language in languages or [""])


def _follow(said: Sequence[str], wanted: Sequence[str], language: str) -> bool:
    """Whether the wanted words stand in a row among those said, each in any form."""
    stems = _stems(tuple(wanted), language)
    own = [stem(word, language) for word in said]
    size = len(stems)
    return any(tuple(own[place : place + size]) == stems for place in range(len(own) - size + 1))


@lru_cache(maxsize=4096)
def _stems(words: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in words)

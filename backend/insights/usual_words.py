"""How often each word stands in comments anywhere: what is talked of *here* is what stands here more often than that.

Counted from the sentiment corpus, word by stem and language, and kept in a file, because stemming it takes long.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from backend.feedback.stems import stem, words_of
from backend.sentiment.rows import COVERED, own_rows

USUAL_WORDS = Path(__file__).with_name("usual_words.tsv")
# A stem that fewer comments hold is not in the file: it is unusual.
LEAST = 3


class Usual(NamedTuple):
    """Of one language: how many comments were counted, and in how many each stem stands."""

    comments: int
    counts: Mapping[str, int]


def count_usual_words() -> str:
    """The file's text, counted from the corpus: a head, then language, stem, comments; without a stem: all of them."""
    comments: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for row in own_rows():
        comments[row.language] += 1
        counts.update({(row.language, stem(word, row.language)) for word in words_of(row.text)})
    lines = [f"{language}\t\t{comments[language]}" for language in COVERED]
    lines += [f"{language}\t{word}\t{n}" for (language, word), n in sorted(counts.items()) if n >= LEAST]
    return "\n".join(["language\tstem\tcomments", *lines]) + "\n"


@cache
def usual_words() -> Mapping[str, Usual]:
    """What the file tells, by language."""
    counts: dict[str, dict[str, int]] = {language: {} for language in COVERED}
    for line in USUAL_WORDS.read_text("utf-8").splitlines()[1:]:
        language, word, n = line.split("\t")
        counts[language][word] = int(n)
    return {language: Usual(held.pop(""), held) for language, held in counts.items()}

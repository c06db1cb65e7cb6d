"""Count the pairs of letters that `gibberish` judges by: `python -m backend.moderation.letter_pairs`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from pathlib import Path

from backend.moderation.gibberish import ALPHABET, PAIRS, as_letters
from backend.sentiment.rows import own_rows

OTHERS = Path(__file__).parent / "other_languages.txt"
_UNSEEN = 0.5
_NEVER = -7.5


def table() -> str:
    """The table as whole tenths: minus the logarithm of how likely the second is after the first, a line a letter.

    A pair is as likely as in the language that has it most: one that is usual in Finnish alone is no gibberish. Of the
    comments only batch `a` is counted; the others test it. What few lines of other languages show counts where seen.
    """
    languages: dict[str, list[str]] = {}
    for row in own_rows():
        if row.writer == "a":
            languages.setdefault(row.language, []).append(row.text)
    counted = [_counted(texts) for texts in languages.values()]
    others = _counted(OTHERS.read_text("utf-8").splitlines())
    return "".join(f"{' '.join(_row(one, counted, others))}\n" for one in ALPHABET)


def _counted(texts: Iterable[str]) -> Counter[str]:
    pairs: Counter[str] = Counter()
    for text in texts:
        framed = f" {as_letters(text)} "
        pairs.update(map(str.__add__, framed, framed[1:]))
    return pairs


def _row(one: str, counted: Iterable[Mapping[str, int]], others: Mapping[str, int]) -> Iterable[str]:
    for other in ALPHABET:
        best = max(_share(one, other, pairs, _UNSEEN) for pairs in counted)
        yield str(round(-10 * max(best, _share(one, other, others, 0.0))))


def _share(one: str, other: str, pairs: Mapping[str, int], unseen: float) -> float:
    total = sum(pairs[one + letter] for letter in ALPHABET) + len(ALPHABET) * _UNSEEN
    seen = pairs[one + other] + unseen
    return log(seen / total) if seen else _NEVER


if __name__ == "__main__":
    PAIRS.write_text(table(), "ascii")

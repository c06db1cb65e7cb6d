"""Hard cases, written by hand apart from the corpus: how many of each language and kind are understood.

The plainest of them ("not good", an emoji alone) stand in the corpus or among the trainer's plain sentences too; the
share of the others is told apart, and asked for.
"""

import re
from collections import defaultdict
from pathlib import Path

from backend.sentiment.plain import plain_rows
from backend.sentiment.rows import COVERED, own_rows
from backend.sentiment.score import score

CASES = [line.split("\t") for line in Path(__file__).with_name("hard_cases.tsv").read_text("utf-8").splitlines()[1:]]
# Sarcasm without a clue in the words is known to be weak: counted and printed, not asked for.
KNOWN_WEAK = {"sarcasm"}
UNSEEN = "of these, never shown to the trainer"


def bare(text):
    return re.sub(r"[\W_]+", " ", text.casefold()).strip() or text


def understood(language, label, text):
    """The label itself; of positive and negative cases the sign of the score is enough."""
    result = score(text, language)
    if label in {"positive", "negative"}:
        return (result.score or 0) * (1 if label == "positive" else -1) > 0
    return result.label == label


def test_there_are_three_hundred_and_some_in_every_language():
    assert len(CASES) >= 300
    assert {language for language, *_ in CASES} == set(COVERED)
    assert len({(language, text) for language, _, _, text in CASES}) == len(CASES)


def test_most_hard_cases_are_understood(capsys):
    seen = {(row.language, bare(row.text)) for row in (*own_rows(), *plain_rows())}
    tally = defaultdict(list)
    for language, kind, label, text in CASES:
        right = understood(language, label, text)
        tally[f"kind      {kind}"].append(right)
        if kind not in KNOWN_WEAK:
            tally[f"language  {language}"].append(right)
            tally["all but known weak"].append(right)
            if (language, bare(text)) not in seen:
                tally[UNSEEN].append(right)
    with capsys.disabled():
        print()
        for name, hits in sorted(tally.items()):
            print(f"  hard cases, {name:<38} {sum(hits):>3} of {len(hits):>3}  {sum(hits) / len(hits):.2f}")
    assert len(tally[UNSEEN]) > 200
    assert sum(tally[UNSEEN]) / len(tally[UNSEEN]) >= FLOOR


# Reached by the released model, rounded down: a new model may not understand less.
FLOOR = 0.85

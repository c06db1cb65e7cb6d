"""Three writers who never teach the model, briefed to be hard: outcomes told as bare facts, and the shortest of notes.

What it says of them is nearest to what a site of a new trade will see. Never add them to the corpus.
"""

from collections import defaultdict
from pathlib import Path

from backend.sentiment.rows import own_rows
from backend.sentiment.score import score

ROWS = Path(__file__).with_name("untaught_writers.tsv").read_text("utf-8").splitlines()[1:]
COMMENTS = [row.split("\t") for row in ROWS]
POLAR = ("positive", "negative")


def test_most_of_what_they_write_is_read_on_its_right_side(capsys):
    tally = defaultdict(list)
    for writer, language, label, text in COMMENTS:
        if label in POLAR:
            value = score(text, language).score or 0.0
            tally[f"{language}, {writer}"].append(value > 0 if label == "positive" else value < 0)
    with capsys.disabled():
        print()
        for name, hits in sorted(tally.items()):
            print(f"  untaught writers: {name:<28} {sum(hits):>3} of {len(hits):>3} on their right side")
    assert min(sum(hits) / len(hits) for hits in tally.values()) >= 0.7


def test_none_of_them_teaches():
    """A word or a slip of the keys ("asdf") is everybody's."""
    taught = {row.text for row in own_rows()}
    assert not [text for *_, text in COMMENTS if len(text) > 9 and text in taught]

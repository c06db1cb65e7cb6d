"""What most people write: two or three plain words of praise or blame, without a twist."""

from collections import defaultdict
from pathlib import Path

from backend.sentiment.score import score

ROWS = Path(__file__).with_name("ordinary_comments.tsv").read_text("utf-8").splitlines()[1:]
COMMENTS = [row.split("\t") for row in ROWS]


def test_ordinary_praise_is_praise_and_ordinary_blame_is_blame(capsys):
    tally = defaultdict(list)
    for language, label, text in COMMENTS:
        right = score(text, language).label == label
        tally[language].append(right)
        tally["all"].append(right)
    with capsys.disabled():
        print()
        for name, hits in sorted(tally.items()):
            print(f"  ordinary comments, {name:<4} {sum(hits):>3} of {len(hits):>3} have their own label")
    assert sum(tally["all"]) / len(tally["all"]) >= 0.85


def test_a_list_of_good_things_is_not_half_a_complaint():
    for language, text in [
        ("sv", "Snabb leverans"),
        ("sv", "Bra service och snabb leverans!"),
        ("en", "Fast delivery and nice packaging."),
        ("fi", "Hyvä palvelu ja nopea toimitus"),
    ]:
        assert score(text, language).label == "positive", text

"""The model's data card: what it was made from, how well it does, and where it is weak."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from backend.sentiment.assess import Figures
from backend.sentiment.model import Model
from backend.sentiment.plain import plain_rows
from backend.sentiment.rows import COVERED, Row

if TYPE_CHECKING:
    from backend.sentiment.train import Trained

HEAD = """# The sentiment model: data card

Written by `flask sentiment train`; do not edit by hand. What was tried on
the way: [experiments](sentiment-experiments.md).

**{version}**, {size:,} bytes, {languages} languages. A linear model over hashed words, neighbours and pieces of words,
with one head for each question (does it say something good, something bad, …), a small stack that turns the heads into
the chances of the four labels, and heads that tell the language.
"""

MEASURED = """## How it was measured

Every comment has a writer, marked by a letter; the same letters in every language. The model that judges a comment has
never seen its writer. Choices were made, and the stack that gives the label and its confidence was fitted, on writers
a–d; **the figures below are of writers e–h**, on whom nothing was chosen. The released model has then learnt from all.

- *binary*: of the comments labelled positive or negative, the share whose score has the right sign (exactly 0 is wrong)
- *four labels*: share of all comments given their own label; *macro-F1*: mean F1 over the four labels
- *calibration error*: mean gap between the confidence told and the share that is right, in ten bins
"""

WEAK = """## Weak spots

- Sarcasm without a clue in the words, and facts that only someone who knows the trade hears as a complaint.
- Negation that was not seen often: "en ole tyytyväinen", "jeg er ikke fornøyd" and "nicht schlecht" are still misread;
  of the hand-made hard cases with a negation about one in five. Two praises joined by "and" can come out as mixed.
- English and Norwegian are the weakest; with an earlier model each doubling of the corpus gave three points, so more
  comments would help more than another model.
- Neutral against mild praise ("ok", "fine"): readers disagree too.
- Public sentences above are film dialogue, forum talk and product reviews; only there does the model lean on heads
  taught by them. Projected subtitles (`xed-proj`) are noisy in their own labels.
- The corpus was written for this purpose: figures on real comments of another trade will differ. Compare with the
  corrections of your own staff.
- A language is told from about twelve letters on; below that the page's language is believed. Danish and Norwegian are
  easily taken for each other, which does not change the score.
"""


def card(made: "Trained", own: Sequence[Row], public: Sequence[Row], model: Model) -> str:
    """The card as Markdown."""
    parts = [
        HEAD.format(version=model.version, size=len(made.data), languages=len(COVERED)),
        _sources(own, public),
        MEASURED,
        _by_language(made.own),
        *([_public(made.public)] if made.public else []),
        *([_curve(made.curve, made.own)] if made.curve else []),
        WEAK,
    ]
    return "\n".join(parts)


def _sources(own: Sequence[Row], public: Sequence[Row]) -> str:
    rows = Counter((row.language, row.label) for row in own)
    writers = {language: len({row.writer for row in own if row.language == language}) for language in COVERED}
    lines = [
        "## What it was made from\n",
        "Own comments (`backend/sentiment/corpus`, MIT, written for this project):\n",
        "| language | positive | negative | neutral | mixed | writers |",
        "|---|---|---|---|---|---|",
    ]
    for language in COVERED:
        counts = " | ".join(f"{rows[language, label]:,}" for label in ("positive", "negative", "neutral", "mixed"))
        lines.append(f"| {language} | {counts} | {writers[language]} |")
    lines += [
        "",
        f'And {len(plain_rows()):,} plain sentences of `plain.py` ("very good", "not good"); no figure counts them.',
    ]
    used = Counter(row.source for row in public if row.split == "train")
    if used:
        lines += ["", "Public sentences, not in the repository, which also teach it (train rows):\n"]
        lines += ["| source | rows | what, licence |", "|---|---|---|"]
        lines += [
            f"| `{name}` | {count:,} | {LICENCES.get(name, 'see its publisher')} |"
            for name, count in sorted(used.items())
        ]
    return "\n".join(lines) + "\n"


def _by_language(table: Mapping[str, Mapping[str, Figures]]) -> str:
    lines = ["## Figures on writers held apart\n"]
    for name, title in (("all", "All comments"), ("short", "Comments under 60 characters")):
        lines += [
            f"{title}:\n",
            "| language | n | binary | four labels | macro-F1 | calibration error |",
            "|---|---|---|---|---|---|",
        ]
        for language, rows in table.items():
            one = rows[name]
            lines.append(
                f"| {language} | {one.n:,} | {one.binary:.3f} | {one.four:.3f} | {one.macro_f1:.3f} | {one.ece:.3f} |"
            )
        lines.append("")
    return "\n".join(lines)


def _public(table: Mapping[str, Figures]) -> str:
    lines = [
        "## Figures on public dev rows\n",
        "Binary only: their neutral is another than ours.\n",
        "| rows | n | binary |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {one.polar:,} | {one.binary:.3f} |" for name, one in sorted(table.items())]
    return "\n".join(lines) + "\n"


def _curve(curve: Mapping[int, Mapping[str, Figures]], whole: Mapping[str, Mapping[str, Figures]]) -> str:
    parts = {**curve, 1: {language: rows["all"] for language, rows in whole.items()}}
    lines = [
        "## Learning curve\n",
        "Binary (four labels) on the same writers, learnt from a part of the other writers' comments:\n",
    ]
    lines += [f"| of the corpus | {' | '.join(whole)} |", "|---" * (len(whole) + 1) + "|"]
    for every, rows in parts.items():
        cells = " | ".join(f"{rows[language].binary:.3f} ({rows[language].four:.3f})" for language in whole)
        lines.append(f"| {1 / every:.0%} | {cells} |")
    return "\n".join(lines) + "\n"


LICENCES = {
    "xed": "film subtitles, Öhman et al. 2020, CC BY 4.0",
    "xed-proj": "the same, projected to other languages, CC BY 4.0",
    "finnsentiment": "Finnish forum sentences, Lindén et al. 2020, CC BY 4.0",
    "norec": "Norwegian review sentences (NoReC_sentence), CC BY-NC 4.0; its authors free models made from it",
    "lcc": "Danish sentences, F. Å. Nielsen, CC BY 4.0",
    "amazonsnip": "English product-review snippets (VADER), MIT",
    "uciamazon_cells": "English review sentences, Kotzias et al. 2015, CC BY 4.0",
    "uciimdb": "English review sentences, Kotzias et al. 2015, CC BY 4.0",
    "uciyelp": "English review sentences, Kotzias et al. 2015, CC BY 4.0",
}

"""The labelled rows a model is made from: our own corpus and, where given, a folder of public sentences."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from backend.sentiment.judge import LABELS

CORPUS = Path(__file__).with_name("corpus")
COVERED = ("fi", "sv", "en", "nb", "da", "de", "nl")
# Public rows in these teach the language heads what is none of ours.
OTHERS = ("et", "fr", "es")
FILES = {"nb": "no"}


class Row(NamedTuple):
    """One labelled text. `writer` is who wrote it (own rows), `source` and `split` where it is from (public rows)."""

    text: str
    label: str
    language: str
    writer: str = ""
    source: str = ""
    split: str = ""


def own_rows(folder: Path = CORPUS) -> list[Row]:
    """Every comment of the corpus, language by language in the order of COVERED."""
    return [
        Row(text, label, language, writer)
        for language in COVERED
        for text, label, _topic, _kind, writer in _lines(folder / f"{language}.tsv", 5)
    ]


def public_rows(folder: Path | None) -> list[Row]:
    """The public sentences of `folder` (a file a language: split, label, source, text); none without a folder."""
    if folder is None:
        return []
    return [
        Row(text, label, language, "", source, split)
        for language in (*COVERED, *OTHERS)
        for split, label, source, text in _lines(folder / f"{FILES.get(language, language)}.tsv", 4)
        if label in LABELS
    ]


def _lines(path: Path, columns: int) -> Iterator[list[str]]:
    """The rows below the head; ValueError names a line that has another number of columns."""
    for number, line in enumerate(path.read_text("utf-8").split("\n")[1:], 2):
        if not line:
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != columns:
            raise ValueError(f"{path.name}:{number}: {len(cells)} columns where {columns} belong")
        yield cells

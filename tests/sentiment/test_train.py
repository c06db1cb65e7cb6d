"""The trainer: the same rows give the same bytes, and the packed model says what the trainer measured."""

import re

import pytest

pytest.importorskip("sklearn", reason="pip install -r requirements-dev.txt")

from backend.sentiment.assess import calibration_error, figures
from backend.sentiment.card import card
from backend.sentiment.cli import CARD
from backend.sentiment.fit import fit, logits
from backend.sentiment.judge import LABELS, probabilities
from backend.sentiment.model import Model, released
from backend.sentiment.packing import HEADS, Weights, pack, unpack
from backend.sentiment.plain import plain_rows
from backend.sentiment.rows import COVERED, Row, own_rows
from backend.sentiment.score import score
from backend.sentiment.table import matrix, read, tables
from backend.sentiment.train import train
from backend.sentiment.words import words

SILENT = str  # told of each step, says nothing
TEXTS = ["Hyvä palvelu", "ei toimi", "toimitus oli hidas mutta hyvä", "mihin aikaan aukeaa?", "10/10 👍"]


@pytest.fixture(scope="module")
def some_rows():
    return [row for row in own_rows() if row.language in {"fi", "sv"}][::30]


@pytest.fixture(scope="module")
def trained(some_rows):
    return train(some_rows, [], SILENT, curve=False)


def test_the_same_rows_give_the_same_bytes(some_rows, trained):
    assert train(some_rows, [], SILENT, curve=False).data == trained.data


def test_another_model_has_another_version_and_says_so_in_its_results(trained):
    model = Model(trained.data)
    assert model.version != released().version
    assert score("Hyvä palvelu", "fi", model=model).version == model.version


def test_the_packed_model_says_what_the_trainer_measured(some_rows, trained):
    model = Model(trained.data)
    rows = [*some_rows, *plain_rows()]
    told = tables([row.text for row in rows], [])
    table, heads = matrix(read(TEXTS), told.known), fit(rows, [], told)
    for text, exact in zip(TEXTS, logits(heads, table).tolist(), strict=True):
        packed = model.read(text, words(text)).heads
        assert packed == pytest.approx(exact, abs=0.02)
        told = (probabilities(one, model.header["stack"], model.header["gate"]) for one in (packed, exact))
        assert next(told) == pytest.approx(next(told), abs=0.01)


def test_without_public_sentences_every_text_is_judged_as_a_comment(trained):
    [gate] = {round(Model(trained.data).read(text, words(text)).heads[HEADS.index("dom")]) for text in TEXTS}
    assert gate == 20


def test_the_card_tells_figures_of_writers_held_apart(some_rows, trained):
    text = card(trained, some_rows, [], Model(trained.data))
    assert f"| fi | {trained.own['fi']['all'].n:,} | {trained.own['fi']['all'].binary:.3f} |" in text
    assert trained.own["fi"]["all"].n == sum(row.language == "fi" and row.writer in "efgh" for row in some_rows)


def test_the_released_card_is_of_the_released_model_and_the_present_corpus():
    text = CARD.read_text("utf-8")
    assert f"**{released().version}**" in text
    rows = own_rows()
    for language in COVERED:
        counts = [sum(row.language == language and row.label == label for row in rows) for label in LABELS]
        assert f"| {language} | {' | '.join(f'{n:,}' for n in counts)} |" in text, f"{language}: train again"


def test_the_released_figures_are_no_worse_than_when_they_were_first_reached():
    table = re.search(r"All comments:\n\n(.*?)\n\n", CARD.read_text("utf-8"), re.DOTALL)[1]
    rows = {cells[1].strip(): cells for line in table.splitlines()[2:] if (cells := line.split("|"))}
    for language in COVERED:
        binary, four = (float(rows[language][at]) for at in (3, 4))
        assert binary >= 0.83, language
        assert four >= 0.72, language
    assert float(rows["all"][6]) <= 0.05


def test_a_score_of_exactly_nothing_counts_as_wrong():
    undecided, good = [0.3, 0.3, 0.4, 0.0], [0.7, 0.1, 0.1, 0.1]
    found = figures(["positive", "negative", "positive", "neutral"], [undecided, undecided, good, undecided])
    assert (found.n, found.polar, found.binary, found.four) == (4, 3, pytest.approx(1 / 3), 0.5)


def test_the_calibration_error_is_the_gap_between_promise_and_truth():
    assert calibration_error([0.95] * 4, [True, True, False, False]) == pytest.approx(0.45)
    assert calibration_error([0.5, 0.5], [True, False]) == 0


@pytest.mark.parametrize(
    "data",
    [b"", b"KSM2", b"KSM2\x02\x00\x00\x00{}junk", b"PK\x03\x04" + b"0" * 99, pack({}, Weights(b"short", [], b""))],
    ids=["empty", "head only", "junk", "another file", "short"],
)
def test_a_file_that_is_no_model_is_refused(data):
    with pytest.raises(ValueError, match="model"):
        unpack(data)


def test_a_line_with_too_few_columns_is_named(tmp_path):
    for language in COVERED:
        (tmp_path / f"{language}.tsv").write_text("text\tlabel\ttopic\tkind\tbatch\nhyvä\tpositive\n", "utf-8")
    with pytest.raises(ValueError, match=r"fi\.tsv:2: 2 columns where 5 belong"):
        own_rows(tmp_path)


def test_a_row_is_its_text_and_label_and_who_wrote_it():
    assert all(isinstance(row, Row) and row.label in LABELS and row.writer for row in own_rows())

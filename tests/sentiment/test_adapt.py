"""Learning from an installation's own rows: its words are learnt, and nothing else is lost."""

import pytest

from backend.sentiment.adapt import Example, adapt
from backend.sentiment.model import Model, released
from backend.sentiment.packing import unpack
from backend.sentiment.rows import own_rows
from backend.sentiment.score import score

# In this shop a "kelmi" is a thing that went wrong, and they say it in many ways.
BEFORE = ["taas yksi", "onpa", "täysi", "sain", "tämä on", "tilaus oli", "tuote on", "näytti ihan", "aika", "melkoinen"]
AFTER = ["", " tuli kotiin", " koko tuote", " jälleen", " sitten", " postissa"]


@pytest.fixture(scope="module")
def rows():
    shops = [Example(f"{before} kelmi{after}", "negative") for before in BEFORE for after in AFTER]
    return shops + [Example(row.text, row.label, 0.5) for row in own_rows() if row.language == "fi"][::80]


@pytest.fixture(scope="module")
def adapted(rows):
    return Model(adapt(released(), rows))


def test_a_shop_s_own_word_is_learnt(adapted):
    text = "eilen haettu paketti, kelmi"
    assert score(text, "fi", model=adapted).score < score(text, "fi").score - 0.1
    assert score("kelmi", "fi", model=adapted).label == "negative"


def test_what_the_base_model_knows_is_kept(adapted):
    rows = [row for row in own_rows() if row.label in {"positive", "negative"}][7::60]
    same = [
        (score(row.text, row.language, model=adapted).score > 0) == (score(row.text, row.language).score > 0)
        for row in rows
    ]
    assert sum(same) / len(same) > 0.95


def test_the_same_rows_give_the_same_bytes_and_a_version_of_their_own(rows, adapted):
    assert adapt(released(), rows) == adapted.data
    assert adapted.version != released().version


def test_rows_without_a_use_change_nothing():
    useless = [Example("", "negative"), Example("hyvä", "unknown"), Example("hyvä", "positive", 0.0)]
    assert unpack(adapt(released(), useless)) == unpack(released().data)

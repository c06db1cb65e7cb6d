"""Makes the packed model from the corpus: figures first, on writers held apart; then a model of all writers."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from backend.sentiment.assess import (
    DEVELOPMENT,
    REPORTED,
    Figures,
    by_language,
    held_apart,
    public_figures,
    stack_of,
)
from backend.sentiment.fit import COARSE, Linear, fit, fit_breadth, fit_languages, placed, quantised
from backend.sentiment.packing import HEADS, Weights, pack
from backend.sentiment.plain import plain_rows
from backend.sentiment.rows import Row
from backend.sentiment.table import Tables, tables

# Slope and bias of the gate between the heads for comments and the one for films and forums: of those with which the
# Finnish subtitles of the public dev rows reached .81, the one that cost the development writers least. What was
# written since took four in a thousand from the subtitles; a gate that gives them back costs comments more.
GATE = (1.4, 0.2)
# Of the learning curve: every tenth row, every fourth, every second.
PARTS = (10, 4, 2)


class Trained(NamedTuple):
    """The packed model and what is told of it in the data card."""

    data: bytes
    own: dict[str, dict[str, Figures]]
    public: dict[str, Figures]
    curve: dict[int, dict[str, Figures]]


def train(own: Sequence[Row], public: Sequence[Row], say: Callable[[str], None], *, curve: bool = True) -> Trained:
    """The model of all `own` and `public` rows and its figures; `say` is told of each step."""
    own = [*own, *plain_rows()]
    say(f"{len(own):,} own comments and plain sentences, {len(public):,} public sentences: reading their features …")
    told = tables([row.text for row in own], [row.text for row in public])
    say("The head of public sentences …")
    breadth = fit_breadth(public, told)
    say("Writers held apart: development …")
    header = {"stack": stack_of(own, held_apart(own, public, told, breadth, DEVELOPMENT)), "gate": GATE}
    say("Writers held apart: reported …")
    figures = by_language(own, held_apart(own, public, told, breadth, REPORTED), header)
    learning = _curve(own, public, told, breadth, header, say) if curve else {}
    say("The model of all writers …")
    heads = fit(own, public, told, breadth)
    outside = public_figures(public, told.public, heads, header)
    say("Languages …")
    data = packed(heads, told.known, fit_languages([*own, *public]), header)
    return Trained(data, figures, outside, learning)


def packed(heads: dict[str, Linear], known: Any, languages: Sequence[Linear], header: dict[str, Any]) -> bytes:
    """The model's file from its heads, its languages and the header that judges."""
    checks, held = placed([heads[name] for name in HEADS], known)
    planes, scales, biases = quantised(held, COARSE)
    more, language_scales, language_biases = quantised(languages, 8)
    told = {
        **header,
        "scales": scales,
        "biases": biases,
        "language_scales": language_scales,
        "language_biases": language_biases,
    }
    return pack(told, Weights(checks, planes, b"".join(more)))


def _curve(own: Any, public: Any, told: Tables, breadth: Linear, header: Any, say: Callable[[str], None]) -> Any:
    """Figures by language of models that learnt from a part of the rows; judged on the same writers, held apart."""
    found = {}
    for every in PARTS:
        say(f"Learning curve: one row of {every} …")
        logits = held_apart(own, public, told, breadth, REPORTED, every)
        found[every] = {language: rows["all"] for language, rows in by_language(own, logits, header).items()}
    return found

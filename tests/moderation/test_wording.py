"""How a text is worded: learnt from the rows in the repository, told in words that staff can read."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backend.moderation import signals
from backend.moderation.house_rules import judge
from backend.moderation.signals import Context
from backend.moderation.wording import PATH, Wording, released, unpack
from backend.moderation.wording_train import CORPUS, DRAW, TEACH, Rows, rows, train
from backend.sentiment.rows import own_rows

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "spam_rows"
OFFER = "May I e-mail you three ideas that would lift the conversion of your home page? No strings attached."
# In languages of which no row teaches anything.
FOREIGN = [
    "Az üzlet nagyon szép volt, köszönöm a segítséget",
    "Obchod byl pěkný a obsluha ochotná, děkuji",
    "Το κατάστημα ήταν πολύ ωραίο, ευχαριστώ",
    "Parduotuvė labai graži, ačiū už pagalbą",
    "Cửa hàng rất đẹp và sạch sẽ",
    "Dyqani ishte shumë i bukur, faleminderit",
    "החנות הייתה נהדרת, תודה רבה לכם",
    "Búðin var mjög falleg og starfsfólkið hjálpsamt",
]


def wording_of(text):
    found = judge([text], "hold_suspicious", Context()).told
    return next((signal["found"] for signal in found if signal["name"] == "wording"), None)


def few():
    told = rows()
    return Rows(told.spam[::8], told.hard[::8], told.comments[::80], told.drawing[::40])


def test_an_offer_without_link_or_phrase_waits_and_its_words_are_told():
    verdict = judge([OFFER], "hold_suspicious")
    assert verdict.publication != "published"
    told = wording_of(OFFER).split(", ")
    assert 0 < len(told) <= 5
    assert all(word in OFFER.lower() for word in told)


def test_wording_alone_never_sets_a_text_aside_as_spam():
    assert max(signal.points for signal in signals.signals_in(OFFER, Context(), signals.Arrival())) <= 4
    spam = (BENCHMARK / "spam.txt").read_text("utf-8").splitlines()
    for line in spam:
        verdict = judge([line.split("\t")[3]], "hold_suspicious")
        assert verdict.reasons != ("wording",) or verdict.publication == "pending"


@pytest.mark.parametrize("text", FOREIGN)
def test_a_language_alone_is_never_a_reason(text):
    assert judge([text], "hold_suspicious").publication == "published"


@pytest.mark.parametrize("text", ["", "ok", "👍👍", "?", "10/10", "{name}", "\ud800 \ud800 \ud800", "a" * 5000])
def test_whatever_the_text_it_is_read_without_an_error(text):
    reading = released().read(text)
    assert reading is None or len(reading.words) == len(reading.says)


def test_what_is_plainly_spam_is_not_asked_about():
    verdict = judge(["Rank your website on the first page of Google"], "hold_suspicious")
    assert verdict.reasons == ("advertising",)


def test_threads_read_the_same():
    texts = [row.text.lower() for row in own_rows()[:400]]
    model = Wording(PATH.read_bytes())
    alone = [model.read(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(model.read, texts)) == alone


def test_the_same_rows_give_the_same_bytes():
    told = few()
    assert train(told) == train(told)


def test_what_was_trained_tells_its_rows_apart():
    told = few()
    model = Wording(train(told))
    readings = [model.read(text) for text in told.spam]
    found = [reading.logit > model.hold for reading in readings if reading]
    assert sum(found) > 0.8 * len(found)


def test_the_model_is_small():
    assert PATH.stat().st_size <= 300_000


def test_no_text_that_the_benchmark_measures_on_has_taught_it():
    told = rows()
    written = {text.casefold() for text in [*told.spam, *told.hard] if len(text) > 20}
    lines = [line for path in BENCHMARK.glob("*.txt") for line in path.read_text("utf-8").splitlines()]
    assert written.isdisjoint(line.split("\t")[3].casefold() for line in lines)
    assert not TEACH & DRAW
    assert {row.writer for row in own_rows()} > TEACH | DRAW


def test_every_row_has_a_language_and_a_text():
    for path in CORPUS.glob("*/*.tsv"):
        for line in path.read_text("utf-8").splitlines():
            language, _, text = line.partition("\t")
            assert len(language) == 2, f"{path.name}: {line}"
            assert text.strip() == text != "", f"{path.name}: {line}"


@pytest.mark.parametrize("data", [b"", b"KWM1", b"KWM1\x02\x00\x00\x00{}nonsense", b"something else"])
def test_a_damaged_model_says_how_to_make_it_anew(data):
    with pytest.raises(ValueError, match="flask moderation train"):
        unpack(data)

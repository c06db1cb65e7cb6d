"""The scorer in use: the model learnt here once there is one, without a restart, and never a failing request."""

import logging
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from backend.feedback.own_models import OwnModels
from backend.feedback.scorer import Scorer
from backend.sentiment.adapt import Example, adapt
from backend.sentiment.model import Model, released
from backend.sentiment.packing import pack, unpack
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site

# A word that no corpus holds: only who learnt it here knows that it is praise.
WORD = "kropsahdus"


@pytest.fixture(scope="module")
def learnt():
    """The released model with a word more, and so with a version of its own."""
    examples = [Example(f"{before} {WORD}", "positive") for before in ("oli", "tuli", "onpa", "sain", "aika", "")]
    return Model(adapt(released(), examples * 4))


@pytest.fixture
def models(tmp_path):
    return OwnModels(tmp_path / "sentiment")


def version(scorer):
    return scorer.score("Ihan kiva", "fi").version


def test_without_a_model_of_its_own_the_released_one_scores(models):
    assert version(Scorer("kohtaamo", models)) == released().version


def test_a_model_that_was_kept_comes_into_use_without_a_restart(models, learnt):
    scorer = Scorer("kohtaamo", models, look_again=0)
    before = scorer.score(WORD, "fi")
    models.keep(learnt)
    after = scorer.score(WORD, "fi")
    assert after.version == learnt.version != before.version
    assert after.score > before.score


def test_the_file_is_looked_for_again_only_after_the_pause(models, learnt):
    scorer = Scorer("kohtaamo", models, look_again=3600)
    assert version(scorer) == released().version
    models.keep(learnt)
    assert version(scorer) == released().version


def test_rolling_back_returns_step_by_step_to_the_released_model(models, learnt):
    second = Model(adapt(released(), [Example(f"oli {WORD}", "negative")] * 4))
    scorer = Scorer("kohtaamo", models, look_again=0)
    models.keep(learnt)
    models.keep(second)
    assert version(scorer) == second.version
    assert models.roll_back() == f"{learnt.version}.model"
    assert version(scorer) == learnt.version
    assert models.roll_back() is None
    assert version(scorer) == released().version
    with pytest.raises(LookupError):
        models.roll_back()


def test_earlier_models_are_kept_for_the_owner_alone_and_nothing_half_written_stays(models, learnt, tmp_path):
    folder = tmp_path / "sentiment"
    models.keep(learnt)
    models.roll_back()
    assert sorted(os.listdir(folder)) == ["current", f"{learnt.version}.model"]
    assert (folder / f"{learnt.version}.model").read_bytes() == learnt.data
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def _lacking(model):
    header, planes = unpack(model.data)
    return pack({name: value for name, value in header.items() if name != "stack"}, planes)


@pytest.mark.parametrize("fault", ["cut", "one bit", "empty", "gone", "a folder", "of an earlier form", "no list"])
def test_a_damaged_model_gives_the_released_one_and_one_line_in_the_log(models, learnt, tmp_path, caplog, fault):
    path, list_of = models.keep(learnt), tmp_path / "sentiment" / "current"
    if fault == "cut":
        path.write_bytes(learnt.data[:-100])
    elif fault == "one bit":
        path.write_bytes(learnt.data.replace(b'"gate":[1', b'"gate":[9', 1))
    elif fault == "empty":
        path.write_bytes(b"")
    elif fault == "of an earlier form":
        list_of.write_text(_older(tmp_path, learnt))
    elif fault == "no list":
        list_of.write_bytes(b"\xff\xfe\xff\n")
    else:
        path.unlink()
        if fault == "a folder":
            path.mkdir()
    scorer = Scorer("kohtaamo", models, look_again=0)
    with caplog.at_level(logging.ERROR):
        assert {version(scorer) for _ in range(5)} == {released().version}
    assert [record.message for record in caplog.records] == ["own_model_unreadable"]


def _older(tmp_path, learnt):
    """A whole model that lacks what this version reads; the name to list it under."""
    data = _lacking(learnt)
    name = f"kohtaamo-{sha256(data).hexdigest()[:8]}.model"
    (tmp_path / "sentiment" / name).write_bytes(data)
    return f"{name}\n"


def test_a_name_in_the_list_leads_to_no_file_elsewhere(models, learnt, tmp_path):
    models.keep(learnt)
    (tmp_path / "sentiment" / f"{learnt.version}.model").rename(tmp_path / f"{learnt.version}.model")
    (tmp_path / "sentiment" / "current").write_text(f"../{learnt.version}.model\n")
    assert version(Scorer("kohtaamo", models)) == released().version


def test_threads_may_score_while_models_come_and_go(models, learnt):
    scorer = Scorer("kohtaamo", models, look_again=0)

    with ThreadPoolExecutor(8) as threads:
        told = [threads.submit(version, scorer)]
        for _ in range(5):
            models.keep(learnt)
            told += [threads.submit(version, scorer) for _ in range(8)]
            models.roll_back()
            told += [threads.submit(version, scorer) for _ in range(8)]
    assert {one.result() for one in told} <= {released().version, learnt.version}


def test_textblob_reads_english_and_no_model(models):
    scorer = Scorer("textblob", models)
    assert scorer.score("Great, wonderful", "en").version.startswith("textblob-")
    assert scorer.score("Ihan kiva", "fi").label == "unknown"


@pytest.mark.parametrize("text", [None, "", "  \n"])
def test_no_words_have_no_mood(models, text):
    assert Scorer("kohtaamo", models).score(text, "fi") is None


def test_the_chosen_scorer_judges_what_visitors_send_and_change(fresh_database_url, tmp_path):
    app = make_app(database_url(fresh_database_url("sqlite")), tmp_path, scorer="textblob")
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    left = shop.leave(comment="Great, wonderful", language="en")
    told = ada.get(f"/feedback/{left['feedback_id']}").json["sentiment"]
    assert (told["label"], told["version"].partition("-")[0]) == ("positive", "textblob")
    shop.step(left["id"], left["thread_key"], comment="Terrible, awful")
    told = ada.get(f"/feedback/{left['feedback_id']}").json["sentiment"]
    assert (told["label"], told["version"].partition("-")[0]) == ("negative", "textblob")
    dispose(app)


def test_what_visitors_send_is_judged_by_the_model_learnt_here(fresh_database_url, tmp_path, learnt):
    OwnModels(tmp_path / "sentiment").keep(learnt)
    app = make_app(database_url(fresh_database_url("sqlite")), tmp_path)
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    left = shop.leave(comment=WORD, language="fi")
    assert ada.get(f"/feedback/{left['feedback_id']}").json["sentiment"]["version"] == learnt.version
    dispose(app)

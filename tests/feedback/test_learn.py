"""`flask sentiment learn`: from corrections and clear ratings, kept if better on rows held apart, undone."""

from uuid import UUID

import pytest

import backend.feedback.cli as cli
from backend.feedback.learn import CORRECTED, RATED, Judged, Learnt, OwnRow, learn, own_rows
from backend.foundation.ids import new_id
from backend.sentiment.model import released
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site
from tests.databases import KINDS

# In this shop a "kropsahdus" is something that went wrong. No corpus holds the word.
BEFORE = ["eilen", "tänään", "taas", "tosi", "aika", "melkoinen", "onpa", "sain", "tuli", "ihan"]
AFTER = ["", " kassalla", " verkossa", " myymälässä", " puhelimessa", " illalla"]
OURS = [f"{before} kropsahdus{after}" for before in BEFORE for after in AFTER]
PLAIN = [("Loistava palvelu, kiitos paljon!", 5), ("Kolmas viikko ilman vastausta, peruin tilauksen", 1)]


def row(text, label, weight=CORRECTED):
    return OwnRow(new_id(), text, "fi", label, weight)


@pytest.fixture(scope="module")
def rated():
    return [
        row(f"{text} {n}", "positive" if stars == 5 else "negative", RATED) for n in range(15) for text, stars in PLAIN
    ]


def test_a_shops_own_word_is_learnt_and_shows_on_rows_held_apart(rated):
    learnt = learn([row(text, "negative") for text in OURS] + rated, released())
    assert learnt.corrected.after > learnt.corrected.before
    assert learnt.rated.after == learnt.rated.before
    assert learnt.is_better
    assert learnt.taught + learnt.corrected.n + learnt.rated.n == len(OURS) + len(rated)
    assert learnt.model.version != released().version


def test_what_is_held_apart_teaches_nothing(rated):
    rows = [row(text, "negative") for text in OURS] + rated
    without = [one for one in rows if not one.is_apart]
    assert learn(rows, released()).model.data == learn(without, released()).model.data


def test_a_row_stays_on_its_side_and_a_fifth_is_apart():
    ids = [new_id() for _ in range(5000)]
    apart = [OwnRow(one, "", None, "positive", RATED).is_apart for one in ids]
    assert apart == [OwnRow(one, "new words", "fi", "negative", CORRECTED).is_apart for one in ids]
    assert 850 < sum(apart) < 1150


@pytest.mark.parametrize(
    ("corrected", "rated", "expected"),
    [
        ((20, 10, 15), (500, 450, 450), True),
        ((20, 10, 10), (500, 450, 451), True),
        ((20, 10, 15), (500, 450, 445), True),
        ((20, 10, 15), (500, 450, 444), False),
        ((20, 10, 9), (500, 450, 490), False),
        ((20, 10, 10), (500, 450, 450), False),
        ((20, 10, 11), (500, 450, 445), False),
        ((0, 0, 0), (500, 450, 460), True),
        ((20, 10, 12), (0, 0, 0), True),
        ((0, 0, 0), (0, 0, 0), False),
    ],
    ids=[
        "more corrections right",
        "more ratings right",
        "a little lost, more won",
        "too much of the unpicked rows lost",
        "corrections lost",
        "all the same",
        "lost more than won",
        "no correction",
        "no rating",
        "nothing to judge by",
    ],
)
def test_it_is_better_only_if_more_is_right_and_neither_kind_notably_worse(corrected, rated, expected):
    assert Learnt(released(), 0, Judged(*corrected), Judged(*rated)).is_better is expected


@pytest.fixture(scope="module", params=KINDS)
def installed(request, fresh_database_url, tmp_path_factory):
    """An installation of its own whose staff corrected 60 comments, and whose visitors rated some more."""
    data = tmp_path_factory.mktemp("data")
    app = make_app(database_url(fresh_database_url(request.param)), data)
    app.extensions["scorer"].look_again = 0
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    for text in OURS:
        left = shop.leave(rating=3, comment=text, language="fi")
        ada.call("PUT", f"/feedback/{left['feedback_id']}/sentiment", json={"label": "negative"})
    for n in range(5):
        for text, stars in PLAIN:
            shop.leave(rating=stars, comment=f"{text} {n}", language="fi")
    yield app, shop, ada, data
    dispose(app)


def run(app, command, *more):
    return app.test_cli_runner().invoke(args=["sentiment", command, *more])


def test_with_too_few_rows_it_says_how_many_are_needed(installed):
    """Of the seventy, what the house rules set aside (the same words again and again) teaches nothing."""
    app, shop, ada, _ = installed
    result = run(app, "learn")
    assert result.exit_code == 1
    set_aside = ada.get(f"/feedback?site={shop.key}&publication=spam").json["items"]
    assert f"{70 - len(set_aside)} comments can teach, 250 are needed" in result.output


def test_learning_and_rolling_back_change_what_the_server_says(installed, monkeypatch):
    app, shop, ada, data = installed
    monkeypatch.setattr(cli, "LEAST", 60)

    def says():
        left = shop.leave(rating=3, comment="melkoinen kropsahdus eilen", language="fi")
        return ada.get(f"/feedback/{left['feedback_id']}").json["sentiment"]

    before = says()
    result = run(app, "learn", "--site", shop.key)
    assert result.exit_code == 0, result.output
    assert "Better there" in result.output
    assert "corrected or confirmed by staff" in result.output
    [file] = list((data / "sentiment").glob("*.model"))
    after = says()
    assert (before["version"], after["version"]) == (released().version, file.stem)
    assert after["score"] < before["score"]
    again = run(app, "learn")
    assert "Not better there: the model in use stays." in again.output, "the same rows teach the same once more"
    assert run(app, "rescore").output.splitlines()[-1].startswith("71 scored anew;"), "all but the one said after"
    back = run(app, "rollback")
    assert back.exit_code == 0
    assert says()["version"] == released().version
    assert file.exists(), "what was learnt is kept"
    refused = run(app, "rollback")
    assert (refused.exit_code, "Nothing to return to" in refused.output) == (1, True)


def test_what_teaches_is_what_staff_judged_and_what_a_clear_rating_says(app, shop, ada):
    said = {
        "corrected": shop.leave(rating=5, comment="Ihan ok kassalla", language="fi"),
        "low": shop.leave(rating=2, comment="Ei tullut ikinä perille", language="fi"),
        "high": shop.leave(rating=4, comment="Tuli nopeasti perille", language="fi"),
        "middling": shop.leave(rating=3, comment="Tuli joskus perille", language="fi"),
        "unrated": shop.leave(rating=None, comment="Tuli viimein perille", language="fi"),
        "silent": shop.leave(rating=1),
        "uncovered": shop.leave(rating=1, comment="Посылка так и не пришла", language="fi"),
        "spam": shop.leave(rating=1, comment="Osta halvalla kelloja", language="fi"),
        "erased": shop.leave(rating=1, comment="Poista tämä heti", language="fi"),
    }
    ada.call("PUT", f"/feedback/{said['corrected']['feedback_id']}/sentiment", json={"label": "neutral"})
    ada.post(f"/feedback/{said['spam']['feedback_id']}/decisions", json={"verdict": "spam"})
    shop.client.delete(f"/w/v1/threads/{said['erased']['thread_key']}")
    names = {UUID(left["feedback_id"]): name for name, left in said.items()}
    with app.app_context():
        found = {(names[one.id], one.label, one.weight) for one in own_rows([shop.id])}
    assert found == {
        ("corrected", "neutral", CORRECTED),
        ("low", "negative", RATED),
        ("high", "positive", RATED),
    }

"""A decision teaches: about an author who left her address, and about a text."""

from datetime import timedelta

import pytest

from backend.foundation.clock import travel
from backend.foundation.database import db, writing
from backend.moderation.lessons import KEPT_FOR, forget_old_lessons
from backend.moderation.models import Lesson

STRANGE = "Lisää vinkkejä kodin remonttiin löydät täältä: https://foorumi.example/ketju/77"
ANOTHER = "Parhaat edut ja vinkit kaikille täällä: https://foorumi.example/ketju/78"
SPAM = "Erinomaista sisältöä, tulen varmasti takaisin lukemaan lisää tältä sivulta"


@pytest.fixture
def strict(shop, ada):
    ada.patch(f"/sites/{shop.id}", json={"publish_policy": "hold_suspicious"})
    return shop


def decide(ada, left, verdict):
    assert ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict}).status_code == 201


def test_an_author_whose_words_were_published_is_held_less_easily(strict, ada):
    first = strict.leave(comment=STRANGE, email="aino@example.fi")
    assert first["state"] == "pending"
    decide(ada, first, "publish")
    assert strict.leave(comment=ANOTHER, email="Aino@example.fi")["state"] == "published"
    assert strict.leave(comment=ANOTHER, email="muu@example.fi")["state"] == "pending"
    assert strict.leave(comment=ANOTHER)["state"] == "pending"


def test_trust_does_not_publish_what_is_plainly_spam(strict, ada):
    decide(ada, strict.leave(comment=STRANGE, email="aino@example.fi"), "publish")
    left = strict.leave(comment="<a href='https://a.example'>halpaa</a>", email="aino@example.fi")
    assert left["state"] == "pending"


@pytest.mark.parametrize("verdict", ["spam", "restore"])
def test_trust_is_lost_again(strict, ada, verdict):
    first = strict.leave(comment=STRANGE, email="aino@example.fi")
    decide(ada, first, "publish")
    decide(ada, first, verdict)
    assert strict.leave(comment=ANOTHER, email="aino@example.fi")["state"] == "pending"


def test_trust_is_a_sites_own(strict, other_shop, ada, mallory):
    mallory.patch(f"/sites/{other_shop.id}", json={"publish_policy": "hold_suspicious"})
    decide(ada, strict.leave(comment=STRANGE, email="aino@example.fi"), "publish")
    assert other_shop.leave(comment=ANOTHER, email="aino@example.fi")["state"] == "pending"


def test_what_was_taken_for_spam_is_spam_when_it_comes_again(strict, ada):
    first = strict.leave(comment=SPAM)
    assert first["state"] == "published"
    decide(ada, first, "spam")
    again = strict.leave(comment=SPAM + "!!")
    found = ada.get(f"/feedback/{again['feedback_id']}").json
    assert (found["publication"], found["reasons"]) == ("spam", ["known_spam"])
    decide(ada, first, "restore")
    third = strict.leave(comment=SPAM)
    assert ada.get(f"/feedback/{third['feedback_id']}").json["reasons"] == ["same_text"], "and no longer known as spam"


def test_what_was_published_once_many_may_say(strict, ada):
    decide(ada, first := strict.leave(comment=SPAM), "hide")
    decide(ada, first, "publish")
    assert {strict.leave(comment=SPAM)["state"] for _ in range(4)} == {"published"}


def test_a_bulk_decision_teaches_as_one_does(strict, ada):
    left = strict.leave(comment=SPAM)
    bulk = ada.post(f"/bulk-decisions?site={strict.key}", json={"verdict": "spam", "ids": [left["feedback_id"]]}).json
    assert strict.leave(comment=SPAM)["state"] == "pending"
    ada.post(f"/bulk-decisions/{bulk['id']}/reversal")
    assert strict.leave(comment=SPAM)["state"] == "published"


def test_neither_address_nor_text_is_kept_and_all_is_forgotten(app, strict, ada):
    left = strict.leave(comment=SPAM, email="aino@example.fi")
    decide(ada, left, "hide")
    decide(ada, left, "publish")
    with app.app_context():
        lessons = db.session.query(Lesson).filter_by(site_id=strict.id).all()
        assert {lesson.kind for lesson in lessons} == {"author", "text"}
        assert not any(b"aino" in lesson.digest for lesson in lessons)
    with app.app_context(), travel(KEPT_FOR + timedelta(days=1)), writing():
        assert forget_old_lessons() >= 2

"""What staff see of feedback that says the same: with a stand-in for the model."""

import pytest

from backend.feedback import meaning, similar
from tests.feedback.reading import Wordbook, kept, read_all

pytestmark = pytest.mark.usefixtures("small_steps")


@pytest.fixture
def extra(monkeypatch):
    monkeypatch.setattr(similar, "is_installed", lambda: True)


def likes(person, left):
    return person.get(f"/feedback/{left['feedback_id']}/similar").json


def test_staff_see_what_says_the_same_in_another_language(app, shop, ada, extra):
    fi = shop.leave(comment="Lasku!", language="fi", rating=1)
    sv = shop.leave(comment="Faktura", language="sv", rating=2)
    shop.leave(comment="Kahvi", language="fi")
    read_all(app)
    told = likes(ada, fi)
    assert told["available"] is True
    [item] = told["items"]
    full = ada.get(f"/feedback/{sv['feedback_id']}").json
    assert item == {
        "id": sv["feedback_id"],
        "comment": "Faktura",
        "language": "sv",
        "touchpoint": full["touchpoint"],
        "rating": full["rating"],
        "sentiment": full["sentiment"]["label"],
        "created_at": full["created_at"],
        "similarity": 1.0,
    }


def test_at_most_five_are_shown_the_most_alike_first(app, shop, ada, extra):
    own = shop.leave(comment="invoice coffee")
    for _ in range(6):
        shop.leave(comment="invoice coffee bussi")
    best = shop.leave(comment="faktura kaffe")
    read_all(app)
    items = likes(ada, own)["items"]
    assert items[0]["id"] == best["feedback_id"]
    assert [item["similarity"] for item in items] == [1.0, *[pytest.approx(0.82, abs=0.02)] * 4]


def test_what_is_not_alike_enough_is_not_shown(app, shop, ada, extra):
    own = shop.leave(comment="invoice")
    shop.leave(comment="invoice coffee buss")  # 0.58
    read_all(app)
    assert likes(ada, own) == {"items": [], "available": True}


def test_neither_spam_nor_another_sites_feedback_is_shown(app, shop, other_shop, ada, extra):
    own, spam = shop.leave(comment="Lasku"), shop.leave(comment="Invoice")
    other_shop.leave(comment="Faktura")
    read_all(app)
    assert len(likes(ada, own)["items"]) == 1
    ada.post(f"/feedback/{spam['feedback_id']}/decisions", json={"verdict": "spam"})
    assert likes(ada, own)["items"] == []


def test_a_busy_neighbour_does_not_crowd_out_what_is_alike(app, shop, other_shop, ada, extra, monkeypatch):
    own, twin = shop.leave(comment="Lasku"), shop.leave(comment="Faktura")
    for _ in range(3):
        other_shop.leave(comment="Faktura")
    read_all(app)
    for most in ("NEWEST", "NEWEST_IN_PLAIN_PYTHON"):
        monkeypatch.setattr(similar, most, 2)
    assert [item["id"] for item in likes(ada, own)["items"]] == [twin["feedback_id"]]


def test_a_stranger_learns_nothing_of_it(app, shop, mallory, person, extra):
    left = shop.leave(comment="Lasku")
    assert mallory.get(f"/feedback/{left['feedback_id']}/similar").status_code == 404
    assert person("agent", ["reply"]).get(f"/feedback/{left['feedback_id']}/similar").status_code == 403


def test_without_the_extra_it_says_so(shop, ada, monkeypatch):
    monkeypatch.setattr(similar, "is_installed", lambda: False)
    assert likes(ada, shop.leave(comment="Lasku")) == {"items": [], "available": False}


def test_before_the_worker_has_read_it_nothing_is_like_it(shop, ada, extra):
    assert likes(ada, shop.leave(comment="Lasku")) == {"items": [], "available": True}


def test_without_numpy_the_newest_thousand_are_compared_alike(app, shop, ada, extra, monkeypatch):
    own, twin = shop.leave(comment="Lasku bussi"), shop.leave(comment="Faktura buss")
    read_all(app)
    monkeypatch.setattr(meaning, "_numpy", lambda: None)
    monkeypatch.setattr(similar, "NEWEST_IN_PLAIN_PYTHON", 2)
    assert [item["id"] for item in likes(ada, own)["items"]] == [twin["feedback_id"]]
    shop.leave(comment="kahvi")
    shop.leave(comment="kahvi")
    read_all(app)
    assert likes(ada, own)["items"] == [], "only so many of the newest are looked at"


def test_reworded_feedback_is_like_nothing_until_it_is_read_again(app, shop, ada, extra):
    own, twin = shop.leave(comment="Lasku"), shop.leave(comment="Faktura")
    read_all(app)
    shop.step(twin["id"], twin["thread_key"], comment="Kaffe")
    assert likes(ada, own)["items"] == []
    assert likes(ada, twin)["items"] == []
    assert read_all(app).read == ["Kaffe"]
    assert kept(app, twin["feedback_id"]).vector == Wordbook().vector("Kaffe")

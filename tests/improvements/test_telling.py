"""Those who said it are told what came of it: once, in their language, by the worker."""

import pytest
from sqlalchemy import select

from backend.events.models import Event
from backend.foundation.database import db, writing
from backend.improvements import tell
from backend.ops.tell_improvements import tell_improvements
from tests.improvements.grouping import TITLE, group, heard, improve, ship, tell_all


def told(person, improvement):
    page = person.get(f"/improvements/{improvement}/members").json
    return page["members"], page["told"], page["to_tell"], page["is_telling"]


def test_who_said_it_reads_the_news_in_her_own_conversation(app, shop, ada):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa", language="fi")
    group(ada, improvement, left)
    ship(ada, improvement)
    assert heard(shop, left) == [], "nothing is told while a request waits"
    assert told(ada, improvement) == (1, 0, 1, True)
    tell_all(app)
    assert heard(shop, left) == [
        "Kerroit meille tästä, ja nyt se on tehty:\n\nKassa nopeutui\n\nMaksu vie enää puoli minuuttia."
    ]
    assert told(ada, improvement) == (1, 1, 0, False)


@pytest.mark.parametrize(
    ("language", "begins", "title"),
    [
        ("en-GB", "You told us about this, and now it is done:", TITLE["en"]),
        ("sv", "Kerroit meille tästä", TITLE["fi"]),  # the owner wrote no Swedish: all of it in the site's language
        (None, "Kerroit meille tästä", TITLE["fi"]),
    ],
)
def test_a_message_is_in_one_language_the_nearest_to_hers(app, shop, ada, language, begins, title):
    improvement, left = improve(ada, shop), shop.leave(comment="Slow", language=language)
    group(ada, improvement, left)
    ship(ada, improvement)
    tell_all(app)
    [text] = heard(shop, left)
    assert text.startswith(begins)
    assert title in text


def test_nobody_is_told_twice_however_often_it_is_asked(app, shop, ada):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    group(ada, improvement, left)
    ship(ada, improvement)
    ada.post(f"/improvements/{improvement}/tellings")
    tell_all(app)
    assert ada.post(f"/improvements/{improvement}/tellings").status_code == 201
    tell_all(app)
    ada.patch(f"/improvements/{improvement}", json={"state": "in_progress"})
    ship(ada, improvement)
    tell_all(app)
    assert len(heard(shop, left)) == 1


def test_who_is_grouped_later_is_told_when_staff_say_so(app, shop, ada):
    improvement, early, late = improve(ada, shop), shop.leave(comment="Hidas"), shop.leave(comment="Tosi hidas")
    group(ada, improvement, early)
    ship(ada, improvement)
    tell_all(app)
    group(ada, improvement, late)
    tell_all(app)
    assert heard(shop, late) == []
    ada.post(f"/improvements/{improvement}/tellings")
    tell_all(app)
    assert (len(heard(shop, early)), len(heard(shop, late))) == (1, 1)


def test_staff_may_ship_in_silence(app, shop, ada):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    group(ada, improvement, left)
    ship(ada, improvement, tell=False)
    tell_all(app)
    assert heard(shop, left) == []


def test_what_will_not_be_done_can_be_said_too_and_news_after_it(app, shop, ada):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa", language="fi")
    group(ada, improvement, left)
    refused = ada.post(f"/improvements/{improvement}/tellings")
    assert (refused.status_code, refused.json["code"]) == (409, "not_settled")
    ada.patch(f"/improvements/{improvement}", json={"state": "declined"})
    tell_all(app)
    assert heard(shop, left) == [], "a refusal is told only when staff say so"
    ada.post(f"/improvements/{improvement}/tellings")
    tell_all(app)
    ship(ada, improvement)
    tell_all(app)
    no, yes = heard(shop, left)
    assert "emme toteuta" in no
    assert "nyt se on tehty" in yes


def test_spam_and_what_was_withdrawn_or_erased_is_left_out(app, shop, ada):
    improvement = improve(ada, shop)
    spam, withdrawn, erased, plain = (shop.leave(comment=f"Hidas {number}") for number in range(4))
    group(ada, improvement, spam, withdrawn, erased, plain)
    ada.post(f"/feedback/{spam['feedback_id']}/decisions", json={"verdict": "spam"})
    shop.client.put(f"/w/v1/threads/{withdrawn['thread_key']}/withdrawal")
    shop.client.delete(f"/w/v1/threads/{erased['thread_key']}")
    ship(ada, improvement)
    tell_all(app)
    assert (heard(shop, spam), heard(shop, withdrawn), len(heard(shop, plain))) == ([], [], 1)
    assert told(ada, improvement) == (3, 1, 0, False)
    said = ada.get(f"/improvements/{improvement}/members").json["items"]
    left_out = {one["comment"]: one["is_left_out"] for one in said}
    assert left_out == {"Hidas 0": True, "Hidas 1": True, "Hidas 3": False}


def test_many_are_told_in_batches(app, shop, ada, monkeypatch):
    monkeypatch.setattr(tell, "STEP", 2)
    improvement, left = improve(ada, shop), [shop.leave(comment=f"Hidas {number}") for number in range(5)]
    group(ada, improvement, *left)
    ship(ada, improvement)
    with app.app_context(), writing():
        assert tell_improvements()
    assert told(ada, improvement) == (5, 2, 3, True)
    tell_all(app)
    assert [len(heard(shop, one)) for one in left] == [1] * 5


def test_news_is_no_answer_to_her(app, shop, ada):
    """An owner who ships must not look as if she had answered hundreds at once."""
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    group(ada, improvement, left)
    ship(ada, improvement)
    tell_all(app)
    row = ada.get(f"/feedback/{left['feedback_id']}").json
    assert (row["case"], row["message_count"]) == ("new", 1)
    assert ada.get(f"/feedback?site={shop.key}&answered=true").json["items"] == []


def test_the_trail_says_who_had_them_told(app, shop, ada):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    group(ada, improvement, left)
    ship(ada, improvement)
    tell_all(app)
    with app.app_context():
        mine = select(Event).where(Event.site_id == shop.id, Event.kind.like("improvement.%")).order_by(Event.id)
        kinds = [(event.kind, event.actor_name) for event in db.session.scalars(mine)]
    assert kinds == [(f"improvement.{deed}", "Ada") for deed in ("planned", "grouped", "changed", "told")]

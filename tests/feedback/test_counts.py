"""Day counts are exact: after any sequence of deeds they equal a full recount."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select

from backend.feedback.counts import day_of
from backend.feedback.models import DayCount
from backend.feedback.queries import find_by_thread_key
from backend.foundation.database import db
from tests.choosing import PLACE, TAGS
from tests.feedback.counting import counted, recounted

SPAM = "<a href='https://a.example'>halpaa</a>"
WORDS = [None, "Great, wonderful", "Terrible, awful", "A table", "Ihan jees", SPAM]
VERDICTS = ["spam", "restore", "publish"]
LABELS = ["positive", "mixed"]
DEEDS = ["submit", "again", "step", "step", "erase", "take back", "withdraw", "give back"]
said = st.fixed_dictionaries(
    {
        "rating": st.none() | st.integers(1, 5),
        "recommend": st.none() | st.integers(0, 10),
        "place": st.none() | st.sampled_from(["friend", "search", "other"]),
        "tags": st.none() | st.lists(st.sampled_from(["price", "speed", "help"]), max_size=3),
        "comment": st.sampled_from(WORDS),
        "language": st.sampled_from([None, "en", "fi"]),
    }
)
deeds = st.lists(
    st.tuples(
        st.sampled_from([*DEEDS, *VERDICTS, *LABELS]),
        st.integers(0, 3),
        said,
    ),
    min_size=1,
    max_size=12,
)


def ask_for_choices(ada, shop):
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    if len(checkout["questions"]) == 3:
        questions = [*checkout["questions"], PLACE, {**TAGS, "show_if": None}]
        assert ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": questions}).status_code == 200


def do(shop, ada, deed, receipts, number, what):
    asked = ("recommend", "place", "tags")
    answers = {name: what[name] for name in asked if what[name] is not None}
    members = {"rating": what["rating"], "comment": what["comment"], "answers": answers}
    if deed == "submit" or not receipts:
        entry = shop.entry(**members, language=what["language"])
        response = shop.send(entry)
        if response.status_code == 201:
            key = response.json["thread_key"]
            with shop.app.app_context():
                receipts.append((entry, key, find_by_thread_key(key).id))
        return response
    entry, key, feedback_id = receipts[number % len(receipts)]
    if deed in VERDICTS:
        return ada.post(f"/feedback/{feedback_id}/decisions", json={"verdict": deed})
    if deed in LABELS:
        return ada.call("PUT", f"/feedback/{feedback_id}/sentiment", json={"label": deed})
    if deed == "take back":
        return ada.delete(f"/feedback/{feedback_id}/sentiment")
    if deed == "again":
        return shop.send(entry)
    if deed == "step":
        return shop.step(entry["id"], key, **members)
    if deed in {"withdraw", "give back"}:
        method = "PUT" if deed == "withdraw" else "DELETE"
        return shop.client.open(f"/w/v1/threads/{key}/withdrawal", method=method)
    return shop.client.delete(f"/w/v1/threads/{key}")


@settings(
    derandomize=True, database=None, deadline=None, max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(deeds)
def test_counts_equal_a_recount_after_any_deeds(app, shop, ada, sequence):
    receipts: list = []
    ask_for_choices(ada, shop)
    for deed, number, what in sequence:
        assert do(shop, ada, deed, receipts, number, what).status_code in {200, 201, 204, 404, 409, 422}
    assert counted(app, shop) == recounted(app, shop)
    with app.app_context():
        assert not db.session.scalars(select(DayCount).where(DayCount.site_id == shop.id, DayCount.n < 0)).all()


def test_a_rating_counts_for_its_question_its_value_and_its_mood(app, shop):
    shop.leave(rating=4, answers={"recommend": 9}, comment="Great, wonderful", language="en")
    shop.leave(rating=4)
    found = sorted((value, label, n) for (*_, value, label), n in counted(app, shop).items())
    assert found == [(4, "", 1), (4, "positive", 1), (9, "positive", 1)]


def test_a_correction_moves_one_count(app, shop):
    left = shop.leave(rating=4)
    shop.step(left["id"], left["thread_key"], rating=1, comment="Terrible, awful")
    assert [(key[-2:], n) for key, n in counted(app, shop).items()] == [((1, "negative"), 1)]


def test_erasing_takes_every_count_away(app, shop):
    left = shop.leave(rating=4, answers={"recommend": 9}, comment="Moi")
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert counted(app, shop) == {}


def test_words_alone_count_for_no_question(app, shop):
    shop.leave(rating=None, comment="Vain sanoja")
    assert counted(app, shop) == {}


@pytest.mark.parametrize(
    ("moment", "timezone", "day"),
    [
        (datetime(2026, 6, 30, 20, 59, tzinfo=UTC), "Europe/Helsinki", date(2026, 6, 30)),
        (datetime(2026, 6, 30, 21, 0, tzinfo=UTC), "Europe/Helsinki", date(2026, 7, 1)),
        (datetime(2026, 12, 31, 22, 0, tzinfo=UTC), "Europe/Helsinki", date(2027, 1, 1)),
        (datetime(2026, 12, 31, 22, 0, tzinfo=UTC), "UTC", date(2026, 12, 31)),
        (datetime(2026, 1, 1, 4, 0, tzinfo=UTC), "America/New_York", date(2025, 12, 31)),
    ],
    ids=["summer, before", "summer, midnight", "winter, midnight", "utc", "west"],
)
def test_a_day_is_as_the_sites_people_live_it(moment, timezone, day):
    assert day_of(moment, timezone) == day


def test_what_is_taken_for_spam_counts_nowhere(app, shop):
    left = shop.leave(rating=1, comment=SPAM)
    shop.step(left["id"], left["thread_key"], rating=2)
    assert counted(app, shop) == {}


@pytest.mark.parametrize("back", ["restore", "publish"])
def test_what_staff_call_spam_leaves_the_counts_until_they_take_it_back(app, shop, ada, back):
    left = shop.leave(rating=4, answers={"recommend": 9}, comment="Moi")
    before = counted(app, shop)
    for verdict, expected in (("spam", {}), (back, before), ("hide", before), ("spam", {})):
        assert ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict}).status_code == 201
        assert counted(app, shop) == expected
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert counted(app, shop) == {}


def test_decisions_and_steps_at_once_are_counted_right(app, shop, ada):
    left = shop.leave(rating=2, comment="Moi")
    headers = {"Authorization": f"Bearer {ada.token}"}

    def deed(number):
        client = app.test_client()
        if number % 2:
            step = {"thread_key": left["thread_key"], "rating": 1 + number % 5}
            return client.patch(f"/w/v1/entries/{left['id']}", json=step).status_code
        verdict = {"verdict": VERDICTS[number // 2 % 2]}
        path = f"/api/v1/feedback/{left['feedback_id']}/decisions"
        return client.post(path, json=verdict, headers=headers).status_code

    with ThreadPoolExecutor(8) as people:
        assert set(people.map(deed, range(24))) <= {200, 201, 409}
    assert counted(app, shop) == recounted(app, shop)

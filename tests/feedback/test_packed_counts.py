"""Packed days: what figures read is what the day counts say, whatever was packed, spoilt and packed anew."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select, update

from backend.feedback.models import NO_LABEL, DayCount
from backend.feedback.pack_counts import DAYS_AT_ONCE, pack_counts
from backend.feedback.packed_days import LEAST, days_from, last_to_pack, lock_of, packed, total, unpacked
from backend.feedback.packed_models import PackedMonth, PackedUntil, SpoiltDay
from backend.feedback.read_counts import CountedDays
from backend.feedback.verify_packed import spoil_wrong, wrong_days
from backend.foundation.clock import now
from backend.foundation.database import db, is_sqlite, writing
from backend.foundation.statements import driver_cursor
from backend.sentiment.result import LABELS
from backend.touchpoints.scales import SCALES
from tests.insights.history import TODAY, say

DAYS = [TODAY + timedelta(days=number) for number in range(-1000, 8)]
cells = st.tuples(st.integers(LEAST, 20), st.sampled_from((NO_LABEL, *LABELS)))
histograms = st.dictionaries(cells, st.integers(1, 2**31 - 1), max_size=12)


def pack_all(app):
    with app.app_context():
        for _ in range(5000):
            with writing():
                if not pack_counts():
                    return
    raise AssertionError("the packing does not end")


def steps_of(app, shop):
    """Until when this site is packed, after each step that moves it; other sites have their turns in between."""
    seen = [None]
    for _ in range(5000):
        with app.app_context():
            with writing():
                has_more = pack_counts()
            until = db.session.scalar(select(PackedUntil.day).where(PackedUntil.site_id == shop.id))
        if until != seen[-1]:
            seen.append(until)
            yield until
        if not has_more:
            return


def read(app, shop):
    """What figures read, and what the rows say: by question, day, value and label."""
    with app.app_context():
        days = CountedDays(shop.id, [(day, day) for day in DAYS])
        rows = db.session.scalars(select(DayCount).where(DayCount.site_id == shop.id, DayCount.n > 0)).all()
        told = {
            (question_id, day, *cell): n
            for question_id in days.questions
            for day in DAYS
            for *cell, n in unpacked(days.sum_of(question_id, (day, day)))
        }
        return told, {(row.question_id, row.day, row.value, row.label): row.n for row in rows}


def packed_days(app, shop):
    """How many days are read as they are packed."""
    with app.app_context():
        months = db.session.scalars(select(PackedMonth).where(PackedMonth.site_id == shop.id)).all()
        spoilt = set(db.session.scalars(select(SpoiltDay.day).where(SpoiltDay.site_id == shop.id)))
        days = {one.month + timedelta(days=place) for one in months for place, n in enumerate(days_from(one.days)) if n}
        return len(days - spoilt)


@given(histograms, histograms)
def test_numbers_add_as_the_counts_they_hold(one, other):
    added = packed((*cell, n) for cell, n in one.items()) + packed((*cell, n) for cell, n in other.items())
    expected = Counter(one) + Counter(other)
    assert {(value, label): n for value, label, n in unpacked(added)} == expected
    if expected.total() < 2**32 - 1:
        assert total(added) == expected.total()


def test_every_label_has_the_place_that_is_stored():
    assert [packed([(LEAST, label, 1)]).bit_length() // 32 for label in (NO_LABEL, *LABELS)] == list(range(6))


def test_every_scale_has_its_lanes():
    assert min(scale.least for scale in SCALES.values()) >= LEAST


def test_days_that_are_over_are_read_packed_and_the_last_ones_as_they_are(app, shop):
    for ago in (400, 40, 12, 11, 1, 0):
        say(shop, {1: 2, 4: 3}, ago)
    pack_all(app)
    told, rows = read(app, shop)
    assert told == rows
    assert packed_days(app, shop) == 4
    with app.app_context():
        mine = select(PackedUntil.day).where(PackedUntil.site_id == shop.id)
        assert db.session.scalar(mine) == last_to_pack()
        with writing():  # that it is the packed that is read
            db.session.execute(update(DayCount).where(DayCount.site_id == shop.id).values(n=DayCount.n + 7))
    assert sorted(read(app, shop)[0].values()) == [2, 2, 2, 2, 3, 3, 3, 3, 9, 9, 10, 10]


def test_long_quiet_times_take_one_step(app, shop):
    say(shop, {4: 1}, 900)
    say(shop, {4: 1}, 800)
    *first, last = steps_of(app, shop)
    assert [(TODAY - day).days for day in first] == [899, 799]
    assert last == last_to_pack()


def test_packing_goes_on_in_steps_in_which_others_may_write(app, shop):
    for ago in range(4, 4 + 3 * DAYS_AT_ONCE):
        say(shop, {5: 1}, ago)
    next(steps_of(app, shop))
    assert packed_days(app, shop) == DAYS_AT_ONCE
    told, rows = read(app, shop)
    assert told == rows


def test_what_changes_an_old_day_is_seen_at_once_and_packed_anew(app, shop, ada):
    say(shop, {2: 2}, 30)
    say(shop, {5: 1}, 20)
    pack_all(app)
    [first, *_] = ada.get("/feedback?rating_max=2").json["items"]
    ada.post(f"/feedback/{first['id']}/decisions", json={"verdict": "spam"})
    told, rows = read(app, shop)
    assert told == rows
    assert sorted(told.values()) == [1, 1]
    assert packed_days(app, shop) == 1
    pack_all(app)
    assert packed_days(app, shop) == 2
    assert read(app, shop) == (rows, rows)


def test_a_day_that_was_empty_when_it_was_packed_is_not_lost(app, shop):
    say(shop, {5: 1}, 50)
    pack_all(app)
    say(shop, {3: 2}, 40)
    told, rows = read(app, shop)
    assert told == rows
    assert sorted(told.values()) == [1, 2]


def test_where_very_much_is_spoilt_all_is_read_as_it_is(app, shop, monkeypatch):
    monkeypatch.setattr("backend.feedback.read_counts.MOST_SPOILT", 1)
    for ago in (10, 20, 30):
        say(shop, {5: 1}, ago)
    pack_all(app)
    for ago in (10, 20):
        say(shop, {5: 1}, ago)
    told, rows = read(app, shop)
    assert told == rows
    assert sorted(told.values()) == [1, 2, 2]


def test_a_clock_that_was_ahead_hides_no_day(app, shop):
    say(shop, {5: 1}, 10)
    pack_all(app)
    with app.app_context(), writing():
        db.session.execute(update(PackedUntil).values(day=now().date() + timedelta(days=7)))
    say(shop, {4: 3}, 0)
    told, rows = read(app, shop)
    assert told == rows
    pack_all(app)
    told, rows = read(app, shop)
    assert told == rows
    with app.app_context():
        mine = select(PackedUntil.day).where(PackedUntil.site_id == shop.id)
        assert db.session.scalar(mine) == last_to_pack()


@settings(
    derandomize=True, database=None, deadline=None, max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5), st.booleans()), min_size=1, max_size=8))
def test_figures_read_what_the_rows_say_after_any_order_of_writing_and_packing(app, shop, steps):
    for ago, value, is_packed in steps:
        say(shop, {value: 1}, ago)
        if is_packed:
            with app.app_context(), writing():
                pack_counts()
        told, rows = read(app, shop)
        assert told == rows


@settings(
    derandomize=True, database=None, deadline=None, max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(edges=st.lists(st.integers(-1, 130), min_size=2, max_size=5, unique=True), value=st.integers(1, 5))
def test_any_stretches_hold_the_sums_of_their_days_whole_months_and_spoilt_days_too(app, shop, edges, value):
    """Months in one piece, cut ones, some with a day that is spoilt, and the last days that are not packed."""
    if not read(app, shop)[1]:
        for ago in (0, 2, 5, 31, 33, 34, 62, 63, 64, 90, 91, 95, 96, 97, 125):
            say(shop, {3: 1, 5: ago % 4 + 1}, ago)
        pack_all(app)
    say(shop, {value: 1}, edges[0] + 4)
    _, rows = read(app, shop)
    parts = [(TODAY - timedelta(days=a), TODAY - timedelta(days=b + 1)) for a, b in pairwise(sorted(edges)[::-1])]
    with app.app_context():
        days = CountedDays(shop.id, parts)
        for first, last in parts:
            told = {(key, *cell): n for key in days.questions for *cell, n in unpacked(days.sum_of(key, (first, last)))}
            expected: Counter = Counter()
            for (question_id, day, *cell), n in rows.items():
                if first <= day <= last:
                    expected[question_id, *cell] += n
            assert told == expected
            assert sum(sum(days.totals(key, (first, last))) for key in days.questions) == expected.total()
    if value == 1:
        pack_all(app)


def test_while_somebody_changes_old_days_they_are_not_packed(app, shop):
    with app.app_context():
        if is_sqlite():
            pytest.skip("SQLite has one writer at a time")
    pack_all(app)
    say(shop, {5: 1}, 10)
    with app.app_context():
        with db.engine.connect() as other:
            other.exec_driver_sql("SELECT pg_advisory_xact_lock_shared(%s)", (lock_of(shop.id),))
            with writing():
                assert pack_counts() is False
            other.rollback()
        with writing():
            assert pack_counts() is True


def test_the_command_finds_and_mends_a_packed_day_that_is_wrong(app, shop):
    say(shop, {5: 1}, 10)
    pack_all(app)
    with app.app_context():
        assert wrong_days(shop.id) == []
        with writing():
            cursor = driver_cursor(db.session().connection())
            cursor.driver.execute("UPDATE day_count SET n = 5")
        assert [key[3] for key in wrong_days(shop.id)] == [TODAY - timedelta(days=10)]
        with writing():
            spoil_wrong(shop.id)
        assert wrong_days(shop.id) == []
    told, rows = read(app, shop)
    assert told == rows
    assert list(told.values()) == [5]

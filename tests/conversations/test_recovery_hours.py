"""Working time: by hand where a person can count, by property where nobody can."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from backend.conversations.recovery_calendar import closed_days, coming_holidays
from backend.conversations.recovery_hours import MINUTES_A_DAY, Span, WorkingHours, after_working, working_time
from backend.conversations.recovery_settings import OFFICE_WEEK

HELSINKI = ZoneInfo("Europe/Helsinki")
HOUR = timedelta(hours=1)
OFFICE = [[Span(start, end) for start, end in day] for day in OFFICE_WEEK]
FINNISH = WorkingHours("Europe/Helsinki", OFFICE, closed_days("FI", {date(2026, 12, 23)}))
ROUND_THE_CLOCK = WorkingHours("Europe/Helsinki", [[Span(0, MINUTES_A_DAY)]] * 7, closed_days(None, ()))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        pytest.param("2026-11-23T10:00", 4, "2026-11-23T14:00", id="the same Monday"),
        pytest.param("2026-11-23T15:00", 4, "2026-11-24T11:00", id="over the night"),
        pytest.param("2026-11-27T16:30", 1, "2026-11-30T09:30", id="over the week-end"),
        pytest.param("2026-11-28T12:00", 2, "2026-11-30T11:00", id="left on a Saturday"),
        pytest.param("2026-11-23T03:00", 8, "2026-11-23T17:00", id="a whole day ends at closing time"),
        pytest.param("2026-12-04T16:00", 2, "2026-12-07T10:00", id="Independence Day falls on a Sunday"),
        pytest.param("2026-12-22T16:00", 2, "2026-12-28T10:00", id="own closed day, Christmas Eve to Boxing Day"),
        pytest.param("2026-06-18T16:00", 2, "2026-06-22T10:00", id="Midsummer Eve is a Friday"),
        pytest.param("2026-05-13T16:00", 2, "2026-05-15T10:00", id="Ascension Day is a Thursday"),
        pytest.param("2026-04-02T16:00", 2, "2026-04-07T10:00", id="Easter"),
    ],
)
def test_an_answer_is_due_when_so_much_has_been_worked(start, hours, due):
    assert after_working(at(start), hours * HOUR, FINNISH) == at(due)


@pytest.mark.parametrize(
    ("start", "real", "due"),
    [
        pytest.param("2027-03-27T22:00", 8, "2027-03-28T07:00", id="the night that lacks an hour"),
        pytest.param("2026-10-24T22:00", 8, "2026-10-25T05:00", id="the night with an hour twice"),
    ],
)
def test_an_hour_of_work_is_an_hour_on_the_night_the_clocks_turn(start, real, due):
    assert after_working(at(start), real * HOUR, ROUND_THE_CLOCK) == at(due)
    assert working_time(at(start), at(due), ROUND_THE_CLOCK) == real * HOUR


def test_a_shift_that_begins_in_the_hour_left_out_begins_when_the_clock_jumps():
    night = WorkingHours(
        "Europe/Helsinki", [[Span(2 * 60, 3 * 60 + 30), Span(3 * 60 + 30, 5 * 60)]] * 7, closed_days(None, ())
    )
    # On the wall 02–05, but the hour from 03 to 04 was never there.
    assert working_time(at("2027-03-28T00:00"), at("2027-03-28T12:00"), night) == 2 * HOUR
    assert after_working(at("2027-03-28T00:00"), 90 * timedelta(minutes=1), night) == at("2027-03-28T04:30")


def test_nine_in_the_morning_stays_nine_in_the_morning_over_the_turn_of_the_clocks():
    friday = at("2026-10-23T17:00")
    assert after_working(friday, HOUR, FINNISH) == datetime(2026, 10, 26, 8, tzinfo=UTC), "10 in winter time"


def test_the_finnish_calendar_is_known_by_day_and_name():
    is_closed = closed_days("FI", ())
    closed = {day for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(365)) if is_closed(day)}
    assert {date(2026, 1, 6), date(2026, 4, 3), date(2026, 6, 19), date(2026, 12, 6), date(2026, 12, 24)} <= closed
    assert date(2026, 12, 23) not in closed
    assert coming_holidays("FI", date(2026, 12, 7), "fi", 2) == [
        (date(2026, 12, 24), "Jouluaatto"),
        (date(2026, 12, 25), "Joulupäivä"),
    ]
    assert coming_holidays("FI", date(2026, 12, 26), "sv", 1) == [(date(2026, 12, 26), "Annandag jul")]


spans = st.lists(st.integers(0, 96), min_size=0, max_size=4, unique=True).map(
    lambda edges: [Span(15 * a, 15 * b) for a, b in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)]
)
zones = st.sampled_from(
    ["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kolkata", "UTC"]
)
calendars = st.builds(
    WorkingHours,
    zones,
    st.lists(spans, min_size=7, max_size=7).filter(
        lambda week: sum(s.end - s.start for day in week for s in day) >= 240
    ),
    st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=20).map(lambda days: closed_days(None, days)),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside
work = st.integers(1, 40 * 60).map(lambda minutes: timedelta(minutes=minutes))


@settings(max_examples=150, deadline=None)
@given(calendars, moments, work)
def test_exactly_the_work_lies_between_the_start_and_the_due_time(hours, start, wanted):
    due = after_working(start, wanted, hours)
    assert working_time(start, due, hours) == wanted
    assert due >= start + wanted
    assert working_time(due - timedelta(seconds=1), due, hours) == timedelta(seconds=1), (
        "it is due while somebody works"
    )


@settings(max_examples=150, deadline=None)
@given(calendars, moments, work, work)
def test_working_first_this_and_then_that_is_working_both(hours, start, first, second):
    halfway = after_working(start, first, hours)
    assert after_working(halfway, second, hours) == after_working(start, first + second, hours)


@settings(max_examples=150, deadline=None)
@given(calendars, moments, moments, moments)
def test_working_time_adds_up_and_is_never_longer_than_the_time(hours, one, two, three):
    first, second, third = sorted([one, two, three])
    parts = working_time(first, second, hours) + working_time(second, third, hours)
    assert parts == working_time(first, third, hours) <= third - first


@settings(max_examples=80, deadline=None)
@given(calendars, moments, st.integers(0, 10_000), work)
def test_who_comes_later_is_due_no_earlier(hours, start, minutes, wanted):
    assert after_working(start + timedelta(minutes=minutes), wanted, hours) >= after_working(start, wanted, hours)

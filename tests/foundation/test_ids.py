from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import RFC_4122, UUID

from backend.foundation.clock import now, travel
from backend.foundation.ids import earliest_id, moment_of, new_id


def test_ids_are_uuids_of_version_seven():
    for identifier in (new_id() for _ in range(1000)):
        assert (identifier.version, identifier.variant) == (7, RFC_4122)


def test_ids_sort_in_the_order_they_were_made():
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert [identifier.hex for identifier in made] == sorted(identifier.hex for identifier in made)


def test_threads_never_make_the_same_id():
    made: list[UUID] = []
    threads = [Thread(target=lambda: made.extend([new_id() for _ in range(500)])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4000


def test_an_id_tells_when_it_was_made():
    moment = datetime(2026, 11, 21, 20, 0, 0, 123_000, UTC)
    assert moment_of(new_id(moment)) == moment
    assert abs(moment_of(new_id()) - now()) < timedelta(seconds=5)


def test_ids_go_on_upwards_when_the_clock_is_set_back():
    before = new_id()
    with travel(timedelta(days=-1)):
        assert new_id() > before


def test_the_earliest_id_of_a_moment_divides_before_from_since():
    moment = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
    tick = timedelta(milliseconds=1)
    for _ in range(100):
        assert new_id(moment - tick) < earliest_id(moment) <= new_id(moment)


def test_a_moment_before_all_ids_is_no_error():
    assert earliest_id(datetime(1, 1, 1, tzinfo=UTC)) < new_id(datetime(1970, 1, 2, tzinfo=UTC))
    assert earliest_id(datetime.max.replace(tzinfo=UTC)) > new_id()

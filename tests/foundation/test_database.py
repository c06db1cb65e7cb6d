"""Two ways in: reading by default, writing inside `writing()` alone."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from backend.accounts.models import Staff
from backend.foundation.clock import now
from backend.foundation.database import db, is_sqlite, writing
from backend.sites.models import Site


def test_outside_a_transaction_sqlite_refuses_to_write(app, shop):
    with app.app_context():
        if not is_sqlite():
            return  # PostgreSQL has one way in; what is not committed is rolled back there
        with pytest.raises(Exception, match="readonly"):
            db.session.execute(text("UPDATE site SET name = 'x'"))


def rename(shop):
    db.session.get_one(Site, shop.id).name = "Muutettu"
    db.session.flush()


def break_after(deed):
    with writing():
        deed()
        raise ZeroDivisionError


def test_what_fails_is_rolled_back_whole(app, shop):
    with app.app_context():
        with pytest.raises(ZeroDivisionError):
            break_after(lambda: rename(shop))
        assert db.session.scalar(select(Site.name).where(Site.id == shop.id)) == "Puoti"


def test_a_nested_transaction_joins_the_outer_one(app, shop):
    with app.app_context():
        with pytest.raises(ZeroDivisionError):
            break_after(writing()(lambda: rename(shop)))
        assert db.session.scalar(select(Site.name).where(Site.id == shop.id)) == "Puoti"


def test_a_verb_decides_on_what_is_true_now(app, shop):
    """What was read before the transaction is forgotten, or it would overwrite what another has changed since."""
    with app.app_context():
        db.session.get_one(Site, shop.id)

        def change():
            with app.app_context(), writing():
                db.session.get_one(Site, shop.id).name = "Toisen nimi"

        other = threading.Thread(target=change)
        other.start(), other.join()
        with writing():
            assert db.session.get_one(Site, shop.id).name == "Toisen nimi"


def test_on_sqlite_a_commit_is_on_disk_and_keys_are_kept(app):
    with app.app_context():
        if not is_sqlite():
            return
        with db.engines[None].connect() as connection:
            pragmas = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_on_postgresql_a_commit_is_on_disk(app):
    with app.app_context():
        if is_sqlite():
            return
        assert db.session.scalar(text("SHOW synchronous_commit")) == "on"
        assert db.session.scalar(text("SHOW fsync")) == "on"


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 21, 20, 0, 0, 123_456, UTC),
        datetime(2026, 11, 21, 22, 0, tzinfo=timezone(timedelta(hours=2))),
        datetime(1, 1, 2, tzinfo=UTC),
    ],
    ids=["microseconds", "another zone", "long ago"],
)
def test_a_moment_comes_back_in_utc(app, moment):
    with app.app_context(), writing():
        staff = Staff(email=f"{now().timestamp()}@example.fi", name="Ada", created_at=moment)
        db.session.add(staff)
        db.session.flush()
        db.session.refresh(staff)
        assert staff.created_at == moment
        assert staff.created_at.tzinfo is UTC
        db.session.rollback()


def test_a_moment_without_a_zone_is_refused(app):
    def store():
        db.session.add(Staff(email="zone@example.fi", name="Ada", created_at=datetime(2026, 1, 1)))  # noqa: DTZ001
        db.session.flush()

    with app.app_context(), pytest.raises(Exception, match="time zone"):
        writing()(store)()

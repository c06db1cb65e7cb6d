"""One statement for a list of any length, on both databases."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from backend.accounts.models import Staff
from backend.foundation.among import among
from backend.foundation.database import db, writing
from backend.foundation.ids import new_id

_NAMES = select(Staff.name).where(among(Staff.id, "ids")).order_by(Staff.name)


def test_a_statement_finds_the_rows_of_each_list_that_it_is_given(shop, app):
    with app.app_context(), writing():
        staff = [Staff(email=f"{name}@example.org", name=name, locale="fi") for name in ("Aino", "Bo", "Cia")]
        db.session.add_all(staff)
        db.session.flush()
        ids = [one.id for one in staff]
        for asked, found in ((ids, ["Aino", "Bo", "Cia"]), (ids[:1], ["Aino"]), ([new_id()], []), ([], [])):
            assert list(db.session.scalars(_NAMES, {"ids": asked})) == found


def test_postgresql_reads_the_same_text_however_long_the_list_is():
    assert "staff.id = ANY(%(ids)s::UUID[])" in str(_NAMES.compile(dialect=postgresql.psycopg.dialect()))

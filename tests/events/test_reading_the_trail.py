"""The audit trail: read by those who manage the site, taken along whole, and changed by nobody."""

import csv
import io
import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, event as sa_event, select, update
from sqlalchemy.exc import DBAPIError

from backend.events.models import Event
from backend.events.trail import stream_lines, trail_page
from backend.foundation.database import db, writing
from backend.sites.models import Site


def kinds(response):
    return [event["kind"] for event in response.json["items"]]


def rows_of(table):
    return list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))


@pytest.fixture
def deeds(shop, ada):
    """Three things that happened to one feedback, and one to the site."""
    left = shop.leave(comment="Sanoja")
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": "solved"})
    ada.patch(f"/sites/{shop.id}", json={"name": "Uusi"})
    return left


def test_the_newest_stands_first_page_by_page(shop, ada, deeds):
    first = ada.get(f"/events?site={shop.key}&limit=3")
    assert kinds(first) == ["site.changed", "case.solved", "feedback.published"]
    rest = ada.get(f"/events?site={shop.key}&limit=3&cursor={first.json['next_cursor']}")
    assert kinds(rest)[0] == "feedback.received"
    [solved] = [event for event in first.json["items"] if event["kind"] == "case.solved"]
    assert solved["actor"] == {"id": str(ada.staff_id), "name": "Ada"}
    assert solved["subject_id"] == deeds["feedback_id"]
    assert rest.json["items"][0]["actor"] is None, "a visitor is nobody by name"


def test_filters_narrow_it(shop, ada, deeds):
    def found(**asked):
        return kinds(ada.get("/events", query_string={"site": shop.key, **asked}))

    about = {"subject": deeds["feedback_id"]}
    assert found(**about) == ["case.solved", "feedback.published", "feedback.received"]
    assert found(kind=["case.solved", "site.changed"]) == ["site.changed", "case.solved"]
    assert found(kind="feedback.received") == ["feedback.received"]
    assert found(**about, kind=["feedback.received", "case.solved"]) == ["case.solved", "feedback.received"]
    assert found(**about, actor=str(ada.staff_id)) == ["case.solved", "feedback.published"]
    assert found(actor=str(uuid.uuid4())) == []
    hour = timedelta(hours=1)
    assert found(since=(datetime.now(UTC) + hour).isoformat()) == []
    assert len(found(**about, until=(datetime.now(UTC) + hour).isoformat(), since="2020-01-01T00:00:00Z")) == 3


def test_only_who_manages_the_site_reads_it(shop, person, mallory):
    for path in ("/events", "/events/export"):
        assert person("agent").get(f"{path}?site={shop.key}").status_code == 403
        assert person("manager").get(f"{path}?site={shop.key}").status_code == 200
        assert mallory.get(f"{path}?site={shop.key}").status_code == 404


def test_all_of_it_is_taken_along_in_lines_and_in_a_table(shop, ada, deeds, monkeypatch):
    monkeypatch.setattr("backend.events.trail.AT_ONCE", 2)
    whole = ada.get(f"/events?site={shop.key}&limit=100").json["items"]
    lines = ada.get(f"/events/export?site={shop.key}")
    assert lines.headers["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.text.splitlines()] == whole
    table = ada.get(f"/events/export?site={shop.key}&format=csv")
    assert table.headers["Content-Disposition"].startswith("attachment")
    rows = rows_of(table)
    assert [row["id"] for row in rows] == [event["id"] for event in whole]
    assert json.loads(rows[0]["data"]) == whole[0]["data"]
    narrowed = ada.get(f"/events/export?site={shop.key}&kind=case.solved")
    assert len(narrowed.text.splitlines()) == 1


def test_a_name_that_looks_like_a_formula_is_none_in_the_table(app, shop, person):
    sly = person("owner", name="=1+1")
    sly.patch(f"/sites/{shop.id}", json={"name": "x"})
    rows = list(
        csv.DictReader(io.StringIO(sly.get(f"/events/export?site={shop.key}&format=csv").data.decode("utf-8-sig")))
    )
    assert rows[0]["actor_name"] == "'=1+1"


def test_a_slow_reader_holds_no_read_open(app, shop, ada, deeds, monkeypatch):
    monkeypatch.setattr("backend.events.trail.AT_ONCE", 1)
    with app.app_context():
        lines = stream_lines(shop.id, {})
        next(lines)
        assert not db.session().in_transaction()
        ada.patch(f"/sites/{shop.id}", json={"name": "Meanwhile"})
        assert len(list(lines)) >= 3


@pytest.mark.parametrize("deed", [update(Event).values(kind="x.y"), delete(Event)], ids=["change", "remove"])
def test_the_database_refuses_to_change_or_remove_what_happened(app, shop, deeds, deed):
    with app.app_context():
        with pytest.raises(DBAPIError, match="append-only"), writing():
            db.session.execute(deed.where(Event.site_id == shop.id))
        assert db.session.scalar(select(Event.id).where(Event.site_id == shop.id).limit(1))


def test_a_whole_site_still_goes_with_its_trail(app, other_shop, mallory):
    assert mallory.delete(f"/sites/{other_shop.id}").status_code == 204
    with app.app_context():
        assert db.session.get(Site, other_shop.id) is None
        assert db.session.scalar(select(Event.id).where(Event.site_id == other_shop.id).limit(1)) is None


def test_rare_kinds_and_people_are_found_without_reading_every_entry(app, shop, ada):
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL reads a small table whole, whatever indexes there are")
        plans = []

        def explain(connection, cursor, statement, parameters, context, many):
            if statement.startswith("SELECT"):
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                plans.append(str(cursor.fetchall()))

        engine = db.engines["reading"]
        sa_event.listen(engine, "before_cursor_execute", explain)
        try:
            trail_page(shop.id, {"kind": ["site.changed"], "cursor": None, "limit": 50})
            trail_page(shop.id, {"actor": ada.staff_id, "cursor": None, "limit": 50})
        finally:
            sa_event.remove(engine, "before_cursor_execute", explain)
    assert "ix_event_site_id_kind_id" in plans[0]
    assert "ix_event_site_id_actor_id_id" in plans[1]

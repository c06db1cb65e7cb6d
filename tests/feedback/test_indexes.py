"""The inbox walks an index for each filter: it costs the same at ten thousand and ten million feedback."""

import pytest
from sqlalchemy import event, text

from backend.foundation.database import READING, db
from backend.foundation.statements import MOST_ROWS
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site


@pytest.fixture(scope="module")
def staffed(fresh_database_url, tmp_path_factory):
    app = make_app(database_url(fresh_database_url("sqlite")), tmp_path_factory.mktemp("data"))
    shop = make_site(app)
    shop.leave(comment="Yksi", language="fi")
    yield app, shop, make_person(app, shop, "owner")
    dispose(app)


def plans(app, ask):
    """How SQLite goes about each SELECT FROM feedback that `ask` causes."""
    asked = []
    with app.app_context():
        engine = db.engines[READING]

    def note(connection, cursor, statement, parameters, context, executemany):
        if "FROM feedback" in statement:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        rows = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all() for sql, values in asked]
        assert connection.execute(text("SELECT 1")).scalar() == 1
    return ["\n".join(str(row[-1]) for row in plan) for plan in rows]


def test_what_is_published_has_an_index_of_its_own(staffed):
    app, shop, _ = staffed
    path = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    [plan] = plans(app, lambda: shop.client.get(path))
    assert "ix_feedback_site_id_touchpoint_id_id_published (site_id=? AND touchpoint_id=?)" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ("", "sqlite_autoindex_feedback_1 (site_id=?)"),
        ("publication=pending", "ix_feedback_site_id_publication_id (site_id=? AND publication=?)"),
        ("case=new", "ix_feedback_site_id_case_id (site_id=? AND case=?)"),
        ("touchpoint=checkout", "ix_feedback_site_id_touchpoint_id_id (site_id=? AND touchpoint_id=?)"),
        ("stage=purchase", "ix_feedback_site_id_touchpoint_id_id (site_id=? AND touchpoint_id=?)"),
        ("sentiment=negative", "ix_feedback_site_id_sentiment_label_id (site_id=? AND sentiment_label=?)"),
        ("contradicts=true", "ix_feedback_site_id_contradicts_id (site_id=?)"),
        ("contradicts=false", "sqlite_autoindex_feedback_1 (site_id=?)"),
        ("since=2026-01-01T00:00:00Z", "sqlite_autoindex_feedback_1 (site_id=? AND id>?)"),
        ("until=2036-01-01T00:00:00Z", "sqlite_autoindex_feedback_1 (site_id=? AND id<?)"),
        ("publication=pending&since=2026-01-01T00:00:00Z", "publication_id (site_id=? AND publication=? AND id>?)"),
        ("segment=regular", "ix_feedback_site_id_segment_id (site_id=? AND segment=?)"),
        ("subject=1001", "ix_feedback_site_id_subject_id (site_id=? AND subject=?)"),
        ("q=yksi", "VIRTUAL TABLE INDEX"),
    ],
    ids=lambda value: value.partition("=")[0] or "everything",
)
def test_a_filter_walks_its_index_in_the_order_of_the_page(staffed, asked, index):
    app, shop, ada = staffed
    [plan] = plans(app, lambda: ada.get(f"/feedback?site={shop.key}&{asked}"))
    assert index in plan, plan
    assert "SCAN feedback\n" not in f"{plan}\n", "reads every feedback there is"
    if not asked.startswith("q="):
        assert "TEMP B-TREE" not in plan, "sorts all that the filter finds before it cuts the page"


def test_a_conversation_is_found_by_its_key_at_once(staffed):
    app, shop, _ = staffed
    key = shop.leave()["thread_key"]
    plan = plans(app, lambda: shop.client.get(f"/w/v1/threads/{key}"))[0]
    assert "ix_feedback_thread_digest (thread_digest=?)" in plan


def test_a_full_batch_of_entries_is_one_statement_that_every_sqlite_takes(staffed):
    app, shop, _ = staffed
    written = []
    with app.app_context():
        connection = db.engines[None].raw_connection()
        connection.driver_connection.set_trace_callback(written.append)
        connection.close()
    shop.leave()
    [insert] = [statement for statement in written if statement.startswith("INSERT INTO feedback ")]
    assert len(insert.partition("(")[2].partition(")")[0].split(",")) * MOST_ROWS <= 999

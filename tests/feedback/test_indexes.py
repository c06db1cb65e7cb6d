"""The inbox walks an index for each filter: it costs the same at ten thousand and ten million feedback."""

import pytest
from sqlalchemy import event, text

from backend.feedback.models import Feedback
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


def plans(app, ask, name=READING, explain="EXPLAIN QUERY PLAN"):
    """How the database goes about each SELECT FROM feedback that `ask` causes."""
    asked = []
    with app.app_context():
        engine = db.engines[name]

    def note(connection, cursor, statement, parameters, context, executemany):
        if "FROM feedback" in statement:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        rows = [connection.exec_driver_sql(f"{explain} {sql}", values).all() for sql, values in asked]
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
        ("withdrawn=true", "ix_feedback_site_id_id_withdrawn (site_id=?)"),
        ("withdrawn=false", "sqlite_autoindex_feedback_1 (site_id=?)"),
        ("segment=regular", "ix_feedback_site_id_segment_id (site_id=? AND segment=?)"),
        ("subject=1001", "ix_feedback_site_id_subject_id (site_id=? AND subject=?)"),
        ("device=tablet", "ix_feedback_site_id_device_id (site_id=? AND device=?)"),
        ("returning=true", "ix_feedback_site_id_is_returning_id (site_id=? AND is_returning=?)"),
        ("language=sv", "ix_feedback_site_id_language_id (site_id=? AND language=?)"),
        ("rating_min=2&rating_max=2", "ix_feedback_site_id_value_id (site_id=? AND value=?)"),
        ("assignee=me", "ix_feedback_site_id_assignee_id_id (site_id=? AND assignee_id=?)"),
        ("has_email=true", "ix_feedback_site_id_id_email (site_id=?)"),
        ("has_email=false", "sqlite_autoindex_feedback_1 (site_id=?)"),
        ("answered=true", "ix_feedback_site_id_id_answered_at (site_id=?)"),
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


COUNTS = "ix_feedback_site_id_case_publication_withdrawn_at"


@pytest.mark.parametrize("asked", ["", "&withdrawn=true"], ids=["all", "withdrawn"])
def test_the_counts_are_read_from_their_index_alone(staffed, asked):
    app, shop, ada = staffed
    [plan] = plans(app, lambda: ada.get(f"/feedback/counts?site={shop.key}{asked}"))
    assert f"COVERING INDEX {COUNTS}" in plan, plan
    assert "TEMP B-TREE" not in plan


@pytest.fixture(scope="module")
def many(fresh_database_url, tmp_path_factory):
    """Four thousand feedback on PostgreSQL, forty of them withdrawn: few rows it would rather read than an index."""
    app = make_app(database_url(fresh_database_url("postgresql")), tmp_path_factory.mktemp("data"))
    shop = make_site(app)
    shop.leave(comment="Yksi", language="fi")
    columns = [column.name for column in Feedback.__table__.columns]
    changed = {
        "id": "gen_random_uuid()",
        "entry_id": "gen_random_uuid()",
        "publication": "(ARRAY['pending', 'published', 'hidden', 'spam'])[1 + n % 4]",
        "case": "(ARRAY['new', 'open', 'waiting', 'solved'])[1 + n % 4]",
        "withdrawn_at": "CASE WHEN n % 100 = 0 THEN now() END",
    }
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    copied = f"INSERT INTO feedback ({names}) SELECT {values} FROM feedback, generate_series(1, 4000) AS n"
    with app.app_context(), db.engine.connect() as connection:
        connection.execute(text(copied))
        connection.commit()
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE feedback"))
    yield app, shop, make_person(app, shop, "owner")
    dispose(app)


@pytest.mark.parametrize(
    ("asked", "node"),
    [
        ("?withdrawn=true", "Index Scan Backward using ix_feedback_site_id_id_withdrawn"),
        ("?limit=5", "Index Scan Backward using pk_feedback"),
        ("?publication=pending&limit=5", "Index Scan Backward using ix_feedback_site_id_publication_id"),
        ("/counts?", f"Index Only Scan using {COUNTS}"),
    ],
    ids=["withdrawn", "everything", "pending", "counts"],
)
def test_postgresql_walks_the_same_indexes(many, asked, node):
    app, shop, ada = many
    [plan] = plans(app, lambda: ada.get(f"/feedback{asked}&site={shop.key}"), None, "EXPLAIN")
    assert node in plan, plan


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

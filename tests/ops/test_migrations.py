"""Migrations make exactly the tables that the models describe, on both databases."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from backend.foundation.database import db
from backend.settings import database_url
from tests.applications import dispose, make_app


def test_the_migrations_make_what_the_models_describe(app):
    result = app.test_cli_runner().invoke(args=["db", "check"])
    assert result.exit_code == 0, result.output


def test_every_table_of_a_site_carries_the_site_in_its_keys(app):
    """So that one schema can be spread over many nodes by site."""
    of_nobody = {"site", "staff", "api_token", "staff_session", "sign_in_link", "idempotency_record"} | {
        "second_factor",
        "recovery_code",
        "open_identity",
    }
    for name, table in db.metadata.tables.items():
        if name in of_nobody:
            continue
        assert "site_id" in table.primary_key.columns, name
        for index in table.indexes:
            if index.unique:
                assert "site_id" in index.columns, index.name
        for key in table.foreign_key_constraints:
            target = key.referred_table.name
            assert target in of_nobody or "site_id" in key.columns, key.name


def test_migrating_again_changes_nothing(app):
    with app.app_context():
        upgrade()
        assert "feedback" in inspect(db.engines[None]).get_table_names()


def test_whoever_has_migrated_lets_the_next_server_in(app, database, tmp_path):
    """On PostgreSQL a lock keeps two from migrating at once; left in the pool, it keeps the second out for good."""
    first = make_app(database_url(database), tmp_path)
    with first.app_context():
        if first.extensions["settings"].database.startswith("postgresql"):
            held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
            assert db.session.scalar(text(held)) == 0
    assert first.test_client().get("/readyz").status_code == 200
    dispose(first)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_first_tables_can_be_taken_away_again(fresh_database_url, tmp_path, kind):
    app = make_app(database_url(fresh_database_url(kind)), tmp_path)
    with app.app_context():
        downgrade(revision="base")
        assert set(inspect(db.engines[None]).get_table_names()) <= {"alembic_version"}
        upgrade()
        assert "feedback" in inspect(db.engines[None]).get_table_names()
    dispose(app)

"""Erasing leaves no trace of what was said: in no table, and on SQLite not in the file."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from backend.feedback.forget import forget_erased_words
from backend.foundation.database import db, writing
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site

# Made of letters that no stemmer cuts, so that a stem of it in an index is found too.
SECRETS = [
    "zqxjkcomment", "zqxjkanswer", "zqxjkchanged", "zqxjkmail", "zqxjkpath", "zqxjktitle", "zqxjkfollow",
    "zqxjksubject", "zqxjksegment", "zqxjkelement", "zqxjkname",
]  # fmt: skip


def everything(app):
    """Every row of every table of the database, as text."""
    with app.app_context():
        engine = db.engines[None]
        for table in inspect(engine).get_table_names():
            with engine.connect() as connection:
                for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                    yield (
                        table,
                        " ".join(value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row),
                    )


def leave_secrets(shop, ada):
    """Words in every member, corrected, answered, followed up, decided on."""
    left = shop.leave(
        comment="Tämä on zqxjkcomment", answers={"why": "zqxjkanswer"}, language="fi",
        email="zqxjkmail@example.fi", page_url="https://shop.example.fi/zqxjkpath", page_title="zqxjktitle",
        subject="zqxjksubject", segment="zqxjksegment", element={"selector": "#a", "text": "zqxjkelement"},
    )  # fmt: skip
    shop.step(left["id"], left["thread_key"], comment="zqxjkchanged", permission=True, shown_name="zqxjkname")
    about = f"/feedback/{left['feedback_id']}"
    ada.post(f"{about}/messages", json={"text": "Kiitos!", "visibility": "public"})
    follow_up = {"id": "6f1d1a4e-0d7e-4c59-8d0b-111111111111", "text": "zqxjkfollow"}
    shop.client.post(f"/w/v1/threads/{left['thread_key']}/messages", json=follow_up)
    ada.post(f"{about}/decisions", json={"verdict": "publish"})
    return left


def work(app):
    """What the worker does within the hour."""
    with app.app_context():
        for _ in range(50):
            with writing():
                if not forget_erased_words():
                    return
    pytest.fail("the word index is never done")


def test_after_erasing_no_table_holds_a_word(app, shop, ada):
    left = leave_secrets(shop, ada)
    held = " ".join(row for _, row in everything(app))
    assert all(secret in held for secret in SECRETS if secret != "zqxjkcomment"), "else this test would find nothing"
    assert shop.client.delete(f"/w/v1/threads/{left['thread_key']}").status_code == 204
    work(app)
    for table, row in everything(app):
        for secret in [*SECRETS, left["feedback_id"].replace("-", "") + "zqxjk"]:
            assert secret not in row, table


def test_after_erasing_the_sqlite_file_holds_no_word(fresh_database_url, tmp_path):
    address = database_url(fresh_database_url("sqlite"))
    app = make_app(address, tmp_path)
    shop = make_site(app)
    left = leave_secrets(shop, make_person(app, shop, "owner"))
    file = Path(address.removeprefix("sqlite:///"))
    assert b"zqxjkchanged" in file.read_bytes() + file.with_name(file.name + "-wal").read_bytes()
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    work(app)
    dispose(app)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert b"zqxjk" not in file.read_bytes()


def test_erasing_leaves_the_fact_that_it_happened(app, shop, ada):
    left = shop.leave(comment="Poista")
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    [row] = [row for table, row in everything(app) if table == "event" and "feedback.erased" in row and (
        left["feedback_id"] in row or left["feedback_id"].replace("-", "") in row)]  # fmt: skip
    assert "visitor" in row


@pytest.mark.parametrize("deed", ["get", "delete"])
def test_an_erased_conversation_is_gone_for_the_visitor(shop, deed):
    key = shop.leave(comment="Poista")["thread_key"]
    assert shop.client.delete(f"/w/v1/threads/{key}").status_code == 204
    assert getattr(shop.client, deed)(f"/w/v1/threads/{key}").status_code == 404


def test_an_erased_feedback_is_gone_for_staff_and_from_the_page(shop, ada):
    left = shop.leave(comment="Poista", rating=1)
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    page = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    assert shop.client.get(page).json["n"] == 1
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert ada.get(f"/feedback/{left['feedback_id']}").status_code == 404
    shown = shop.client.get(page).json
    assert (shown["items"], shown["n"], shown["mean"]) == ([], 0, None)


def test_erasing_one_leaves_the_others_whole(shop, ada):
    gone, stays = shop.leave(comment="Poista tämä"), shop.leave(comment="Jätä tämä")
    shop.client.delete(f"/w/v1/threads/{gone['thread_key']}")
    assert [row["id"] for row in ada.get("/feedback?q=tämä").json["items"]] == [stays["feedback_id"]]

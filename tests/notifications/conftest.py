"""An app that sends by a real mail server on loopback."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from backend.foundation.database import db, writing
from backend.notifications.deliver import send_due_letters
from backend.notifications.models import Mail
from backend.settings import database_url
from tests.applications import Person, Shop, dispose, make_app, make_person, make_site
from tests.mail import MailServer, taking_mail

SENDER, ADDRESS = "palaute@kohtaamo.example", "https://kohtaamo.example"


@pytest.fixture(scope="session")
def smtp() -> Iterator[MailServer]:
    with taking_mail() as server:
        yield server


@pytest.fixture
def mail_server(smtp: MailServer) -> MailServer:
    """The mail server, with nothing in it and nothing to refuse."""
    for kept in (smtp.came, smtp.to, smtp.refuses):
        kept.clear()
    return smtp


@pytest.fixture(scope="session")
def sending_app(database: str, smtp: MailServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app on the same database as the others, with mail set up."""
    settings = {"smtp_url": smtp.url, "mail_from": SENDER, "public_url": ADDRESS}
    app = make_app(database_url(database), tmp_path_factory.mktemp("sending"), smtp_timeout=5, **settings)
    yield app
    dispose(app)


@pytest.fixture
def mailing_app(sending_app: Flask, mail_server: MailServer) -> Iterator[Flask]:
    """That app, with no letter of an earlier test waiting, and with its own mail server whatever the test sets."""
    known = sending_app.extensions["postbox"]
    with sending_app.app_context(), writing():
        db.session.execute(delete(Mail))
    yield sending_app
    sending_app.extensions["postbox"] = known


@pytest.fixture
def mailing_shop(mailing_app: Flask) -> Shop:
    return make_site(mailing_app, name="Puoti Ääni")


@pytest.fixture
def maija(mailing_app: Flask, mailing_shop: Shop) -> Person:
    return make_person(mailing_app, mailing_shop, "owner", name="Maija")


@pytest.fixture
def post(mailing_app: Flask) -> Callable[[], None]:
    """Does what the worker does: sends all that is due."""

    def send() -> None:
        with mailing_app.app_context():
            while send_due_letters():
                pass

    return send


def answer(person: Person, left: dict[str, Any], text: str, visibility: str = "private") -> dict[str, Any]:
    json = {"text": text, "visibility": visibility}
    response = person.post(f"/feedback/{left['feedback_id']}/messages", json=json)
    assert response.status_code == 201, response.text
    said: dict[str, Any] = response.json
    return said

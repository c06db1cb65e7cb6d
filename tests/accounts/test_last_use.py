"""When a token was last used: good to know, never worth a refusal."""

from contextlib import contextmanager

import pytest
from sqlalchemy.exc import OperationalError

from backend.accounts import credentials
from backend.accounts.models import ApiToken
from backend.foundation.database import db
from backend.foundation.errors import Unavailable
from backend.foundation.signing import digest


def last_use(app, person):
    with app.app_context():
        return db.session.query(ApiToken).filter_by(digest=digest(person.token)).one().last_used_at


def test_a_use_is_noted(app, shop, ada):
    assert last_use(app, ada) is None
    assert ada.get("/sites").status_code == 200
    assert last_use(app, ada) is not None


@pytest.mark.parametrize(
    "fault",
    [Unavailable("The database is busy."), OperationalError("UPDATE", {}, Exception("disk full"))],
    ids=["busy", "disk full"],
)
def test_a_read_is_answered_although_the_use_cannot_be_noted(app, shop, ada, monkeypatch, fault):
    @contextmanager
    def refuse():
        raise fault
        yield

    with monkeypatch.context() as patch:
        patch.setattr(credentials, "writing", refuse)
        response = ada.get("/sites")
    assert response.status_code == 200
    assert [site["key"] for site in response.json["items"]] == [shop.key]
    assert last_use(app, ada) is None

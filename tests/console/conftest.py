import pytest

from backend.accounts import passwords
from backend.accounts.models import Staff
from backend.foundation.database import db, writing
from tests.applications import make_person
from tests.console.signing_in import HASH, QUICK


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", QUICK)
    monkeypatch.setattr(passwords, "_nobody", [])


@pytest.fixture
def grace(app, shop):
    """Grace, an agent of the shop, with a password."""
    grace = make_person(app, shop, "agent", name="Grace")
    with app.app_context(), writing():
        db.session.get_one(Staff, grace.staff_id).password_hash = HASH
    return grace

"""The app on each real database, a shop to talk to, and a cast with roles.

Tests share one app and one database a kind; each works on sites of its own, as the tenants of one installation do.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from werkzeug.test import TestResponse

from backend.accounts.invite import create_staff, create_token
from backend.app import create_app
from backend.foundation.database import db, writing
from backend.settings import database_url, read_settings
from backend.sites.manage import add_member, create_site
from backend.sites.models import Site
from backend.touchpoints.catalog import catalog
from backend.touchpoints.journey import add_default_stages, create_touchpoint

ORIGIN = "https://shop.example.fi"
ALL_SCOPES = ["read", "reply", "moderate", "manage", "submit"]

CHECKOUT: dict[str, Any] = {
    "key": "checkout",
    "stage": "purchase",
    "name": {"fi": "Kassa", "en": "Checkout"},
    "questions": [
        {"key": "rating", "kind": "stars", "text": {"fi": "Miten tilaaminen sujui?", "en": "How did it go?"}},
        {"key": "recommend", "kind": "nps", "text": {"fi": "Suosittelisitko?", "en": "Would you recommend us?"}},
        {"key": "why", "kind": "text", "text": {"fi": "Miksi?", "en": "Why?"}},
    ],
}
LANDING: dict[str, Any] = {
    "key": "landing",
    "stage": "image",
    "name": {"fi": "Etusivu", "en": "Landing page"},
    "placement": "floating",
    "questions": [{"key": "mood", "kind": "faces", "text": {"fi": "Miltä tuntuu?", "en": "How does it feel?"}}],
}


def make_app(address: str, data: Path, **overrides: Any) -> Flask:
    """An app of its own on a migrated database. Limits are off unless a test is about them."""
    settings = read_settings({}, **{"database_url": address, "data": data, "limits": False, **overrides})
    app = create_app(settings)
    app.testing = False  # faults are answered as they would be in the open
    with app.app_context():
        upgrade()
    return app


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Flask]]:
    """Gives this run's one app on a database, made when it is first asked for: files go from one kind to the other."""
    made: dict[str, Flask] = {}

    def app_on(database: str) -> Flask:
        if database not in made:
            made[database] = make_app(database_url(database), tmp_path_factory.mktemp("data"))
        return made[database]

    yield app_on
    for app in made.values():
        dispose(app)


@pytest.fixture(scope="session")
def app(database: str, shared_app: Callable[[str], Flask]) -> Flask:
    """The app on this run's database; a test that asks for it runs once on SQLite and once on PostgreSQL."""
    return shared_app(database)


def dispose(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@dataclass(frozen=True)
class Shop:
    """A site with two touchpoints, seen from outside: what a visitor's page and a program would send."""

    app: Flask
    id: uuid.UUID
    key: str
    client: FlaskClient

    def entry(self, **members: Any) -> dict[str, Any]:
        return {"id": str(uuid.uuid4()), "site": self.key, "touchpoint": "checkout", "rating": 4, **members}

    def send(self, entry: Any = None, origin: str | None = ORIGIN, **options: Any) -> TestResponse:
        """POST an entry as a page of the shop does."""
        headers = {**({"Origin": origin} if origin else {}), **options.pop("headers", {})}
        body = entry if isinstance(entry, bytes | str) else json.dumps(entry if entry is not None else self.entry())
        kind = options.pop("content_type", "application/json")
        return self.client.post("/w/v1/entries", data=body, content_type=kind, headers=headers, **options)

    def step(self, entry_id: str, thread_key: str, **members: Any) -> TestResponse:
        return self.client.patch(f"/w/v1/entries/{entry_id}", json={"thread_key": thread_key, **members})

    def leave(self, **members: Any) -> dict[str, Any]:
        """An entry that arrived: its receipt with the staff's id beside it."""
        response = self.send(self.entry(**members))
        assert response.status_code == 201, response.text
        receipt: dict[str, Any] = response.json
        with self.app.app_context():
            from backend.feedback.queries import find_by_thread_key

            return {**receipt, "feedback_id": str(find_by_thread_key(receipt["thread_key"]).id)}


@dataclass(frozen=True)
class Person:
    """A member of the staff with an API token."""

    client: FlaskClient
    staff_id: uuid.UUID
    email: str
    token: str

    def call(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        return self.client.open(f"/api/v1{path}", method=method, headers=headers, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.call("GET", path, **options)

    def post(self, path: str, **options: Any) -> TestResponse:
        return self.call("POST", path, **options)

    def patch(self, path: str, **options: Any) -> TestResponse:
        return self.call("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> TestResponse:
        return self.call("DELETE", path, **options)


def make_site(app: Flask, **values: Any) -> Shop:
    with app.app_context():
        with writing():
            site = create_site(
                {"name": "Puoti", "allowed_origins": [ORIGIN], "languages": ["fi", "sv", "en"], **values}
            )
            add_default_stages(site)
            create_touchpoint(site, CHECKOUT)
            create_touchpoint(site, LANDING)
        catalog().refresh(at_once=True)
        return Shop(app, site.id, site.key, app.test_client())


def make_person(app: Flask, shop: Shop | None, role: str, scopes: list[str] | None = None, name: str = "Ada") -> Person:
    """A staff member with this role on the shop's site and a token with these scopes (all, unless told)."""
    email = f"{name.lower()}-{uuid.uuid4().hex[:10]}@example.fi"
    with app.app_context(), writing():
        staff = create_staff(email, name)
        if shop is not None:
            add_member(db.session.get_one(Site, shop.id), staff.id, role)
        token = create_token(staff, scopes or ALL_SCOPES)
        return Person(app.test_client(), staff.id, email, token)


@pytest.fixture
def shop(app: Flask) -> Shop:
    return make_site(app)


@pytest.fixture
def other_shop(app: Flask) -> Shop:
    return make_site(app, name="Toinen puoti")


@pytest.fixture
def person(app: Flask, shop: Shop) -> Callable[..., Person]:
    """Makes a member of the shop's staff: `person("agent", ["read"])`."""
    return lambda role, scopes=None, name="Ada": make_person(app, shop, role, scopes, name)


@pytest.fixture
def ada(app: Flask, shop: Shop) -> Person:
    """Ada owns the shop and may do everything there."""
    return make_person(app, shop, "owner", name="Ada")


@pytest.fixture
def mallory(app: Flask, other_shop: Shop) -> Person:
    """Mallory owns another site, and nothing here."""
    return make_person(app, other_shop, "owner", name="Mallory")

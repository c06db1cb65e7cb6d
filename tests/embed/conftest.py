"""Pages of touchpoints, to be asked for without JavaScript."""

import pytest

from tests.applications import dispose, make_app, make_site
from tests.embed.hosted_asking import EVERY_KIND


@pytest.fixture
def path(shop):
    return f"/w/p/{shop.key}/checkout"


@pytest.fixture
def fair(shop, ada):
    """A touchpoint that asks in every way there is."""
    values = {"key": "fair", "stage": "use", "name": {"fi": "Messut"}, "questions": EVERY_KIND, "ask_email": True}
    assert ada.post(f"/touchpoints?site={shop.key}", json=values).status_code == 201
    return f"/w/p/{shop.key}/fair"


@pytest.fixture
def limited(fresh_database_url, tmp_path):
    app = make_app(
        fresh_database_url("sqlite"), tmp_path, limits=True, limit_address="2/minute", limit_reading="9/hour"
    )
    yield make_site(app)
    dispose(app)

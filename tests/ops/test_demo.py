"""The demo shop, made at the first start."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from backend.foundation.database import db
from backend.ops.demo import ensure_demo
from backend.settings import database_url
from backend.sites.models import Site
from tests.applications import dispose, make_app
from tests.databases import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_servers_that_start_together_make_one_demo_shop(fresh_database_url, tmp_path, kind):
    app = make_app(database_url(fresh_database_url(kind)), tmp_path)

    def start(_):
        with app.app_context():
            return ensure_demo()

    with ThreadPoolExecutor(6) as pool:
        links = [link for link in pool.map(start, range(6)) if link]
    assert [link.email for link in links] == ["owner@demo.example"]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Site)) == 1
    dispose(app)

from datetime import UTC, datetime

from sqlalchemy import func, select

from backend.feedback.models import Feedback
from backend.foundation.database import db
from backend.ops.demo_seed import demo_site_key
from backend.touchpoints.catalog import catalog

SEED = 2301


def test_the_demo_says_nothing_that_is_not_over_yet(app):
    """Or what a visitor really says would stand below it in the inbox until the evening."""
    told = app.test_cli_runner().invoke(args=["demo", "seed", "--entries", "1000", "--seed", str(SEED)])
    assert told.exit_code == 0, told.output
    with app.app_context():
        site = catalog().site(demo_site_key(SEED))
        its = select(func.count(), func.max(Feedback.created_at)).where(Feedback.site_id == site.id)
        how_many, newest = db.session.execute(its).one()
    assert how_many > 800
    assert newest.replace(tzinfo=UTC) <= datetime.now(UTC)

"""A site may move to another time zone; what is counted stays counted on its day."""

from sqlalchemy import select

from backend.feedback.models import DayCount
from backend.foundation.database import db


def test_an_entry_erased_after_the_site_changed_its_time_zone_leaves_no_count(app, shop, ada):
    receipt = shop.leave(rating=2)
    assert ada.patch(f"/sites/{shop.id}", json={"timezone": "Pacific/Kiritimati"}).status_code == 200
    assert shop.client.delete(f"/w/v1/threads/{receipt['thread_key']}").status_code == 204
    with app.app_context():
        counts = db.session.scalars(select(DayCount.n).where(DayCount.site_id == shop.id)).all()
    assert not any(counts), counts


def test_a_corrected_rating_is_counted_on_the_day_it_was_given(app, shop, ada):
    receipt = shop.leave(rating=2)
    ada.patch(f"/sites/{shop.id}", json={"timezone": "Pacific/Kiritimati"})
    assert shop.step(receipt["id"], receipt["thread_key"], rating=5).status_code == 200
    with app.app_context():
        counts = db.session.execute(select(DayCount.day, DayCount.value, DayCount.n).where(DayCount.site_id == shop.id))
        counted = {(row.day, row.value): row.n for row in counts if row.n}
    [(day, value)] = counted
    assert (value, counted[day, value]) == (5, 1)

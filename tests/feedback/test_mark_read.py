"""Read once: the visitor sees that somebody has, and the trail says who was first."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from backend.feedback.queries import find_feedback
from backend.foundation.database import writing
from tests.conversations.test_threads import thread


def read(person, left):
    return person.call("PUT", f"/feedback/{left['feedback_id']}/read")


def test_the_first_reading_counts(shop, ada, person):
    left = shop.leave(comment="Moi")
    assert ada.get(f"/feedback/{left['feedback_id']}").json["read_at"] is None
    grace = person("agent", name="Grace")
    assert (read(grace, left).status_code, read(grace, left).data) == (204, b"")
    seen = ada.get(f"/feedback/{left['feedback_id']}").json
    read(ada, left)
    assert ada.get(f"/feedback/{left['feedback_id']}").json == seen
    assert seen["read_at"].endswith("Z")
    assert [(event["kind"], event["actor"]) for event in seen["history"]][1:] == [("feedback.read", "Grace")]
    assert thread(shop, left).json["status"] == "read"


def test_only_looking_at_it_tells_nobody(shop, ada):
    left = shop.leave(comment="Moi")
    ada.get(f"/feedback/{left['feedback_id']}"), ada.get(f"/feedback?site={shop.key}")
    assert thread(shop, left).json["status"] == "received"


def test_a_reading_leaves_the_moment_of_the_words(shop, ada):
    left = shop.leave(comment="Moi")
    said_at = ada.get(f"/feedback/{left['feedback_id']}").json["said_at"]
    read(ada, left)
    assert ada.get(f"/feedback/{left['feedback_id']}").json["said_at"] == said_at


def test_reading_it_again_waits_for_no_writer_and_moves_nothing(app, shop, ada):
    left = shop.leave(comment="Moi")
    read(ada, left)
    seen = ada.get(f"/feedback/{left['feedback_id']}").json
    with ThreadPoolExecutor(1) as other, app.app_context(), writing():
        find_feedback([shop.id], UUID(left["feedback_id"]), to_change=True)
        assert other.submit(read, ada, left).result(timeout=3).status_code == 204
    assert ada.get(f"/feedback/{left['feedback_id']}").json == seen

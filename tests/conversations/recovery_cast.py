"""What tests of recovery share: the worker's steps, run when a test says so, and a case as staff see it."""

from datetime import timedelta

from backend.conversations.recovery_tend import tend_recovery_cases
from backend.conversations.recovery_watch import Watch

ALWAYS_OPEN = {"week": [[[0, 1440]]] * 7, "country": None, "answer_minutes": 60}


def watch(app, times=3):
    """Let a worker that has just started look at what came in."""
    with app.app_context():
        one = Watch()
        while one.step():
            pass
        for _ in range(times - 1):
            one.step()


def tend(app):
    with app.app_context():
        while tend_recovery_cases():
            pass


def configure(ada, shop, **rules):
    response = ada.call("PUT", f"/sites/{shop.id}/recovery", json={**ALWAYS_OPEN, **rules})
    assert response.status_code == 200, response.text
    return response.json


def case(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json["recovery"]


def kinds(ada, left):
    """What the history tells of the case."""
    history = ada.get(f"/feedback/{left['feedback_id']}").json["history"]
    return [event["kind"] for event in history if event["kind"].startswith(("recovery.", "case."))]


def rate_again(shop, left, value):
    response = shop.client.put(f"/w/v1/threads/{left['thread_key']}/rating", json={"value": value})
    assert response.status_code == 200, response.text


def reply(ada, left, visibility="private"):
    path = f"/feedback/{left['feedback_id']}/messages"
    assert ada.post(path, json={"text": "Pahoittelut!", "visibility": visibility}).status_code == 201


HOUR, DAY = timedelta(hours=1), timedelta(days=1)

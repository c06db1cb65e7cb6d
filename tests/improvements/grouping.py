"""An improvement and those in its group, as staff make them by the API; and the worker's part."""

from typing import Any

from flask import Flask

from backend.foundation.database import writing
from backend.ops.tell_improvements import tell_improvements
from tests.applications import Person, Shop

TITLE = {"fi": "Kassa nopeutui", "en": "A faster checkout"}
TEXT = {"fi": "Maksu vie enää puoli minuuttia.", "en": "Paying takes half a minute now."}


def improve(person: Person, shop: Shop, **values: Any) -> str:
    response = person.post(f"/improvements?site={shop.key}", json={"title": TITLE, "text": TEXT, **values})
    assert response.status_code == 201, response.text
    made: str = response.json["id"]
    return made


def group(person: Person, improvement: str, *left: dict[str, Any]) -> dict[str, Any]:
    ids = [one["feedback_id"] for one in left]
    response = person.post(f"/improvements/{improvement}/members", json={"ids": ids})
    assert response.status_code == 201, response.text
    told: dict[str, Any] = response.json
    return told


def ship(person: Person, improvement: str, **values: Any) -> None:
    response = person.patch(f"/improvements/{improvement}", json={"state": "done", **values})
    assert response.status_code == 200, response.text


def tell_all(app: Flask) -> None:
    """All that the worker would do."""
    more = True
    while more:
        with app.app_context(), writing():
            more = tell_improvements()


def heard(shop: Shop, left: dict[str, Any]) -> list[str]:
    """What stands in her own conversation."""
    thread = shop.client.get(f"/w/v1/threads/{left['thread_key']}").json
    return [message["text"] for message in thread["messages"]]

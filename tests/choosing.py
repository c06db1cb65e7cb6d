"""A touchpoint with choices, tags after a low score, and attributes of the page."""

from typing import Any

from tests.applications import Person, Shop

PLACE: dict[str, Any] = {
    "key": "place",
    "kind": "choice",
    "text": {"fi": "Mistä löysit meidät?"},
    "options": [{"key": key, "text": {"fi": key.title()}} for key in ("friend", "search", "other")],
}
TAGS: dict[str, Any] = {
    "key": "tags",
    "kind": "choice",
    "text": {"fi": "Mistä se johtui?"},
    "options": [{"key": key, "text": {"fi": key.title()}} for key in ("price", "speed", "help")],
    "several": True,
    "show_if": {"question": "effort", "at_most": 3},
}
DELIVERY: dict[str, Any] = {
    "key": "delivery",
    "stage": "use",
    "name": {"fi": "Toimitus"},
    "attributes": {"plan": "text", "items": "number", "member": "boolean"},
    "questions": [{"key": "effort", "kind": "ces", "text": {"fi": "Helppoa?"}}, PLACE, TAGS],
}


def add_delivery(ada: Person, shop: Shop, **members: Any) -> dict[str, Any]:
    """The touchpoint as the staff see it after it was made."""
    response = ada.post(f"/touchpoints?site={shop.key}", json={**DELIVERY, **members})
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json
    return made

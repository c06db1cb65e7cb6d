"""Where and when a touchpoint shows, and what else it asks for: kept as given, told to the page, refused by name."""

import pytest

from tests.applications import make_person, make_site

QUESTION = {"key": "rating", "kind": "stars", "text": {"fi": "Miten meni?"}}
EVERYTHING = {
    "hosts": ["shop.example.fi", "*.example.fi", "*"],
    "query": {"campaign": "spring*"},
    "share": 100,
    "seconds": 0,
    "scroll": 1,
    "exit": True,
    "seen": "#footer > p",
    "clicked": "[data-buy]",
    "event": "Cart emptied",
}


@pytest.fixture(scope="module")
def quiet_shop(app):
    """A shop at which nothing is ever stored: whatever is refused may share it."""
    return make_site(app)


@pytest.fixture(scope="module")
def quiet_ada(app, quiet_shop):
    return make_person(app, quiet_shop, "owner")


def make(ada, shop, **members):
    shelf = {"key": "shelf", "stage": "use", "name": {"fi": "Hylly"}, "questions": [QUESTION], **members}
    return ada.post(f"/touchpoints?site={shop.key}", json=shelf)


def told(shop):
    config = shop.client.get(f"/w/v1/sites/{shop.key}").json
    return next(row for row in config["touchpoints"] if row["key"] == "shelf")


def test_conditions_and_triggers_are_kept_and_told(ada, shop):
    made = make(ada, shop, placement="popover", when=EVERYTHING)
    assert made.status_code == 201, made.text
    assert made.json["when"] == EVERYTHING
    assert told(shop)["when"] == EVERYTHING


def test_the_page_is_told_only_of_what_asks_something(ada, shop):
    made = make(ada, shop, placement="popover", when={"seconds": 5, "hosts": None, "exit": False})
    assert made.json["when"]["hosts"] is None
    assert told(shop)["when"] == {"seconds": 5}
    ada.patch(f"/touchpoints/{made.json['id']}", json={"when": {}})
    assert "when" not in told(shop)
    assert ada.patch(f"/touchpoints/{made.json['id']}", json={"when": None}).json["when"] is None


@pytest.mark.parametrize("placement", ["inline", "floating", "popover", "element"])
def test_every_placement_is_told(ada, shop, placement):
    assert make(ada, shop, placement=placement).status_code == 201
    assert told(shop)["placement"] == placement


def test_what_a_touchpoint_asks_beside_its_questions(ada, shop):
    asks = {"ask_comment": False, "ask_email": True, "ask_permission": True, "ask_pointing": True}
    words = {"comment_label": {"fi": "Kerro lisää"}, "email_reason": {"fi": "Vastaamme sinulle."}}
    made = make(ada, shop, attributes={"plan": "text", "items": "number", "member": "boolean"}, **asks, **words)
    assert made.status_code == 201, made.text
    kept = {**asks, **words, "attributes": {"plan": "text", "items": "number", "member": "boolean"}}
    assert {name: made.json[name] for name in kept} == kept
    assert {name: told(shop)[name] for name in kept} == kept


def test_a_touchpoint_asks_for_a_comment_and_nothing_else_by_itself(ada, shop):
    made = make(ada, shop).json
    assert (made["ask_comment"], made["when"], made["attributes"]) == (True, None, {})
    assert not any(made[name] for name in ("ask_email", "ask_permission", "ask_pointing", "comment_label"))
    assert told(shop) == {"key": "shelf", "placement": "inline", "questions": [QUESTION]}


WRONG = [
    ({"when": "now"}, "when"),
    ({"when": {"hosts": []}}, "when.hosts"),
    ({"when": {"hosts": ["https://shop.example.fi"]}}, "when.hosts.0"),
    ({"when": {"hosts": ["Shop.example.fi"]}}, "when.hosts.0"),
    ({"when": {"hosts": ["*"] * 21}}, "when.hosts"),
    ({"when": {"query": {}}}, "when.query"),
    ({"when": {"query": {"": "a"}}}, "when.query"),
    ({"when": {"query": {"a": ""}}}, "when.query"),
    ({"when": {"query": {"a": 1}}}, "when.query"),
    ({"when": {"query": {f"q{n}": "*" for n in range(11)}}}, "when.query"),
    ({"when": {"share": 0}}, "when.share"),
    ({"when": {"share": 101}}, "when.share"),
    ({"when": {"share": True}}, "when.share"),
    ({"when": {"seconds": -1}}, "when.seconds"),
    ({"when": {"seconds": 3601}}, "when.seconds"),
    ({"when": {"scroll": 0}}, "when.scroll"),
    ({"when": {"exit": 1}}, "when.exit"),
    ({"when": {"exit": None}}, "when.exit"),
    ({"when": {"seen": " "}}, "when.seen"),
    ({"when": {"clicked": "a" * 301}}, "when.clicked"),
    ({"when": {"event": "a" * 61}}, "when.event"),
    ({"when": {"weather": "rain"}}, "when.weather"),
    ({"attributes": ["plan"]}, "attributes"),
    ({"attributes": {"Plan": "text"}}, "attributes"),
    ({"attributes": {"plan": "date"}}, "attributes"),
    ({"attributes": {"plan": ["text"]}}, "attributes"),
    ({"attributes": {f"a{n}": "text" for n in range(11)}}, "attributes"),
    ({"attributes": None}, "attributes"),
    ({"ask_comment": 1}, "ask_comment"),
    ({"ask_email": None}, "ask_email"),
    ({"ask_permission": "yes"}, "ask_permission"),
    ({"comment_label": {"fi": "a" * 81}}, "comment_label"),
    ({"email_reason": "Miksi"}, "email_reason"),
]


@pytest.mark.parametrize(("members", "name"), WRONG, ids=lambda value: str(value)[:60])
def test_what_no_touchpoint_can_ask_is_named(quiet_ada, quiet_shop, members, name):
    response = make(quiet_ada, quiet_shop, **members)
    assert (response.status_code, response.json["code"]) == (422, "invalid"), response.text
    assert response.json["invalid_params"][0]["name"] == name

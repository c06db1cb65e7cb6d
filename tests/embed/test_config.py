"""What a visitor's page is told: prepared bytes that any cache may keep, and only what the widget needs."""

import pytest

from tests.choosing import PLACE, TAGS, add_delivery


@pytest.fixture
def path(shop):
    return f"/w/v1/sites/{shop.key}"


def test_the_config_holds_what_the_widget_needs_and_no_more(shop, path):
    config = shop.client.get(path).json
    assert set(config) - {"version"} == {"site", "name", "languages", "default_language", "look", "touchpoints"}
    assert (config["site"], config["languages"]) == (shop.key, ["fi", "sv", "en"])
    assert [row["key"] for row in config["touchpoints"]] == ["landing", "checkout"]
    assert set(config["touchpoints"][0]) == {"key", "placement", "questions"}
    assert config["look"] == {"accent": "#0b5d4e"}
    assert config["touchpoints"][1]["questions"][0] == {
        "key": "rating", "kind": "stars", "text": {"fi": "Miten tilaaminen sujui?", "en": "How did it go?"},
    }  # fmt: skip


def test_what_differs_from_what_the_widget_knows_is_told(shop, path, ada):
    change = {"look": {"scheme": "dark", "radius": 0}, "quiet": {"dismissed_days": 0}, "structured_data": True}
    ada.patch(f"/sites/{shop.id}", json=change)
    config = shop.client.get(path).json
    assert config["look"] == {"accent": "#0b5d4e", "scheme": "dark", "radius": 0}
    assert (config["quiet"], config["structured_data"]) == ({"answered_days": 30, "dismissed_days": 0}, True)


def test_a_choice_is_told_with_its_options_and_its_rule(shop, path, ada):
    add_delivery(ada, shop)
    [row] = [row for row in shop.client.get(path).json["touchpoints"] if row["key"] == "delivery"]
    [effort, place, tags] = row["questions"]
    assert set(effort) == {"key", "kind", "text"}
    assert place == PLACE
    assert tags == TAGS
    assert row["attributes"] == {"plan": "text", "items": "number", "member": "boolean"}


def test_an_option_taken_away_is_not_told(shop, path, ada):
    made = add_delivery(ada, shop)
    fewer = {**PLACE, "options": PLACE["options"][1:]}
    ada.patch(f"/touchpoints/{made['id']}", json={"questions": [fewer]})
    [row] = [row for row in shop.client.get(path).json["touchpoints"] if row["key"] == "delivery"]
    assert row["questions"] == [fewer]


@pytest.mark.parametrize("turn", ["first", "prepared"])
def test_any_cache_may_keep_it(shop, path, turn):
    for _ in range(1 if turn == "first" else 2):
        response = shop.client.get(path, headers={"Origin": "https://anywhere.example", "Cookie": "kohtaamo=ks_x"})
    told = response.headers
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert told["Cache-Control"].startswith("public, max-age=")
    assert told["Access-Control-Allow-Origin"] == "*"
    assert told["ETag"]
    assert "Vary" not in told
    assert "Set-Cookie" not in told
    assert told["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("published", ["", "/touchpoints/checkout/published"], ids=["config", "published"])
@pytest.mark.parametrize("weak", ["", "W/"], ids=["strong", "weak"])
def test_an_unchanged_answer_is_not_sent_again(shop, path, published, weak):
    first = shop.client.get(path + published)
    again = shop.client.get(path + published, headers={"If-None-Match": f'"other", {weak}{first.headers["ETag"]}'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert shop.client.get(path + published, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_changed_answer_has_another_tag(shop, path, ada):
    tag = shop.client.get(path).headers["ETag"]
    ada.patch(f"/sites/{shop.id}", json={"name": "Uusi nimi"})
    changed = shop.client.get(path, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.json["name"]) == (200, "Uusi nimi")


def test_head_tells_the_same_without_a_body(shop, path):
    for _ in range(2):
        head, whole = shop.client.head(path), shop.client.get(path)
        assert head.data == b""
        assert (head.status_code, head.headers["ETag"]) == (200, whole.headers["ETag"])
        assert head.headers["Content-Length"] == str(len(whole.data))


@pytest.mark.parametrize("key", ["pk_missing", "%00", "..%2f..", "ä", "a" * 500])
def test_an_unknown_site_is_not_found_and_not_kept(shop, key):
    response = shop.client.get(f"/w/v1/sites/{key}")
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
    assert response.headers["Cache-Control"] == "no-store"


def test_one_sites_config_never_answers_for_another(shop, other_shop):
    for _ in range(2):
        assert shop.client.get(f"/w/v1/sites/{shop.key}").json["site"] == shop.key
        assert shop.client.get(f"/w/v1/sites/{other_shop.key}").json["site"] == other_shop.key


def test_another_process_sees_a_change_within_a_second(database, shop, ada, tmp_path, monkeypatch):
    from backend.settings import database_url
    from backend.touchpoints import catalog
    from tests.applications import dispose, make_app

    other = make_app(database_url(database), tmp_path)
    client = other.test_client()
    assert client.get(f"/w/v1/sites/{shop.key}").json["name"] == "Puoti"
    ada.patch(f"/sites/{shop.id}", json={"name": "Uusi nimi"})
    monkeypatch.setattr(catalog, "LOOK_EVERY_SECONDS", 0.0)
    assert client.get(f"/w/v1/sites/{shop.key}").json["name"] == "Uusi nimi"
    dispose(other)

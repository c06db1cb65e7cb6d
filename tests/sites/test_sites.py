"""A site: who embeds, from where, and under which rules."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.applications import make_person, make_site


@pytest.fixture(scope="module")
def quiet_shop(app):
    """A shop at which nothing is ever stored: whatever is refused may share it."""
    return make_site(app)


@pytest.fixture(scope="module")
def quiet_ada(app, quiet_shop):
    return make_person(app, quiet_shop, "owner")


def new(ada, **members):
    return ada.post("/sites", json={"name": "Uusi puoti", **members})


def test_a_new_site_has_a_key_of_its_own_and_its_maker_as_owner(ada):
    first, second = new(ada), new(ada)
    assert first.status_code == 201
    assert first.json["key"].startswith("pk_")
    assert first.json["key"] != second.json["key"]
    assert (first.json["languages"], first.json["default_language"]) == (["fi", "sv", "en"], "fi")
    assert (first.json["publish_policy"], first.json["timezone"]) == ("hold_all", "Europe/Helsinki")
    [member] = ada.get(f"/staff?site={first.json['key']}").json["items"]
    assert (member["id"], member["role"]) == (str(ada.staff_id), "owner")


def test_a_change_names_what_it_changes_and_leaves_the_rest(ada, shop):
    before = ada.get(f"/sites/{shop.id}").json
    changed = ada.patch(f"/sites/{shop.id}", json={"name": "Toinen nimi", "look": {"position": "left"}})
    assert changed.status_code == 200
    assert changed.json == {**before, "name": "Toinen nimi", "look": {**before["look"], "position": "left"}}


def test_a_new_site_looks_plain_and_leaves_visitors_alone_for_a_while(ada):
    made = new(ada).json
    assert made["look"] == {
        "accent": "#0b5d4e", "position": "right", "scheme": "auto", "radius": 14, "font": "system",
    }  # fmt: skip
    assert (made["quiet"], made["structured_data"]) == ({"answered_days": 30, "dismissed_days": 7}, False)


def test_look_and_quiet_may_be_given_in_part(ada, shop):
    made = new(ada, look={"scheme": "dark"}, quiet={"answered_days": 0}, structured_data=True).json
    assert (made["look"]["scheme"], made["look"]["accent"]) == ("dark", "#0b5d4e")
    assert (made["quiet"], made["structured_data"]) == ({"answered_days": 0, "dismissed_days": 7}, True)
    changed = ada.patch(f"/sites/{made['id']}", json={"quiet": {"dismissed_days": 365}, "look": {"radius": 0}}).json
    assert changed["quiet"] == {"answered_days": 0, "dismissed_days": 365}
    assert (changed["look"]["scheme"], changed["look"]["radius"]) == ("dark", 0)


def test_parts_given_at_once_are_all_kept(app, shop, ada):
    headers = {"Authorization": f"Bearer {ada.token}"}

    def change(part):
        return app.test_client().patch(f"/api/v1/sites/{shop.id}", json=part, headers=headers).status_code

    for n in range(1, 6):
        look = {"accent": f"#00000{n}", "radius": n}
        quiet = {"answered_days": n, "dismissed_days": n}
        parts = [{"look": {name: value}} for name, value in look.items()]
        parts += [{"quiet": {name: value}} for name, value in quiet.items()]
        with ThreadPoolExecutor(4) as people:
            assert set(people.map(change, parts)) == {200}
        kept = ada.get(f"/sites/{shop.id}").json
        assert (kept["quiet"], {name: kept["look"][name] for name in look}) == (quiet, look)


def test_origins_are_kept_in_one_form(ada, shop):
    origins = ["HTTPS://Shop.Example.FI:443", "http://localhost:5000"]
    changed = ada.patch(f"/sites/{shop.id}", json={"allowed_origins": origins})
    assert changed.json["allowed_origins"] == ["https://shop.example.fi", "http://localhost:5000"]


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "n" * 121},
        {"allowed_origins": ["*"]},
        {"allowed_origins": ["null"]},
        {"allowed_origins": ["https://shop.example.fi/path"]},
        {"allowed_origins": ["shop.example.fi"]},
        {"allowed_origins": "https://shop.example.fi"},
        {"languages": []},
        {"languages": ["fi", "fi"]},
        {"languages": ["Finnish"]},
        {"default_language": "de"},
        {"look": {"accent": "red"}},
        {"look": {"accent": "#0b5d4e;}"}},
        {"look": {"css": "*{}"}},
        {"look": {"scheme": "sepia"}},
        {"look": {"radius": 25}},
        {"look": {"radius": -1}},
        {"look": {"radius": "14"}},
        {"look": {"font": "Comic Sans"}},
        {"quiet": {"answered_days": 366}},
        {"quiet": {"dismissed_days": -1}},
        {"quiet": {"dismissed_days": None}},
        {"quiet": {"days": 1}},
        {"quiet": 30},
        {"structured_data": 1},
        {"structured_data": None},
        {"timezone": "Helsinki"},
        {"timezone": "../etc/passwd"},
        {"publish_policy": "never"},
        {"blocked_words": {"fi": ["w" * 61]}},
        {"blocked_words": ["huijari"]},
        {"blocked_words": {"Suomi": ["huijari"]}},
        {"blocked_words": {"*": ["w"] * 501}},
        {"key": "pk_mine"},
        {"version": 1},
        {"id": "x"},
    ],
    ids=str,
)
def test_what_no_site_can_be_is_refused(quiet_ada, quiet_shop, change):
    before = quiet_ada.get(f"/sites/{quiet_shop.id}").json
    response = quiet_ada.patch(f"/sites/{quiet_shop.id}", json=change)
    assert (response.status_code, response.json["code"]) == (422, "invalid")
    assert quiet_ada.get(f"/sites/{quiet_shop.id}").json == before


def test_the_default_language_is_one_of_the_sites_own(ada, shop):
    assert ada.patch(f"/sites/{shop.id}", json={"languages": ["sv", "en"]}).json["default_language"] == "sv"
    changed = ada.patch(f"/sites/{shop.id}", json={"languages": ["de"], "default_language": "de"})
    assert changed.json["default_language"] == "de"


def test_only_members_are_listed_as_staff(ada, shop, person, mallory):
    grace = person("agent", name="Grace")
    names = {member["name"]: member["role"] for member in ada.get(f"/staff?site={shop.key}").json["items"]}
    assert names == {"Ada": "owner", "Grace": "agent"}
    assert mallory.get(f"/staff?site={shop.key}").status_code == 404
    assert grace.get(f"/staff?site={shop.key}").status_code == 200


def test_a_list_holds_the_callers_sites_alone(ada, shop, other_shop):
    assert [site["key"] for site in ada.get("/sites").json["items"]] == [shop.key]

"""Saved views: one's own, and those shared with everyone on the site."""

import pytest

NEW = {"name": "Uudet kielteiset", "filters": {"case": ["new"], "sentiment": ["negative"]}}


def names(person, shop):
    return [view["name"] for view in person.get(f"/views?site={shop.key}").json["items"]]


def save(person, shop, **members):
    response = person.post(f"/sites/{shop.id}/views", json={**NEW, **members})
    assert response.status_code == 201, response.text
    return response.json


def test_a_view_is_its_makers_own_until_it_is_shared(shop, ada, person):
    grace = person("agent", name="Grace")
    mine = save(ada, shop)
    assert (mine["filters"], mine["is_mine"], mine["is_shared"]) == (NEW["filters"], True, False)
    assert (names(ada, shop), names(grace, shop)) == ([NEW["name"]], [])
    assert grace.patch(f"/views/{mine['id']}", json={"name": "X"}).status_code == 404
    assert ada.patch(f"/views/{mine['id']}", json={"is_shared": True, "name": "Kaikkien"}).json["is_shared"]
    [theirs] = grace.get(f"/views?site={shop.key}").json["items"]
    assert (theirs["name"], theirs["is_mine"]) == ("Kaikkien", False)


def test_views_stand_by_name_whatever_their_letters(shop, ada):
    for name in ("b", "C", "a"):
        save(ada, shop, name=name)
    assert names(ada, shop) == ["a", "b", "C"]


def test_who_only_reads_keeps_views_but_shares_none(shop, person):
    reader = person("viewer", name="Viivi")
    view = save(reader, shop)
    assert reader.post(f"/sites/{shop.id}/views", json={**NEW, "is_shared": True}).status_code == 403
    assert reader.patch(f"/views/{view['id']}", json={"is_shared": True}).status_code == 403
    assert names(reader, shop) == [NEW["name"]]


def test_a_shared_view_is_changed_by_its_maker_and_by_managers(shop, ada, person):
    grace, viivi = person("manager", name="Grace"), person("viewer", name="Viivi")
    view = save(grace, shop, is_shared=True)
    assert viivi.delete(f"/views/{view['id']}").status_code == 403
    assert ada.patch(f"/views/{view['id']}", json={"name": "Parempi nimi"}).status_code == 200
    assert names(viivi, shop) == ["Parempi nimi"]
    assert grace.delete(f"/views/{view['id']}").status_code == 204
    assert names(viivi, shop) == []


def test_another_sites_view_and_a_missing_one_look_alike(shop, ada, mallory):
    view = save(ada, shop, is_shared=True)
    foreign = mallory.patch(f"/views/{view['id']}", json={"name": "X"})
    missing = mallory.patch("/views/01a2029b-0000-7000-8000-000000000000", json={"name": "X"})
    assert (foreign.status_code, foreign.json["detail"]) == (missing.status_code, missing.json["detail"])
    assert foreign.status_code == 404
    assert mallory.post(f"/sites/{shop.id}/views", json=NEW).status_code == 404


@pytest.mark.parametrize(
    "filters",
    [
        {"colour": "red"},
        {"case": ["lost"]},
        {"case": []},
        {"q": ["two", "words"]},
        {"q": ""},
        {"rating_min": "many"},
        {"site": "pk_other"},
        {"limit": "5"},
        [],
        {"case": [1]},
    ],
    ids=str,
)
def test_filters_that_the_inbox_does_not_know_are_refused(shop, ada, filters):
    response = ada.post(f"/sites/{shop.id}/views", json={"name": "X", "filters": filters})
    assert (response.status_code, response.json["invalid_params"][0]["name"].split(".")[0]) == (422, "filters")


def test_a_view_holds_every_filter_there_is(shop, ada):
    filters = {"since": "2026-01-01", "until": "2026-02-01", "assignee": str(ada.staff_id), "q": "toimitus"}
    filters |= {
        "contradicts": "true",
        "has_email": "true",
        "answered": "false",
        "rating_max": "2",
        "segment": "regular",
        "device": "phone",
        "returning": "false",
    }
    assert save(ada, shop, filters=filters)["filters"] == filters


def test_each_view_tells_how_many_it_holds_and_where_it_stops_counting(shop, ada, monkeypatch):
    monkeypatch.setattr("backend.feedback.view_counts.MOST", 2)
    few, many = save(ada, shop, name="few", filters={"rating_max": "1"}), save(ada, shop, name="many", filters={})
    for rating in (1, 2, 3, 4):
        shop.leave(rating=rating)
    spam = shop.leave(rating=1)
    ada.post(f"/feedback/{spam['feedback_id']}/decisions", json={"verdict": "spam"})
    told = {each["id"]: each for each in ada.get(f"/views/counts?site={shop.key}").json["items"]}
    assert told[few["id"]] == {"id": few["id"], "n": 1, "more": False}, "spam is counted where it is asked for"
    assert told[many["id"]] == {"id": many["id"], "n": 2, "more": True}


def test_mine_in_a_shared_view_is_each_readers_own(shop, ada, person):
    grace = person("agent", name="Grace")
    view = save(ada, shop, filters={"assignee": "me"}, is_shared=True)
    left = shop.leave(comment="Minulle")
    ada.patch(f"/feedback/{left['feedback_id']}", json={"assignee_id": str(grace.staff_id)})
    told = lambda reader: reader.get(f"/views/counts?site={shop.key}").json["items"]  # noqa: E731
    assert told(ada) == [{"id": view["id"], "n": 0, "more": False}]
    assert told(grace) == [{"id": view["id"], "n": 1, "more": False}]
    assert [row["comment"] for row in grace.get("/feedback?assignee=me").json["items"]] == ["Minulle"]
    assert ada.get("/feedback?assignee=me").json["items"] == []

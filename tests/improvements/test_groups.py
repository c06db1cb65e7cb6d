"""Improvements: written down, grouped, changed and taken away."""

import pytest

from tests.improvements.grouping import TITLE, group, heard, improve, ship, tell_all


def members(person, improvement):
    return person.get(f"/improvements/{improvement}/members").json


def listed(person, shop, query=""):
    return person.get(f"/improvements?site={shop.key}{query}").json["items"]


def test_a_title_is_all_that_an_improvement_needs(shop, ada):
    told = ada.post(f"/improvements?site={shop.key}", json={"title": TITLE}).json
    assert (told["title"], told["text"], told["state"], told["is_public"]) == (TITLE, None, "planned", False)
    assert (told["by"], told["change"], told["site"]) == ("Ada", None, shop.key)


def test_grouping_twice_is_grouping_once(shop, ada):
    improvement, left = improve(ada, shop), [shop.leave(comment="Hidas kassa"), shop.leave(comment="Kassa jumittaa")]
    first, second = (group(ada, improvement, *left) for _ in range(2))
    assert (first["added"], first["already"], first["has_more"]) == (2, 0, False)
    assert (second["added"], second["already"], second["has_more"]) == (0, 2, False)
    told = members(ada, improvement)
    assert (told["members"], told["told"], told["to_tell"], told["is_telling"]) == (2, 0, 2, False)
    assert [one["comment"] for one in told["items"]] == ["Kassa jumittaa", "Hidas kassa"]


def test_a_filter_groups_all_that_it_finds(shop, ada):
    improvement = improve(ada, shop)
    for touchpoint in ("checkout", "checkout", "landing"):
        shop.leave(touchpoint=touchpoint, comment="Hidas")
    path = f"/improvements/{improvement}/members?touchpoint=checkout"
    first = ada.post(path, json={"all": True}).json
    shop.leave(touchpoint="checkout", comment="Yhä hidas")
    second = ada.post(path, json={"all": True}).json
    assert (first["added"], first["already"]) == (2, 0)
    assert (second["added"], second["already"]) == (1, 2)
    nothing = ada.post(f"/improvements/{improvement}/members?q=raketti", json={"all": True})
    assert (nothing.status_code, nothing.json["invalid_params"][0]["name"]) == (422, "all")


def test_more_than_fits_at_once_is_told(shop, ada, monkeypatch):
    monkeypatch.setattr("backend.improvements.group.MOST", 2)
    improvement = improve(ada, shop)
    for number in range(3):
        shop.leave(comment=f"Hidas {number}")
    told = ada.post(f"/improvements/{improvement}/members", json={"all": True}).json
    assert (told["added"], told["has_more"]) == (2, True)


def test_what_was_merged_comes_with_what_it_follows(shop, ada):
    main, follower = shop.leave(comment="Hidas kassa"), shop.leave(comment="Kassa on hidas")
    ada.call("PUT", f"/feedback/{follower['feedback_id']}/duplicate-of", json={"feedback_id": main["feedback_id"]})
    improvement = improve(ada, shop)
    assert group(ada, improvement, main)["added"] == 2


def test_what_its_author_erases_leaves_the_group(shop, ada):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    group(ada, improvement, left, shop.leave(comment="Hidas"))
    assert shop.client.delete(f"/w/v1/threads/{left['thread_key']}").status_code == 204
    assert [one["comment"] for one in members(ada, improvement)["items"]] == ["Hidas"]


def test_one_can_be_taken_out_again(shop, ada):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    group(ada, improvement, left)
    path = f"/improvements/{improvement}/members/{left['feedback_id']}"
    assert (ada.delete(path).status_code, ada.delete(path).status_code) == (204, 404)
    assert members(ada, improvement)["items"] == []


def test_the_list_is_newest_first_with_its_figures(shop, ada):
    first, second = improve(ada, shop), improve(ada, shop, state="in_progress")
    left = shop.leave(comment="Hidas kassa")
    group(ada, first, left)
    assert [(one["id"], one["members"], one["told"]) for one in listed(ada, shop)] == [(second, 0, 0), (first, 1, 0)]
    assert [one["id"] for one in listed(ada, shop, "&state=in_progress")] == [second]
    assert [one["id"] for one in listed(ada, shop, f"&feedback={left['feedback_id']}")] == [first]
    page = ada.get(f"/improvements?site={shop.key}&limit=1").json
    rest = ada.get(f"/improvements?site={shop.key}&limit=1&cursor={page['next_cursor']}").json
    assert [one["id"] for one in rest["items"]] == [first]


def test_the_change_it_came_by_can_be_named_and_goes_without_it(shop, other_shop, ada, mallory):
    change = ada.post(f"/changes?site={shop.key}", json={"title": "Julkaisu 5"}).json["id"]
    improvement = improve(ada, shop, change_id=change)
    assert ada.get(f"/improvements/{improvement}").json["change"] == {"id": change, "title": "Julkaisu 5"}
    assert ada.delete(f"/changes/{change}").status_code == 204
    assert ada.get(f"/improvements/{improvement}").json["change"] is None
    foreign = mallory.post(f"/changes?site={other_shop.key}", json={"title": "Muualla"}).json["id"]
    refused = ada.patch(f"/improvements/{improvement}", json={"change_id": foreign})
    assert (refused.status_code, refused.json["invalid_params"][0]["name"]) == (422, "change_id")


def test_two_who_change_it_at_once_do_not_undo_each_other(shop, ada):
    path = f"/improvements/{improve(ada, shop)}"
    tag = ada.get(path).headers["ETag"]
    assert ada.patch(path, json={"is_public": True}, headers={"If-Match": tag}).status_code == 200
    assert ada.patch(path, json={"state": "declined"}, headers={"If-Match": tag}).status_code == 412


def test_telling_does_not_change_what_the_editor_holds(app, shop, ada):
    improvement = improve(ada, shop)
    group(ada, improvement, shop.leave(comment="Hidas kassa"))
    ship(ada, improvement)
    tag = ada.get(f"/improvements/{improvement}").headers["ETag"]
    tell_all(app)
    assert ada.get(f"/improvements/{improvement}").headers["ETag"] == tag


def test_it_goes_with_its_group_and_what_was_told_stays(app, shop, ada):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    group(ada, improvement, left)
    ship(ada, improvement)
    tell_all(app)
    assert ada.delete(f"/improvements/{improvement}").status_code == 204
    assert ada.get(f"/improvements/{improvement}").status_code == 404
    assert len(heard(shop, left)) == 1


def test_a_site_with_changes_and_improvements_can_be_deleted(app, ada):
    site = ada.post("/sites", json={"name": "Lyhytikäinen"}).json
    key = site["key"]
    change = ada.post(f"/changes?site={key}", json={"title": "Avaus"}).json["id"]
    ada.post(f"/improvements?site={key}", json={"title": TITLE, "change_id": change})
    assert ada.delete(f"/sites/{site['id']}").status_code == 204


@pytest.mark.parametrize(
    ("values", "member"),
    [
        ({"title": {}}, "title"),
        ({"title": {"fi": " "}}, "title"),
        ({"state": "perhaps"}, "state"),
        ({"is_public": 1}, "is_public"),
        ({"text": {"fi": "x" * 2001}}, "text"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(shop, ada, values, member):
    refused = ada.post(f"/improvements?site={shop.key}", json={"title": TITLE, **values})
    assert (refused.status_code, refused.json["invalid_params"][0]["name"]) == (422, member)


def test_an_agent_groups_and_a_manager_decides(shop, ada, person):
    agent = person("agent")
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    assert group(agent, improvement, left)["added"] == 1
    assert agent.patch(f"/improvements/{improvement}", json={"state": "done"}).status_code == 403
    assert agent.post(f"/improvements/{improvement}/tellings").status_code == 403

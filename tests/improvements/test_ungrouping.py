"""A deed of grouping is taken back as a whole."""

import pytest

from tests.improvements.grouping import TITLE, group, heard, improve, ship, tell_all


def take_back(person, improvement, grouping, status=200):
    answer = person.delete(f"/improvements/{improvement}/groupings/{grouping}")
    assert answer.status_code == status, answer.text
    return answer.json


def members(person, improvement):
    return [one["comment"] for one in person.get(f"/improvements/{improvement}/members").json["items"]]


@pytest.fixture
def made(ada, shop):
    """An improvement that was planned and filled in one deed."""
    shop.leave(comment="Toimitus kesti kauan", rating=1, language="fi")
    return ada.post(f"/topics/gatherings?site={shop.key}", json={"topic": "delivery", "title": TITLE}).json


def test_what_one_deed_brought_goes_and_what_was_there_before_stays(ada, shop):
    improvement, first = improve(ada, shop), shop.leave(comment="Hidas kassa")
    group(ada, improvement, first)
    grouped = group(ada, improvement, first, shop.leave(comment="Kassa jumittaa"))
    assert take_back(ada, improvement, grouped["id"]) == {"removed": 1, "kept": 0, "is_deleted": False}
    assert members(ada, improvement) == ["Hidas kassa"]
    assert take_back(ada, improvement, grouped["id"])["removed"] == 0
    assert group(ada, improvement, first)["id"] is None


def test_who_was_told_meanwhile_stays(app, ada, shop):
    improvement, left = improve(ada, shop), shop.leave(comment="Hidas kassa")
    grouped = group(ada, improvement, left)
    ship(ada, improvement)
    tell_all(app)
    assert take_back(ada, improvement, grouped["id"]) == {"removed": 0, "kept": 1, "is_deleted": False}
    assert len(heard(shop, left)) == 1


def test_an_improvement_that_the_same_deed_made_goes_with_it(ada, made):
    told = take_back(ada, made["improvement_id"], made["id"])
    assert told == {"removed": 1, "kept": 0, "is_deleted": True}
    assert ada.get(f"/improvements/{made['improvement_id']}").status_code == 404


def test_it_stays_where_something_else_was_done_to_it(ada, shop, made):
    improvement = made["improvement_id"]
    group(ada, improvement, shop.leave(comment="Hidas kassa"))
    assert take_back(ada, improvement, made["id"])["is_deleted"] is False
    assert members(ada, improvement) == ["Hidas kassa"]


def test_it_stays_where_it_was_renamed(ada, made):
    ada.patch(f"/improvements/{made['improvement_id']}", json={"title": {"fi": "Toisin"}})
    assert take_back(ada, made["improvement_id"], made["id"])["is_deleted"] is False


def test_whoever_may_not_manage_takes_out_and_does_not_delete(ada, made, person):
    told = take_back(person("agent"), made["improvement_id"], made["id"])
    assert (told["removed"], told["is_deleted"]) == (1, False)
    assert ada.get(f"/improvements/{made['improvement_id']}").status_code == 200


def test_another_improvements_grouping_is_not_this_ones(ada, shop, made):
    other = improve(ada, shop)
    assert take_back(ada, other, made["id"], 404)["code"] == "not_found"
    planned = ada.get(f"/improvements/{other}").json["id"]
    assert take_back(ada, other, planned, 404)["code"] == "not_found"

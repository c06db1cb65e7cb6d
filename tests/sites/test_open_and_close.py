"""A site is opened by who may manage one, and closed only while it is empty."""

import pytest

from backend.settings import database_url
from tests.applications import dispose, make_app, make_person


def test_who_only_reads_opens_no_site_of_her_own(person):
    assert person("viewer").post("/sites", json={"name": "Oma"}).status_code == 403


@pytest.fixture
def empty_house(database, fresh_database_url, tmp_path):
    """An installation on which there is no site yet."""
    app = make_app(database_url(fresh_database_url(database.partition(":")[0])), tmp_path)
    yield app
    dispose(app)


def test_who_works_on_no_site_opens_none_beside_those_of_others(app, shop):
    newcomer = make_person(app, None, "owner")
    response = newcomer.post("/sites", json={"name": "Oma puoti"})
    assert (response.status_code, response.json["code"]) == (403, "forbidden")
    assert newcomer.get("/sites").json["items"] == []


def test_the_first_site_of_all_is_opened_by_any_of_the_staff(empty_house):
    newcomer = make_person(empty_house, None, "owner")
    response = newcomer.post("/sites", json={"name": "Oma puoti"})
    assert response.status_code == 201
    assert [site["name"] for site in newcomer.get("/sites").json["items"]] == ["Oma puoti"]
    assert [stage["key"] for stage in newcomer.get(f"/stages?site={response.json['key']}").json["items"]] == [
        "image", "purchase", "use",
    ]  # fmt: skip


def test_a_site_without_feedback_is_deleted_with_its_journey(ada):
    made = ada.post("/sites", json={"name": "Hetkeksi"}).json
    assert ada.delete(f"/sites/{made['id']}").status_code == 204
    assert ada.get(f"/sites/{made['id']}").status_code == 404


def test_a_site_with_feedback_is_not_deleted(shop, ada):
    shop.leave(comment="Hyvin meni")
    response = ada.delete(f"/sites/{shop.id}")
    assert (response.status_code, response.json["code"]) == (409, "conflict")
    assert len(ada.get(f"/feedback?site={shop.key}").json["items"]) == 1


def test_another_sites_owner_cannot_delete_it(shop, mallory):
    assert mallory.delete(f"/sites/{shop.id}").status_code == 404

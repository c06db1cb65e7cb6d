"""A site is opened by who may manage one, and closed only while it is empty."""

from tests.applications import make_person


def test_who_only_reads_opens_no_site_of_her_own(person):
    assert person("viewer").post("/sites", json={"name": "Oma"}).status_code == 403


def test_a_new_member_of_no_site_opens_her_first(app):
    newcomer = make_person(app, None, "owner")
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

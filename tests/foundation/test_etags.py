"""Who has seen it need not fetch it again, and overwrites nobody's work."""

import threading

import pytest

from tests.accounts.test_matrix import ids_of, routes_of


def test_whoever_has_it_already_is_sent_nothing(shop, ada):
    path = f"/sites/{shop.id}"
    first = ada.get(path)
    tag = first.headers["ETag"]
    assert tag.startswith('"'), "strong: it stands for the bytes"
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = ada.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag), known
    ada.patch(path, json={"name": "Uusi"})
    changed = ada.get(path, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.json["name"]) == (200, "Uusi")


def test_a_write_that_names_what_it_has_seen_goes_through_once(shop, ada):
    path = f"/sites/{shop.id}"
    tag = ada.get(path).headers["ETag"]
    first = ada.patch(path, json={"name": "Ensin"}, headers={"If-Match": tag})
    assert first.status_code == 200
    late = ada.patch(path, json={"name": "Myöhässä"}, headers={"If-Match": tag})
    assert (late.status_code, late.json["code"]) == (412, "changed_meanwhile")
    assert late.headers["ETag"] == first.headers["ETag"] == ada.get(path).headers["ETag"]
    assert ada.get(path).json["name"] == "Ensin"
    assert ada.patch(path, json={"name": "Nyt"}, headers={"If-Match": late.headers["ETag"]}).status_code == 200


def test_a_weak_tag_never_fits_a_write_and_any_does_with_a_star(shop, ada):
    path = f"/sites/{shop.id}"
    tag = ada.get(path).headers["ETag"]
    assert ada.patch(path, json={"name": "x"}, headers={"If-Match": f"W/{tag}"}).status_code == 412
    assert ada.patch(path, json={"name": "x"}, headers={"If-Match": f'"a", {tag}'}).status_code == 200
    assert ada.patch(path, json={"name": "y"}, headers={"If-Match": "*"}).status_code == 200


@pytest.mark.parametrize("header", ["abc", '"a', "W/abc", ",", "", '"a" "b"'])
def test_what_is_no_tag_is_refused_before_anything_is_done(shop, ada, header):
    path = f"/sites/{shop.id}"
    response = ada.patch(path, json={"name": "x"}, headers={"If-Match": header})
    assert response.status_code == 400
    assert ada.get(path).json["name"] != "x"


def test_without_a_condition_a_write_is_as_it_was(shop, ada):
    response = ada.patch(f"/sites/{shop.id}", json={"name": "x"})
    assert (response.status_code, "ETag" in response.headers) == (200, False)


def test_a_visitors_new_words_stop_a_write_that_has_not_seen_them(shop, ada):
    left = shop.leave(comment="Ensin", rating=4)
    path = f"/feedback/{left['feedback_id']}"
    tag = ada.get(path).headers["ETag"]
    shop.step(left["id"], left["thread_key"], comment="Sittenkin huono", rating=1)
    assert ada.patch(path, json={"case": "solved"}, headers={"If-Match": tag}).status_code == 412
    fresh = ada.get(path).headers["ETag"]
    done = ada.patch(path, json={"case": "solved"}, headers={"If-Match": fresh})
    assert (done.status_code, done.json["case"]) == (200, "solved")
    assert done.headers["ETag"] == ada.get(path).headers["ETag"]


def test_anothers_thing_is_missing_whatever_is_said_of_it(shop, mallory):
    left = shop.leave(comment="Salainen")
    for header in ('"a"', "*"):
        response = mallory.patch(
            f"/feedback/{left['feedback_id']}", json={"case": "open"}, headers={"If-Match": header}
        )
        assert (response.status_code, "ETag" in response.headers) == (404, False)


def test_of_two_at_once_who_have_seen_the_same_one_wins(shop, ada):
    path = f"/sites/{shop.id}"
    tag = ada.get(path).headers["ETag"]
    done, start = [], threading.Barrier(4)

    def change(number):
        start.wait()
        done.append(ada.patch(path, json={"name": f"Nimi {number}"}, headers={"If-Match": tag}).status_code)

    threads = [threading.Thread(target=change, args=(number,)) for number in range(4)]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert sorted(done) == [200, 412, 412, 412]


def test_every_write_of_what_has_a_tag_can_be_made_conditional(app, shop, ada):
    """A new route under the address of a tagged resource must take `If-Match`, too."""
    from backend.foundation.requests import contract

    tagged = {rule.rule for rule in app.url_map.iter_rules() if contract(app.view_functions[rule.endpoint]).is_tagged}
    assert len(tagged) >= 6
    in_steps = {"delete_customer"}  # many transactions: what was seen at the first has changed at the second
    for route in routes_of(app):
        if route.rule in tagged and route.method in {"PATCH", "PUT", "DELETE"} and route.name not in in_steps:
            stale = route.call(ada, ids_of(shop, ada), shop.key, headers={"If-Match": '"stale"'})
            assert (stale.status_code, stale.json["code"]) == (412, "changed_meanwhile"), route

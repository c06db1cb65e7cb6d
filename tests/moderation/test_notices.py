"""Notice and action: a visitor reports what is published, staff decide, and its author is told why."""

import re

import pytest

REASON = "Tekstissä on toisen nimi ja puhelinnumero."


@pytest.fixture
def shown(shop, ada):
    """A published entry, as the list shows it, and its receipt."""
    left = shop.leave(comment="Myyjä oli tyly")
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    [item] = published(shop)
    return {**left, "shown": item}


def published(shop):
    return shop.client.get(f"/w/v1/sites/{shop.key}/touchpoints/checkout/published").json["items"]


def report(shop, item, **more):
    path = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published/{item['id']}/notices"
    told = {"shown_at": item["created_at"], "ground": "personal", "text": "Siinä on nimeni", **more}
    return shop.client.post(path, json=told)


def notices(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}/notices").json["items"]


def settle(ada, notice, verdict, statement=REASON):
    return ada.post(f"/notices/{notice['id']}/decisions", json={"verdict": verdict, "statement": statement})


def thread(shop, left):
    return shop.client.get(f"/w/v1/threads/{left['thread_key']}").json


def test_a_report_waits_where_staff_look_and_the_words_stay(shop, ada, shown):
    answer = report(shop, shown["shown"])
    assert (answer.status_code, answer.json["state"]) == (201, "open")
    assert len(published(shop)) == 1
    [row] = ada.get(f"/feedback?site={shop.key}&reported=true").json["items"]
    assert (row["id"], row["reported_at"] is not None) == (shown["feedback_id"], True)
    [notice] = notices(ada, shown)
    assert (notice["ground"], notice["text"], notice["state"]) == ("personal", "Siinä on nimeni", "open")


def test_what_is_taken_away_is_told_its_author_with_the_reasons(shop, ada, shown):
    report(shop, shown["shown"])
    report(shop, shown["shown"], ground="offensive")
    settled = settle(ada, notices(ada, shown)[0], "remove")
    assert (settled.status_code, settled.json["state"], settled.json["by"]) == (201, "removed", "Ada")
    assert published(shop) == []
    told = thread(shop, shown)["statement"]
    assert (told["text"], told["ground"]) == (REASON, "offensive")
    page = shop.client.get(f"/w/t/{shown['thread_key']}").text
    assert REASON in page
    assert {notice["state"] for notice in notices(ada, shown)} == {"removed"}, (
        "one decision settles all of the same words"
    )
    assert ada.get(f"/feedback?site={shop.key}&reported=true").json["items"] == []
    kinds = [event["kind"] for event in ada.get(f"/feedback/{shown['feedback_id']}").json["history"]]
    assert kinds[-3:] == ["notice.received", "feedback.hidden", "notice.upheld"]


def test_what_stays_keeps_the_reasons_too(shop, ada, shown):
    report(shop, shown["shown"])
    settled = settle(ada, notices(ada, shown)[0], "keep", "Mielipide on sallittu.")
    assert (settled.json["state"], settled.json["statement"]) == ("kept", "Mielipide on sallittu.")
    assert len(published(shop)) == 1
    assert thread(shop, shown)["statement"] is None


def test_nobody_decides_twice_or_without_a_reason(shop, ada, shown):
    report(shop, shown["shown"])
    [notice] = notices(ada, shown)
    assert settle(ada, notice, "remove", " ").status_code == 422
    settle(ada, notice, "keep")
    again = settle(ada, notice, "remove")
    assert (again.status_code, again.json["code"]) == (409, "already_settled")


def test_a_statement_goes_when_the_words_are_published_again(shop, ada, shown):
    path = f"/feedback/{shown['feedback_id']}/decisions"
    ada.post(path, json={"verdict": "hide", "statement": REASON})
    assert thread(shop, shown)["statement"]["text"] == REASON
    ada.post(path, json={"verdict": "publish"})
    assert thread(shop, shown)["statement"] is None


@pytest.mark.parametrize(
    ("more", "status"),
    [({"ground": "boring"}, 422), ({"shown_at": "2026-01-01T00:00:00Z"}, 404), ({"shown_at": "x"}, 422)],
    ids=["no ground", "another moment", "no moment"],
)
def test_what_is_no_report_is_refused(shop, ada, shown, more, status):
    assert report(shop, shown["shown"], **more).status_code == status
    assert notices(ada, shown) == []


def test_what_is_not_published_cannot_be_reported(shop, ada, shown):
    ada.post(f"/feedback/{shown['feedback_id']}/decisions", json={"verdict": "hide"})
    assert report(shop, shown["shown"]).status_code == 404


def test_reporting_works_without_a_script(shop, ada, shown):
    item = shown["shown"]
    address = f"/w/p/{shop.key}/checkout/n/{item['id']}?at={item['created_at']}"
    page = shop.client.get(address)
    assert page.status_code == 200
    assert "Myyjä oli tyly" in page.text
    assert re.findall(r'name="ground" value="(\w+)"', page.text)[0] == "illegal"
    empty = shop.client.post(address, data={"text": "Siis"})
    assert empty.status_code == 422
    assert 'aria-describedby="wrong-ground"' in empty.text
    assert "Siis" in empty.text
    long = shop.client.post(address, data={"ground": "false", "text": "a" * 2001})
    assert (long.status_code, "2001" in long.text, "wrong-ground" in long.text) == (422, True, False)
    sent = shop.client.post(address, data={"ground": "false", "text": ""}, follow_redirects=True)
    assert sent.status_code == 200
    assert [notice["ground"] for notice in notices(ada, shown)] == ["false"]
    assert shop.client.get(address.replace("/n/", "/n/x")).status_code == 404

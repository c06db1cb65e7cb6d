"""The inbox: each filter alone and together, and pages that lose and repeat nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest

from backend.foundation.clock import now
from backend.foundation.ids import earliest_id
from backend.foundation.pages import encode_cursor
from tests.applications import Person, Shop, make_person, make_site


def inbox_of(shop, ada):
    """Asks the shop's inbox: the comments found, newest first, or the whole answer."""

    def ask(whole=False, **asked):
        response = ada.get(f"/feedback?{urlencode({'site': shop.key, **asked}, doseq=True)}")
        assert response.status_code == 200, response.text
        return response.json if whole else [row["comment"] for row in response.json["items"]]

    return ask


@pytest.fixture
def inbox(shop, ada):
    return inbox_of(shop, ada)


@dataclass(frozen=True)
class Six:
    """Six feedback that differ in everything one can filter by; no test changes them."""

    shop: Shop
    ada: Person
    inbox: Callable[..., Any]


@pytest.fixture(scope="module")
def six(app):
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    kinds = [
        ("a", {"rating": 1, "language": "fi"}),
        ("b", {"rating": 3, "language": "sv"}),
        ("c", {"rating": 5, "language": "en", "comment": "wonderful and great, thank you c"}),
        ("d", {"rating": 2, "language": "en", "comment": "terrible and awful d"}),
        ("e", {"rating": 4, "touchpoint": "landing", "language": "fi"}),
        ("f", {"rating": None, "language": None}),
    ]
    left = {name: shop.leave(**{"comment": name, **said}) for name, said in kinds}
    for name, verdict in (("a", "publish"), ("b", "hide"), ("e", "spam")):
        ada.post(f"/feedback/{left[name]['feedback_id']}/decisions", json={"verdict": verdict})
    ada.patch(f"/feedback/{left['a']['feedback_id']}", json={"case": "open", "assignee_id": str(ada.staff_id)})
    ada.patch(f"/feedback/{left['c']['feedback_id']}", json={"case": "solved"})
    for name in "abef":  # a letter has no mood, whatever a scorer makes of it
        ada.call("PUT", f"/feedback/{left[name]['feedback_id']}/sentiment", json={"label": "neutral"})
    return Six(shop, ada, inbox_of(shop, ada))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "fedcba"),
        ({"touchpoint": "landing"}, "e"),
        ({"touchpoint": ["landing", "checkout"]}, "fedcba"),
        ({"touchpoint": "nowhere"}, ""),
        ({"stage": "image"}, "e"),
        ({"stage": ["purchase", "use"]}, "fdcba"),
        ({"stage": "image", "touchpoint": "checkout"}, ""),
        ({"publication": "published"}, "a"),
        ({"publication": "pending"}, "fdc"),
        ({"publication": ["hidden", "spam"]}, "eb"),
        ({"case": "open"}, "a"),
        ({"case": ["open", "solved"]}, "ca"),
        ({"case": "waiting"}, ""),
        ({"sentiment": "positive"}, "c"),
        ({"sentiment": "negative"}, "d"),
        ({"sentiment": ["positive", "neutral"]}, "fecba"),
        ({"contradicts": "true"}, ""),
        ({"contradicts": "false"}, "fedcba"),
        ({"rating_min": 4}, "ec"),
        ({"rating_max": 2}, "da"),
        ({"rating_min": 2, "rating_max": 3}, "db"),
        ({"rating_min": 4, "rating_max": 2}, ""),
        ({"language": "fi"}, "ea"),
        ({"language": ["sv", "en"]}, "dcb"),
        ({"q": "wonderful"}, "c"),
        ({"publication": "pending", "language": "en"}, "dc"),
        ({"publication": "pending", "language": "en", "rating_max": 2, "sentiment": "negative"}, "d"),
        ({"case": "new", "touchpoint": "checkout", "publication": "hidden"}, "b"),
        ({"q": "and", "rating_min": 3}, "c"),
    ],
    ids=lambda value: urlencode(value, doseq=True) or "everything" if isinstance(value, dict) else "",
)
def test_a_filter_finds_what_it_says(six, asked, found):
    assert "".join(comment[-1] for comment in six.inbox(**asked)) == found


def test_assignee_finds_what_somebody_works_on(six, mallory):
    assert six.inbox(assignee=six.ada.staff_id) == ["a"]
    assert six.inbox(assignee=mallory.staff_id) == []


def test_since_and_until_cut_to_the_millisecond(shop, ada, inbox):
    shop.leave(comment="before")
    whole = ada.get(f"/feedback?site={shop.key}").json["items"]
    moment = datetime.fromisoformat(whole[0]["created_at"])
    after = moment + timedelta(milliseconds=2)
    while now() < after + timedelta(milliseconds=3):
        pass
    shop.leave(comment="after")
    assert inbox(since=after.isoformat()) == ["after"]
    assert inbox(until=after.isoformat()) == ["before"]
    assert inbox(since=(moment - timedelta(hours=1)).isoformat(), until=after.isoformat()) == ["before"]
    assert inbox(since=after.astimezone(UTC).isoformat().replace("+00:00", "Z")) == ["after"]


@pytest.mark.parametrize(
    "asked",
    [
        "rating_min=x", "rating_min=101", "rating_max=-3", "limit=0", "limit=101", "limit=many",
        "publication=nowhere", "case=closed", "sentiment=happy", "since=yesterday", "since=2026-11-21T20:00:00",
        "contradicts=maybe", "contradicts=1", "contradicts=", "withdrawn=1", "withdrawn=",
        "assignee=5", "q=", "q=%20", "q=...", "order=asc", "cursor=", "cursor=!", "cursor=abc",
        "site_id=1", "q=" + "a" * 201, "rating_min=" + "9" * 5000,
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_meant_is_refused(six, asked):
    response = six.ada.get(f"/feedback?{asked}")
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")
    assert response.json["invalid_params"][0]["name"].partition(".")[0] == asked.partition("=")[0]


@pytest.mark.parametrize("asked", ["limit=5&limit=6", "q=a&q=b", "q=a%00b"])
def test_a_question_that_can_be_read_two_ways_is_refused(six, asked):
    assert six.ada.get(f"/feedback?{asked}").status_code in {400, 422}


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_the_ends_of_time_are_no_error(six, moment):
    assert six.ada.get(f"/feedback?{urlencode({'since': moment})}").status_code == 200
    assert six.ada.get(f"/feedback?{urlencode({'until': moment})}").status_code == 200


@pytest.mark.parametrize("cursor", ["zzzz", "a" * 43, encode_cursor("0" * 31), encode_cursor("x" * 32)])
def test_a_cursor_from_elsewhere_is_refused(six, cursor):
    response = six.ada.get(f"/feedback?cursor={cursor}")
    assert response.status_code == 422
    assert response.json["invalid_params"][0]["name"] == "cursor"


def test_pages_lose_and_repeat_nothing_while_new_ones_arrive(shop, inbox):
    for number in range(11):
        shop.leave(comment=str(number))
    found, page = [], inbox(whole=True, limit=3)
    while True:
        found += [row["comment"] for row in page["items"]]
        if page["next_cursor"] is None:
            break
        assert len(page["items"]) == 3
        shop.leave(comment=f"late {len(found)}")
        page = inbox(whole=True, limit=3, cursor=page["next_cursor"])
    assert found == [str(number) for number in reversed(range(11))]


def test_pages_of_a_filter_go_on_under_the_filter(shop, inbox):
    for number in range(9):
        shop.leave(comment=str(number), rating=1 + number % 2)
    first = inbox(whole=True, limit=3, rating_max=1)
    second = inbox(whole=True, limit=3, rating_max=1, cursor=first["next_cursor"])
    assert [row["comment"] for row in first["items"] + second["items"]] == ["8", "6", "4", "2", "0"]
    assert second["next_cursor"] is None


def test_a_page_goes_on_after_its_last_feedback_was_erased(shop, inbox):
    left = [shop.leave(comment=str(number)) for number in range(5)]
    page = inbox(whole=True, limit=2)
    shop.client.delete(f"/w/v1/threads/{left[3]['thread_key']}")
    assert inbox(limit=5, cursor=page["next_cursor"]) == ["2", "1", "0"]


def test_a_cursor_of_another_site_leads_to_nothing_of_it(shop, other_shop, ada, mallory):
    for _ in range(3):
        other_shop.send(other_shop.entry(comment="Vieras", site=other_shop.key))
    shop.leave(comment="Oma")
    cursor = mallory.get("/feedback?limit=1").json["next_cursor"]
    found = ada.get(f"/feedback?cursor={cursor}").json["items"]
    assert {row["comment"] for row in found} <= {"Oma"}


def test_two_of_one_millisecond_are_both_found(shop, app, inbox, monkeypatch):
    import backend.intake.submit as submit

    moment = now()
    ids = iter(earliest_id(moment).int + n for n in range(10))
    monkeypatch.setattr(submit, "new_id", lambda: UUID(int=next(ids)))
    for number in range(4):
        shop.leave(comment=str(number))
    first = inbox(whole=True, limit=2)
    assert [row["comment"] for row in first["items"]] + inbox(limit=2, cursor=first["next_cursor"]) == list("3210")


def test_counts_say_how_many_stand_where(six, mallory):
    told = six.ada.get(f"/feedback/counts?site={six.shop.key}").json
    assert told["publication"] == {"pending": 3, "published": 1, "hidden": 1, "spam": 1}
    assert told["case"] == {"new": 3, "open": 1, "solved": 1}, "spam is nobody's work"
    nothing = {"publication": {}, "case": {}, "more": {"publication": [], "case": []}}
    assert mallory.get("/feedback/counts").json == nothing


def test_what_is_withdrawn_stands_in_no_list_and_no_count_unless_it_is_asked_for(shop, ada, inbox):
    shop.leave(comment="stays")
    gone = shop.leave(comment="gone")
    ada.post(f"/feedback/{gone['feedback_id']}/decisions", json={"verdict": "restore"})
    shop.client.put(f"/w/v1/threads/{gone['thread_key']}/withdrawal")

    def counts(asked=""):
        told = ada.get(f"/feedback/counts?site={shop.key}{asked}").json
        assert told.pop("more") == {"publication": [], "case": []}
        return told

    for asked in ({}, {"withdrawn": "false"}, {"publication": "pending"}, {"case": ["new", "solved"]}):
        assert inbox(**asked) == ["stays"]
    assert inbox(q="gone") == inbox(case="solved") == []
    assert inbox(withdrawn="true") == inbox(withdrawn="true", q="gone") == ["gone"]
    assert inbox(withdrawn="true", case="new") == []
    assert counts() == counts("&withdrawn=false") == {"publication": {"pending": 1}, "case": {"new": 1}}
    assert counts("&withdrawn=true") == {"publication": {"pending": 1}, "case": {"solved": 1}}


def test_a_receipts_code_finds_what_is_withdrawn(shop, ada, inbox):
    gone = shop.leave(comment="gone")
    shop.client.put(f"/w/v1/threads/{gone['thread_key']}/withdrawal")
    code = gone["id"].replace("-", "")[:8]
    assert inbox(q=code) == inbox(q=code, withdrawn="true") == ["gone"]
    assert inbox(q=code, withdrawn="false") == []


def test_more_than_a_thousand_are_not_counted_and_that_is_said(shop, ada, monkeypatch):
    monkeypatch.setattr("backend.feedback.state_counts.MOST", 2)
    left = [shop.leave(rating=rating, comment="Hei")["feedback_id"] for rating in (1, 2, 3, 4)]
    ada.post(f"/feedback/{left[0]}/decisions", json={"verdict": "publish"})
    told = ada.get(f"/feedback/counts?site={shop.key}").json
    assert told["publication"] == {"pending": 2, "published": 1}
    assert told["case"] == {"new": 2}
    assert told["more"] == {"publication": ["pending"], "case": ["new"]}


def test_who_left_an_address_and_who_was_answered(shop, ada):
    with_address = shop.leave(comment="Osoite", email="a@example.fi", rating=1)
    shop.leave(comment="Ei osoitetta", rating=1)
    ask = inbox_of(shop, ada)
    assert (ask(has_email="true"), ask(has_email="false")) == (["Osoite"], ["Ei osoitetta"])
    where = f"/feedback/{with_address['feedback_id']}"
    ada.post(f"{where}/messages", json={"text": "Vain meille", "visibility": "note"})
    assert ask(answered="true") == [], "a note answers nobody"
    ada.post(f"{where}/messages", json={"text": "Kiitos", "visibility": "private"})
    assert (ask(answered="true"), ask(answered="false")) == (["Osoite"], ["Ei osoitetta"])
    first = ada.get(where).json["answered_at"]
    ada.post(f"{where}/messages", json={"text": "Vielä", "visibility": "public"})
    assert ada.get(where).json["answered_at"] == first, "the first answer counts"


def test_a_page_holds_the_same_whichever_index_was_walked(shop, ada, monkeypatch):
    """By one condition or several, of one value or several: nothing is lost, repeated or out of order."""
    monkeypatch.setattr("backend.feedback.walk.COMMON", 3)
    monkeypatch.setattr("backend.feedback.walk.COMMON_ON_POSTGRESQL", 3)
    made = [
        (rating, language, touchpoint)
        for rating in (1, 2, 4)
        for language in ("fi", "sv")
        for touchpoint in ("checkout", "landing")
    ]
    left = {}
    for rating, language, touchpoint in made * 2:
        receipt = shop.leave(rating=rating, language=language, touchpoint=touchpoint, comment="Hei")
        left[receipt["feedback_id"]] = (rating, language, touchpoint)
    for asked, holds in [
        ({"rating_max": 2}, lambda one: one[0] <= 2),
        ({"rating_max": 2, "language": "sv"}, lambda one: one[0] <= 2 and one[1] == "sv"),
        ({"language": ["fi", "sv"], "rating_min": 4}, lambda one: one[0] == 4),
        ({"language": ["fi", "sv"], "touchpoint": ["checkout", "landing"]}, bool),
        ({"rating_max": 1, "touchpoint": "landing", "language": "fi"}, lambda one: one == (1, "fi", "landing")),
        ({"rating_min": 9}, lambda one: not one),
        ({"touchpoint": "nowhere"}, lambda one: not one),
    ]:
        found, cursor = [], None
        while cursor is not None or not found:
            page = inbox_of(shop, ada)(whole=True, limit=2, **asked, **({"cursor": cursor} if cursor else {}))
            found += [row["id"] for row in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert found == [each for each in reversed(left) if holds(left[each])], asked

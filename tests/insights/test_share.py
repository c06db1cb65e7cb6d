"""Figures shared by a link: whoever has it reads one period's figures, until it runs out or is taken back."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.foundation import clock
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.signing import digest
from backend.insights.share_models import ShareLink
from tests.insights.history import days_ago, say

DAYS = {"since": str(days_ago(13)), "until": str(days_ago(0))}


def make(person, shop, **members):
    answer = person.post(f"/share-links?site={shop.key}", json={**DAYS, "language": "fi", **members})
    assert answer.status_code == 201, answer.text
    return answer.json


def links(person, shop):
    return person.get(f"/share-links?site={shop.key}").json["items"]


def path_of(link):
    return "/w/r/" + link["link"].rpartition("/w/r/")[2]


def read(shop, link):
    """The page as text, with plain spaces where no line may break."""
    page = shop.client.get(path_of(link))
    assert page.status_code == 200, page.text
    return page.text.replace("\u00a0", " ").replace("&nbsp;", " ").replace("\u202f", " ")


@pytest.fixture
def busy(shop):
    for ago in range(14):
        say(shop, {1: 2, 2: 2, 4: 1}, ago)
        say(shop, {4: 2, 5: 3}, ago, touchpoint="landing")
    return shop


def test_a_stranger_reads_the_figures_with_their_intervals_and_how_many_they_rest_on(ada, busy):
    link = make(ada, busy, title="Johtoryhmä")
    page = read(busy, link)
    assert "Asiakkaan matka lukuina" in page
    assert "Heikoin kohtaaminen on Kassa: 2,0 / 5" in page
    assert re.search(r"Yleisarvosana on \d\d / 100, ± \d,\d \(140 vastausta\)", page)
    assert re.search(r"95 %:n väli 1,\d … 2,\d · 70 vastausta", page)
    assert "Etusivu" in page
    assert "Johtoryhmä" not in page, "for whom it was made is the staff's own"


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("fi", "Asiakkaan matka lukuina", "Kassa"),
        ("sv", "Kundresan i siffror", "Kassa"),
        ("en", "The customer’s journey in figures", "Checkout"),
    ],
)
def test_it_is_in_the_language_that_was_chosen_whatever_the_browser_prefers(ada, busy, language, title, name):
    page = busy.client.get(path_of(make(ada, busy, language=language)), headers={"Accept-Language": "de"}).text
    assert f'<html lang="{language}"' in page
    assert f"<h1>{title}</h1>" in page
    assert f"<b>{name}</b>" in page


def test_the_page_runs_nothing_keeps_nothing_and_asks_not_to_be_found(ada, busy):
    page = busy.client.get(path_of(make(ada, busy)))
    assert "Set-Cookie" not in page.headers
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "script" not in page.headers["Content-Security-Policy"]
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not re.search(r"<script|\son\w+=|\sstyle=", page.text)


def test_taken_back_it_leads_nowhere_at_once_and_like_one_that_never_was(ada, busy):
    link = make(ada, busy)
    assert ada.delete(f"/share-links/{link['id']}").status_code == 204
    gone, never = busy.client.get(path_of(link)), busy.client.get("/w/r/sl_" + "x" * 43)
    assert (gone.status_code, never.status_code) == (404, 404)
    assert gone.text == never.text
    assert links(ada, busy)[0]["state"] == "revoked"
    assert ada.delete(f"/share-links/{link['id']}").status_code == 409


def test_it_runs_out_on_its_day(ada, busy):
    link = make(ada, busy, days=7)
    with clock.travel(timedelta(days=7, minutes=-1)):
        read(busy, link)
    with clock.travel(timedelta(days=7, minutes=1)):
        assert busy.client.get(path_of(link)).status_code == 404
        assert links(ada, busy)[0]["state"] == "expired"


def test_its_secret_is_shown_once_and_kept_as_a_digest_alone(app, ada, busy):
    link = make(ada, busy)
    secret = path_of(link).rpartition("/")[2]
    assert re.fullmatch(r"sl_[\w-]{43}", secret)
    assert "link" not in links(ada, busy)[0]
    with app.app_context():
        row = db.session.execute(select(ShareLink.__table__).where(ShareLink.site_id == busy.id)).one()
    assert row.digest == digest(secret)
    assert secret not in str(row)


def test_it_counts_how_often_it_was_opened_and_nothing_of_by_whom(app, ada, busy):
    link = make(ada, busy)
    for _ in range(3):
        read(busy, link)
    busy.client.head(path_of(link))
    assert links(ada, busy)[0]["views"] == 3
    with app.app_context():
        assert {column.name for column in ShareLink.__table__.columns} == {
            "site_id", "id", "digest", "title", "since", "until", "language", "with_comments", "staff_id",
            "staff_name", "created_at", "expires_at", "revoked_at", "views",
        }  # fmt: skip


def test_comments_stand_there_only_if_wanted_and_only_published_ones_without_personal_data(ada, busy):
    say(busy, {5: 1}, 1, comment="Mainio kauppa, soittakaa 040 123 4567 <b>heti</b>")
    say(busy, {5: 1}, 1, comment="Tämä odottaa vielä päätöstä", publication="pending")
    say(busy, {1: 1}, 1, comment="Surkea kokemus kaikkiaan")
    assert "Mainio kauppa" not in read(busy, make(ada, busy))
    page = read(busy, make(ada, busy, with_comments=True))
    assert "Mainio kauppa, soittakaa ••• &lt;b&gt;heti&lt;/b&gt;" in page
    assert "odottaa vielä" not in page
    assert "Surkea" not in page


def test_owners_and_managers_make_links_and_nobody_else_or_elsewhere(app, shop, ada, person, mallory):
    made = make(person("manager"), shop)
    for role in ("agent", "viewer"):
        denied = person(role).post(f"/share-links?site={shop.key}", json={**DAYS, "language": "fi"})
        assert denied.status_code == 403
        assert person(role).get(f"/share-links?site={shop.key}").status_code == 403
    assert mallory.delete(f"/share-links/{made['id']}").status_code == 404
    assert [one["id"] for one in links(ada, shop)] == [made["id"]]


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ({"language": "de"}, "language"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "until"),
        ({"since": "2020-01-01", "until": "2026-01-01"}, "since"),
        ({"days": 0}, "days"),
        ({"days": 366}, "days"),
        ({"title": "x" * 121}, "title"),
    ],
)
def test_what_cannot_be_shared_is_refused_by_name(shop, ada, members, name):
    answer = ada.post(f"/share-links?site={shop.key}", json={**DAYS, "language": "fi", **members})
    assert answer.status_code == 422
    assert answer.json["invalid_params"][0]["name"] == name


def test_links_come_page_by_page_the_newest_first(shop, ada):
    made = [make(ada, shop, title=f"Linkki {number}")["id"] for number in range(3)]
    first = ada.get(f"/share-links?site={shop.key}&limit=2").json
    second = ada.get(f"/share-links?site={shop.key}&limit=2&cursor={first['next_cursor']}").json
    assert [one["id"] for one in first["items"] + second["items"]] == made[::-1]
    assert second["next_cursor"] is None


def test_the_trail_says_who_shared_and_who_took_back(shop, ada):
    link = make(ada, shop, title="Hallitus")
    ada.delete(f"/share-links/{link['id']}")
    told = ada.get(f"/events?site={shop.key}&subject={link['id']}").json["items"]
    assert [event["kind"] for event in told] == ["share_link.revoked", "share_link.made"]
    assert {event["data"]["title"] for event in told} == {"Hallitus"}


def test_a_period_in_which_nothing_was_said_is_a_page_too(shop, ada):
    page = read(shop, make(ada, shop, since=str(now().date()), until=str(now().date())))
    assert "Kukaan ei ole vastannut tällä ajanjaksolla." in page
    assert "ei vastauksia" in page

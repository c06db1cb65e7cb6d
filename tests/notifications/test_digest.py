"""The weekly letter: who gets it, when, and that it comes once."""

import base64
import re
import threading
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from backend.events.models import Event
from backend.foundation import clock
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.notifications.digest import DIGEST, ask_for_digests, last_monday, next_digest
from backend.notifications.models import DigestWish
from backend.sites.invite import let_go
from backend.sites.models import Membership, Site
from tests.applications import make_person, make_site
from tests.insights.history import say
from tests.notifications.conftest import ADDRESS

HELSINKI = "Europe/Helsinki"


def choose(person, shop, is_on):
    answer = person.call("PUT", f"/sites/{shop.id}/digest", json={"is_on": is_on})
    assert answer.status_code == 200, answer.text
    return answer.json


def until_next(zone=HELSINKI, minutes=1):
    """How far away the next letter's time is, and so many minutes more."""
    return next_digest(zone, now()) - now() + timedelta(minutes=minutes)


@pytest.fixture
def worker(mailing_app, post):
    """Does what the worker does when its time has come."""

    def work():
        with mailing_app.app_context():
            ask_for_digests()
        post()

    return work


@pytest.fixture(autouse=True)
def nobody_elses(mailing_app):
    with mailing_app.app_context(), writing():
        db.session.execute(update(DigestWish).values(is_on=False))


@pytest.fixture
def talkative(mailing_shop):
    """A shop where something is said in every week that a test may look at."""
    for ago in (0, 1, 6, 8, 13):
        say(mailing_shop, {5: 2}, ago)
    return mailing_shop


@pytest.mark.parametrize(
    ("moment", "zone", "monday"),
    [
        ("2026-11-23T04:59:00", HELSINKI, "2026-11-16"),
        ("2026-11-23T05:00:00", HELSINKI, "2026-11-23"),
        ("2026-11-29T23:00:00", HELSINKI, "2026-11-23"),
        ("2026-10-26T04:59:59", HELSINKI, "2026-10-19"),
        ("2026-10-26T05:00:00", HELSINKI, "2026-10-26"),
        ("2026-03-30T04:00:00", HELSINKI, "2026-03-30"),
        ("2026-11-22T18:00:00", "Pacific/Auckland", "2026-11-23"),
        ("2026-11-23T14:59:00", "America/Los_Angeles", "2026-11-16"),
    ],
    ids=["before seven", "at seven", "on sunday", "winter begins", "winter, seven", "summer", "far east", "far west"],
)
def test_a_letter_is_due_on_monday_at_seven_on_the_clock_of_the_site(moment, zone, monday):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert last_monday(zone, at) == date.fromisoformat(monday)
    assert next_digest(zone, at).astimezone(UTC) > at


def test_nobody_gets_it_unasked_and_each_sets_it_for_herself_and_one_site(mailing_app, mailing_shop, maija):
    pekka = make_person(mailing_app, mailing_shop, "viewer", name="Pekka")
    other = make_site(mailing_app)
    assert maija.get(f"/sites/{mailing_shop.id}/digest").json["is_on"] is False
    told = choose(maija, mailing_shop, True)
    assert (told["is_on"], told["is_set_up"]) == (True, True)
    assert datetime.fromisoformat(told["next_at"]) == next_digest(HELSINKI, now())
    assert pekka.get(f"/sites/{mailing_shop.id}/digest").json["is_on"] is False
    assert choose(pekka, mailing_shop, True)["is_on"] is True
    assert maija.get(f"/sites/{other.id}/digest").status_code == 404
    assert choose(maija, mailing_shop, False)["is_on"] is False


def test_it_goes_once_on_monday_however_often_the_worker_looks_or_starts_anew(mail_server, talkative, maija, worker):
    choose(maija, talkative, True)
    worker()
    assert mail_server.came == [], "not at once"
    with clock.travel(until_next(minutes=-2)):
        worker()
        assert mail_server.came == [], "not before its time"
    ahead = until_next()
    for later in (timedelta(), timedelta(minutes=1), timedelta(days=1), timedelta(days=6, hours=23)):
        with clock.travel(ahead + later):
            worker()
            assert len(mail_server.came) == 1, later
    assert mail_server.to == [maija.email]


def test_two_workers_at_once_ask_for_it_once(mail_server, mailing_app, talkative, maija, post):
    choose(maija, talkative, True)
    ready, ahead = threading.Barrier(4), until_next()

    def ask():
        with mailing_app.app_context():
            ready.wait()
            ask_for_digests()

    with clock.travel(ahead):
        workers = [threading.Thread(target=ask) for _ in range(4)]
        [one.start() for one in workers]
        [one.join() for one in workers]
        post()
    assert len(mail_server.came) == 1
    with mailing_app.app_context():
        queued = select(Event).where(Event.site_id == talkative.id, Event.kind == DIGEST)
        assert len(db.session.scalars(queued).all()) == 1


def test_a_worker_that_stood_still_on_monday_sends_it_when_it_is_back(mail_server, talkative, maija, worker):
    choose(maija, talkative, True)
    with clock.travel(until_next() + timedelta(days=2)):
        say(talkative, {4: 1}, -3)
        worker()
        assert len(mail_server.came) == 1


def test_who_turns_it_off_and_on_again_gets_no_second_letter_of_the_week(mail_server, talkative, maija, worker):
    choose(maija, talkative, True)
    with clock.travel(until_next()):
        worker()
        choose(maija, talkative, False)
        choose(maija, talkative, True)
        worker()
    assert len(mail_server.came) == 1


def test_who_turned_it_off_or_works_there_no_more_gets_none(mail_server, mailing_app, talkative, maija, worker):
    pekka = make_person(mailing_app, talkative, "agent", name="Pekka")
    choose(maija, talkative, True), choose(maija, talkative, False), choose(pekka, talkative, True)
    with mailing_app.app_context(), writing():
        actor = SimpleNamespace(staff_id=maija.staff_id, name="Maija")
        let_go(db.session.get_one(Site, talkative.id), pekka.staff_id, actor)
    with clock.travel(until_next()):
        worker()
    assert mail_server.came == []
    with mailing_app.app_context():
        assert db.session.get(DigestWish, (talkative.id, pekka.staff_id)) is None
        assert db.session.get(Membership, (talkative.id, maija.staff_id)) is not None


def test_without_mail_nothing_is_queued_and_the_setting_says_so(app, shop, ada):
    told = choose(ada, shop, True)
    assert (told["is_on"], told["is_set_up"]) == (True, False)
    with app.app_context(), clock.travel(until_next()):
        ask_for_digests()
        assert not db.session.scalars(select(Event).where(Event.site_id == shop.id, Event.kind == DIGEST)).all()


@pytest.fixture
def came(mail_server, talkative, maija, worker):
    """A weekly letter that came, and the path of its last link."""
    choose(maija, talkative, True)
    with clock.travel(until_next()):
        worker()
    [message] = mail_server.messages
    [address] = re.findall(r"<(\S+)>", message["List-Unsubscribe"])
    return SimpleNamespace(message=message, path=address.removeprefix(ADDRESS))


def test_a_mail_programs_one_click_turns_off_the_setting_and_nothing_else(talkative, maija, came):
    assert came.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert came.path.startswith("/w/u/md_")
    assert base64.urlsafe_b64encode(maija.email.encode()).decode() not in came.path
    page = talkative.client.get(came.path + "?lang=fi")
    assert page.status_code == 200
    assert "Lopetetaanko sinulle viikkokirje" in page.text
    assert maija.get(f"/sites/{talkative.id}/digest").json["is_on"] is True, "looking changes nothing"
    done = talkative.client.post(came.path, data={"List-Unsubscribe": "One-Click"})
    assert (done.status_code, "Set-Cookie" in done.headers) == (200, False)
    assert maija.get(f"/sites/{talkative.id}/digest").json["is_on"] is False
    again = talkative.client.post(came.path, data={"again": "yes", "lang": "fi"})
    assert "taas maanantaisin" in again.text
    assert maija.get(f"/sites/{talkative.id}/digest").json["is_on"] is True


@pytest.mark.parametrize(
    "spoil",
    [lambda p: p[:-2], lambda p: p[:-6] + "AAAAAA", lambda p: p + "A" * 40, lambda p: p[:9] + "x"],
    ids=["cut", "changed", "longer", "made up"],
)
def test_a_link_that_was_not_made_here_does_nothing(talkative, maija, came, spoil):
    assert talkative.client.post(spoil(came.path)).status_code == 404
    assert maija.get(f"/sites/{talkative.id}/digest").json["is_on"] is True


def test_a_letter_asked_for_before_she_turned_it_off_does_not_go(mail_server, mailing_app, talkative, maija, post):
    choose(maija, talkative, True)
    with clock.travel(until_next()):
        with mailing_app.app_context():
            ask_for_digests()
        choose(maija, talkative, False)
        post()
    assert mail_server.came == []
    assert maija.get(f"/mail?site={talkative.key}").json["items"][0]["reason"] == "unsubscribed"

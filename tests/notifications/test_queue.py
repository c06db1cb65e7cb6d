"""The queue: what is asked for goes, later if need be, and what cannot go says why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from backend.foundation import clock
from backend.foundation.database import db, writing
from backend.notifications.deliver import PAUSES, forget_old_letters, send_due_letters
from backend.notifications.models import Mail
from tests.applications import make_person
from tests.notifications.conftest import answer


def letters(person, shop, **asked):
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    return person.get(f"/mail?site={shop.key}{query}").json["items"]


def history(person, left):
    return [
        (event["kind"], event["reason"]) for event in person.get(f"/feedback/{left['feedback_id']}").json["history"]
    ]


def set_server(app, url):
    known = app.extensions["postbox"]
    app.extensions["postbox"] = replace(known, settings=replace(known.settings, smtp_url=url))


def test_a_letter_that_went_is_told_in_the_history(mail_server, mailing_shop, maija, post):
    left = mailing_shop.leave(email="aino@example.fi")
    answer(maija, left, "Kiitos")
    [waiting] = letters(maija, mailing_shop)
    assert (waiting["state"], waiting["attempts"], waiting["kind"]) == ("waiting", 0, "reply.sent")
    post()
    [sent] = letters(maija, mailing_shop, state="sent")
    assert (sent["attempts"], sent["reason"], sent["about_id"]) == (1, None, left["feedback_id"])
    assert sent["sent_at"]
    assert history(maija, left)[-1] == ("mail.sent", None)
    post()
    assert len(mail_server.came) == 1


def test_an_address_that_is_refused_for_good_is_given_up_at_once_with_the_servers_words(
    mail_server, mailing_shop, maija, post
):
    mail_server.refuses["aino@example.fi"] = "550 5.1.1 <Aino@example.fi>: no such user"
    left = mailing_shop.leave(email="aino@example.fi")
    answer(maija, left, "Kiitos")
    post()
    [mail] = letters(maija, mailing_shop)
    assert (mail["state"], mail["reason"]) == ("given_up", "550 5.1.1 <…>: no such user")
    assert history(maija, left)[-1] == ("mail.given_up", "550 5.1.1 <…>: no such user")


def test_one_bad_address_does_not_hold_up_the_others(mail_server, mailing_shop, maija, post):
    mail_server.refuses["yksi@example.fi"] = "451 4.7.1 try later"
    for name in ("yksi", "kaksi", "kolme"):
        answer(maija, mailing_shop.leave(email=f"{name}@example.fi"), "Kiitos")
    post()
    assert sorted(mail_server.to) == ["kaksi@example.fi", "kolme@example.fi"]
    [waiting] = letters(maija, mailing_shop, state="waiting")
    assert (waiting["attempts"], waiting["reason"]) == (1, "451 4.7.1 try later")


def test_what_the_server_puts_off_is_tried_again_after_longer_and_longer_pauses(mail_server, mailing_shop, maija, post):
    mail_server.refuses["aino@example.fi"] = "451 4.7.1 try later"
    left = mailing_shop.leave(email="aino@example.fi")
    answer(maija, left, "Kiitos")
    gone = timedelta()
    for tries, pause in enumerate(PAUSES, 1):
        with clock.travel(gone):
            post()
            [mail] = letters(maija, mailing_shop)
            assert (mail["state"], mail["attempts"]) == ("waiting", tries)
            post()
            assert letters(maija, mailing_shop)[0]["attempts"] == tries, "not before its time"
        gone += pause + timedelta(seconds=1)
    mail_server.refuses.clear()
    with clock.travel(gone):
        post()
        assert letters(maija, mailing_shop)[0]["state"] == "sent"
    assert len(mail_server.came) == 1


def test_after_the_last_try_a_letter_is_given_up_with_its_reason(mailing_app, mail_server, mailing_shop, maija, post):
    mail_server.refuses["aino@example.fi"] = "451 4.7.1 try later"
    left = mailing_shop.leave(email="aino@example.fi")
    answer(maija, left, "Kiitos")
    with mailing_app.app_context(), writing():
        db.session.execute(update(Mail).where(Mail.site_id == mailing_shop.id).values(attempts=len(PAUSES)))
    post()
    assert letters(maija, mailing_shop)[0]["state"] == "given_up"
    assert history(maija, left)[-1] == ("mail.given_up", "451 4.7.1 try later")


def test_a_server_that_is_away_loses_nothing(mailing_app, mail_server, mailing_shop, maija, post):
    set_server(mailing_app, "smtp://127.0.0.1:1")
    for number in range(3):
        answer(maija, mailing_shop.leave(email=f"v{number}@example.fi"), "Kiitos")
    post()
    for mail in letters(maija, mailing_shop):
        assert (mail["state"], mail["attempts"]) == ("waiting", 1)
        assert "ConnectionRefusedError" in mail["reason"]
    set_server(mailing_app, mail_server.url)
    with clock.travel(PAUSES[0] + timedelta(seconds=1)):
        post()
    assert len(mail_server.came) == 3


def test_a_server_that_offers_no_tls_gets_nothing_and_the_reason_says_what_to_do(
    mailing_app, mail_server, mailing_shop, maija, post
):
    # 127.1 is this machine, too, but it is not written so that anybody would know.
    set_server(mailing_app, f"smtp://127.1:{mail_server.port}")
    answer(maija, mailing_shop.leave(email="aino@example.fi"), "Kiitos")
    post()
    assert mail_server.came == []
    assert "tls=off" in letters(maija, mailing_shop)[0]["reason"]
    set_server(mailing_app, f"smtp://127.1:{mail_server.port}?tls=off")
    with clock.travel(PAUSES[0] + timedelta(seconds=1)):
        post()
    assert len(mail_server.came) == 1


def test_a_letter_taken_by_a_worker_that_died_is_due_again_and_keeps_its_id(
    mailing_app, mail_server, mailing_shop, maija, post
):
    answer(maija, mailing_shop.leave(email="aino@example.fi"), "Kiitos")
    with mailing_app.app_context(), writing():
        [mail] = db.session.scalars(db.select(Mail).where(Mail.site_id == mailing_shop.id))
        mail.attempts, mail.due_at = 1, clock.now() + timedelta(minutes=10)
    post()
    assert mail_server.came == []
    with clock.travel(timedelta(minutes=11)):
        post()
    assert len(mail_server.came) == 1


def test_two_workers_at_once_send_each_letter_once(mailing_app, mail_server, mailing_shop, maija):
    from concurrent.futures import ThreadPoolExecutor

    for number in range(12):
        answer(maija, mailing_shop.leave(email=f"v{number}@example.fi"), "Kiitos")

    def send(_):
        with mailing_app.app_context():
            return send_due_letters()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(send, range(4)))
    assert sorted(mail_server.to) == sorted(f"v{number}@example.fi" for number in range(12))


def test_without_a_mail_server_nothing_waits_and_the_api_says_so(shop, ada):
    answer(ada, shop.leave(email="aino@example.fi"), "Kiitos")
    told = ada.get(f"/mail?site={shop.key}").json
    assert told == {"is_set_up": False, "sender": None, "items": [], "next_cursor": None}


def test_the_list_is_paged_and_no_other_sites(mailing_app, mailing_shop, maija, mallory):
    for number in range(5):
        answer(maija, mailing_shop.leave(email=f"v{number}@example.fi"), "Kiitos")
    first = maija.get(f"/mail?site={mailing_shop.key}&limit=3").json
    rest = maija.get(f"/mail?site={mailing_shop.key}&limit=3&cursor={first['next_cursor']}").json
    assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (3, 2, None)
    assert len({mail["id"] for mail in first["items"] + rest["items"]}) == 5
    assert maija.get(f"/mail?site={mailing_shop.key}&cursor=bm90aGluZw").status_code == 422
    stranger = make_person(mailing_app, None, "viewer")
    assert stranger.get(f"/mail?site={mailing_shop.key}").status_code == 404


def test_the_record_of_old_letters_is_forgotten_and_what_waits_is_not(mailing_app, mailing_shop, maija, post):
    answer(maija, mailing_shop.leave(email="aino@example.fi"), "Kiitos")
    post()
    answer(maija, mailing_shop.leave(email="aino@example.fi"), "Kiitos")
    with clock.travel(timedelta(days=91)), mailing_app.app_context(), writing():
        forget_old_letters()
    assert [mail["state"] for mail in letters(maija, mailing_shop)] == ["waiting"]


@pytest.mark.parametrize(
    ("url", "clear"),
    [
        ("smtp://127.0.0.1:25", True), ("smtp://localhost", True), ("smtp://[::1]:25", True),
        ("smtp://mail.example.fi", False), ("smtp://10.0.0.4", False), ("smtp://mail.example.fi?tls=off", True),
    ],
)  # fmt: skip
def test_nothing_goes_without_tls_but_on_this_machine_or_where_that_was_asked_for(url, clear):
    from urllib.parse import urlsplit

    from backend.notifications.smtp import in_the_clear

    assert in_the_clear(urlsplit(url)) is clear

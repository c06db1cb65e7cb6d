"""A letter that was given up can be sent once more, by whoever may write to its reader."""

import uuid

from tests.applications import make_person
from tests.notifications.conftest import answer
from tests.notifications.test_queue import history, letters


def given_up(mail_server, shop, person, post):
    """A letter whose reader's mailbox was refused for good, and the feedback it tells of."""
    mail_server.refuses["aino@example.fi"] = "550 5.1.1 no such user"
    left = shop.leave(email="aino@example.fi")
    answer(person, left, "Kiitos")
    post()
    [mail] = letters(person, shop, state="given_up", about_id=left["feedback_id"])
    return mail, left


def test_it_goes_once_more_and_the_history_tells_who_asked(mail_server, mailing_shop, maija, post):
    mail, left = given_up(mail_server, mailing_shop, maija, post)
    mail_server.refuses.clear()
    again = maija.post(f"/mail/{mail['id']}/retries")
    assert (again.status_code, again.json["state"], again.json["attempts"]) == (201, "waiting", 0)
    assert again.json["reason"] is None
    post()
    assert mail_server.to == ["aino@example.fi"]
    assert [kind for kind, _ in history(maija, left)][-3:] == ["mail.given_up", "mail.retried", "mail.sent"]
    told = maija.get(f"/feedback/{left['feedback_id']}").json["history"]
    assert [event["actor"] for event in told if event["kind"] == "mail.retried"] == ["Maija"]


def test_a_second_press_and_a_letter_that_went_are_refused(mail_server, mailing_shop, maija, post):
    mail, _ = given_up(mail_server, mailing_shop, maija, post)
    mail_server.refuses.clear()
    assert maija.post(f"/mail/{mail['id']}/retries").status_code == 201
    for _ in range(2):
        refused = maija.post(f"/mail/{mail['id']}/retries")
        assert (refused.status_code, refused.json["code"]) == (409, "not_given_up")
        post()
    assert len(mail_server.came) == 1


def test_the_list_can_be_asked_for_the_letters_about_one_feedback(mailing_shop, maija):
    lefts = [mailing_shop.leave(email=f"v{number}@example.fi") for number in range(2)]
    for left in lefts:
        answer(maija, left, "Kiitos")
    [mail] = letters(maija, mailing_shop, about_id=lefts[0]["feedback_id"])
    assert mail["about_id"] == lefts[0]["feedback_id"]


def test_an_invitation_is_sent_again_by_those_who_manage_the_site(mail_server, mailing_app, mailing_shop, maija, post):
    address = f"uusi-{uuid.uuid4().hex[:8]}@example.fi"
    mail_server.refuses[address] = "550 5.1.1 no such user"
    assert (
        maija.post(f"/sites/{mailing_shop.id}/invitations", json={"email": address, "role": "agent"}).status_code < 300
    )
    post()
    [mail] = letters(maija, mailing_shop, state="given_up")
    agent = make_person(mailing_app, mailing_shop, "agent")
    assert agent.post(f"/mail/{mail['id']}/retries").status_code == 403
    narrow = make_person(mailing_app, mailing_shop, "manager", ["read", "reply"])
    assert narrow.post(f"/mail/{mail['id']}/retries").status_code == 403, (
        "what her token may not do, it may not ask for"
    )
    mail_server.refuses.clear()
    assert maija.post(f"/mail/{mail['id']}/retries").status_code == 201
    post()
    assert mail_server.to == [address]


def test_a_letter_of_another_site_does_not_exist(mail_server, mailing_app, mailing_shop, maija, post):
    mail, _ = given_up(mail_server, mailing_shop, maija, post)
    stranger = make_person(mailing_app, None, "viewer")
    for person, known in ((stranger, mail["id"]), (maija, uuid.uuid4())):
        assert person.post(f"/mail/{known}/retries").status_code == 404


def test_without_a_mail_server_nothing_is_promised(mail_server, mailing_app, mailing_shop, maija, post):
    from tests.notifications.test_queue import set_server

    mail, _ = given_up(mail_server, mailing_shop, maija, post)
    set_server(mailing_app, None)
    refused = maija.post(f"/mail/{mail['id']}/retries")
    assert (refused.status_code, refused.json["code"]) == (409, "no_mail")
    assert "SMTP_URL" in refused.json["detail"]

"""An invitation by letter: its link reaches the invited address alone, and so proves it."""

import re
import uuid

from tests.notifications.conftest import ADDRESS


def address():
    return f"{uuid.uuid4().hex[:12]}@example.fi"


def invite(person, shop, email, role="agent"):
    return person.post(f"/sites/{shop.id}/invitations", json={"email": email, "role": role, "name": "Ilmi Ääri"})


def link_in(message):
    [link] = re.findall(rf"{ADDRESS}/console/#/welcome/(kl_\S+)", message.get_body(("plain",)).get_content())
    return link


def test_the_link_comes_by_letter_and_is_shown_to_nobody_else(mailing_app, mail_server, mailing_shop, maija, post):
    email = address()
    invited = invite(maija, mailing_shop, email)
    assert (invited.status_code, invited.json["link"], invited.json["mailed"]) == (201, None, True)
    post()
    [message] = mail_server.messages
    assert mail_server.to == [email]
    assert message["Subject"] == "Kutsu: Puoti Ääni Kohtaamossa"
    assert "Maija kutsui sinut" in message.get_body(("plain",)).get_content()
    assert message.get_body(("plain",)).get_content().startswith("Hei Ilmi Ääri!")
    assert message["List-Unsubscribe"] is None
    session = mailing_app.test_client().post("/api/v1/session", json={"link_token": link_in(message)})
    assert session.status_code == 201
    assert session.json["staff"]["email"] == email


def test_a_renewed_invitation_is_another_letter_and_the_first_link_is_dead(
    mailing_app, mail_server, mailing_shop, maija, post
):
    invited = invite(maija, mailing_shop, address())
    post()
    renewed = maija.post(f"/sites/{mailing_shop.id}/members/{invited.json['member']['id']}/links")
    assert (renewed.status_code, renewed.json["link"], renewed.json["mailed"]) == (201, None, True)
    post()
    first, second = (link_in(message) for message in mail_server.messages)
    client = mailing_app.test_client()
    assert client.post("/api/v1/session", json={"link_token": first}).status_code == 401
    assert client.post("/api/v1/session", json={"link_token": second}).status_code == 201


def test_who_signs_in_already_gets_a_letter_without_a_link_in(mailing_app, mail_server, mailing_shop, maija, post):
    from backend.accounts.models import Staff
    from backend.foundation.database import db, writing
    from tests.applications import make_person

    known = make_person(mailing_app, None, "viewer", name="Grace")
    with mailing_app.app_context(), writing():
        db.session.get_one(Staff, known.staff_id).password_hash = "set"
    invite(maija, mailing_shop, known.email)
    post()
    text = mail_server.messages[0].get_body(("plain",)).get_content()
    assert "welcome" not in text
    assert f"{ADDRESS}/console/#/inbox" in text


def test_who_was_let_go_before_the_letter_went_gets_none(mail_server, mailing_shop, maija, post):
    invited = invite(maija, mailing_shop, address())
    maija.delete(f"/sites/{mailing_shop.id}/members/{invited.json['member']['id']}")
    post()
    assert mail_server.came == []

"""No more letters: one click of a mail program, or one button on a page that only asks."""

import re

import pytest

from tests.notifications.conftest import ADDRESS, answer


@pytest.fixture
def told(mail_server, mailing_shop, maija, post):
    """A letter that came, and what to call to get no other."""
    answer(maija, mailing_shop.leave(email="Aino@Example.fi", language="fi"), "Kiitos")
    post()
    [message] = mail_server.messages
    return message


def path_of(message):
    [address] = re.findall(r"<(\S+)>", message["List-Unsubscribe"])
    assert address.startswith(ADDRESS + "/w/u/")
    return address.removeprefix(ADDRESS)


def send_another(mail_server, shop, person, post):
    mail_server.came.clear()
    answer(person, shop.leave(email="aino@example.fi"), "Vielä kerran")
    post()
    return len(mail_server.came)


def test_a_mail_programs_one_click_stops_the_letters(mail_server, mailing_shop, maija, post, told):
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = path_of(told)
    done = mailing_shop.client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200, "RFC 8058: no redirect"
    assert "Set-Cookie" not in done.headers
    assert send_another(mail_server, mailing_shop, maija, post) == 0
    [newest, _] = maija.get(f"/mail?site={mailing_shop.key}").json["items"]
    assert (newest["state"], newest["reason"]) == ("unneeded", "unsubscribed")
    history = maija.get(f"/feedback/{newest['about_id']}").json["history"]
    assert history[-1]["kind"] == "mail.unwanted", "staff know that she reads it on her page alone"


def test_one_click_also_comes_as_a_form_of_parts(mail_server, mailing_shop, maija, post, told):
    form = {"data": {"List-Unsubscribe": "One-Click"}, "content_type": "multipart/form-data"}
    assert mailing_shop.client.post(path_of(told), **form).status_code == 200
    assert send_another(mail_server, mailing_shop, maija, post) == 0


def test_looking_at_the_link_changes_nothing(mail_server, mailing_shop, maija, post, told):
    for method in ("GET", "HEAD", "OPTIONS"):
        assert mailing_shop.client.open(path_of(told), method=method).status_code == 200
    page = mailing_shop.client.get(path_of(told) + "?lang=fi")
    assert "Emmekö enää lähetä sinulle sähköpostia?" in page.text
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "aino" not in page.text.lower(), "the page tells nobody whose address it is"
    assert send_another(mail_server, mailing_shop, maija, post) == 1


def test_she_may_change_her_mind(mail_server, mailing_shop, maija, post, told):
    path = path_of(told)
    stopped = mailing_shop.client.post(path, data={"lang": "fi"})
    assert "Emme enää lähetä" in stopped.text
    assert "Emme enää lähetä" in mailing_shop.client.get(path + "?lang=fi").text
    again = mailing_shop.client.post(path, data={"again": "yes", "lang": "fi"})
    assert "Lähetämme vastaukset taas" in again.text
    assert send_another(mail_server, mailing_shop, maija, post) == 1


def test_another_site_still_writes(mailing_app, mail_server, mailing_shop, post, told):
    from tests.applications import make_person, make_site

    mailing_shop.client.post(path_of(told), data={"List-Unsubscribe": "One-Click"})
    other = make_site(mailing_app)
    assert send_another(mail_server, other, make_person(mailing_app, other, "owner"), post) == 1


@pytest.mark.parametrize(
    "spoil",
    [lambda p: p[:-2], lambda p: p[:-6] + "AAAAAA", lambda p: p + "A" * 40, lambda p: p[:5] + "x"],
    ids=["cut", "changed", "longer", "made up"],
)
def test_a_link_that_was_not_made_here_does_nothing(mailing_shop, told, spoil):
    path = spoil(path_of(told))
    assert mailing_shop.client.get(path).status_code == 404
    assert mailing_shop.client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 404


def test_stopping_twice_is_as_good_as_once(mailing_shop, told):
    for _ in range(2):
        assert mailing_shop.client.post(path_of(told)).status_code == 200

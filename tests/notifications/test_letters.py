"""What a visitor who left an address gets by letter, over real SMTP, and what never gets into it."""

import re
from email.utils import parseaddr

import pytest

from tests.notifications.conftest import ADDRESS, SENDER, answer

GREETINGS = {
    "fi": "Hei!", "sv": "Hej!", "en": "Hello,", "nb": "Hei!", "da": "Hej!", "de": "Guten Tag,", "nl": "Beste lezer,",
    "et": "Tere!", "fr": "Bonjour,", "es": "Hola:",
}  # fmt: skip


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html_of(message):
    return message.get_body(("html",)).get_content()


@pytest.mark.parametrize("visibility", ["public", "private"])
def test_an_answer_reaches_the_visitor_with_the_way_to_her_page(mail_server, mailing_shop, maija, post, visibility):
    left = mailing_shop.leave(comment="Maksu jumittui", email="aino@example.fi", language="fi", rating=2)
    answer(maija, left, "Pahoittelut! Maksu toimii taas.", visibility)
    assert mail_server.came == [], "nothing is sent while a request waits"
    post()
    [message] = mail_server.messages
    assert mail_server.to == ["aino@example.fi"]
    assert parseaddr(message["From"]) == ("Puoti Ääni", SENDER)
    assert message["To"] == "aino@example.fi"
    assert message["Subject"] == "Vastaus palautteeseesi: Puoti Ääni"
    for body in (text_of(message), html_of(message)):
        assert "Maija vastasi palautteeseen" in body
        assert "Pahoittelut! Maksu toimii taas." in body
        assert "Maksu jumittui" in body
        assert f"{ADDRESS}/w/t/{left['thread_key']}" in body
    assert mailing_shop.client.get(f"/w/t/{left['thread_key']}").status_code == 200


def test_a_note_and_an_answer_to_nobodys_address_send_nothing(mail_server, mailing_shop, maija, post):
    answer(maija, mailing_shop.leave(email="aino@example.fi"), "Hankala tapaus", "note")
    answer(maija, mailing_shop.leave(comment="Ei osoitetta"), "Kiitos!", "public")
    post()
    assert mail_server.came == []


@pytest.mark.parametrize(("language", "greeting"), GREETINGS.items())
def test_the_letter_greets_in_the_visitors_language(mail_server, mailing_shop, maija, post, language, greeting):
    answer(maija, mailing_shop.leave(email="aino@example.fi", language=language), "…")
    post()
    [message] = mail_server.messages
    assert text_of(message).startswith(greeting + "\n")
    assert message["Content-Language"] == language


def test_a_language_that_is_not_spoken_here_gets_the_sites_own(mail_server, mailing_shop, maija, post):
    answer(maija, mailing_shop.leave(email="aino@example.fi", language="ja"), "…")
    post()
    assert text_of(mail_server.messages[0]).startswith("Hei!")


def test_the_letters_of_one_conversation_stand_in_one_thread(mail_server, mailing_shop, maija, post):
    left = mailing_shop.leave(email="aino@example.fi")
    for text in ("Yksi", "Kaksi", "Kolme"):
        answer(maija, left, text)
        post()
    answer(maija, mailing_shop.leave(email="aino@example.fi"), "Toisaalla")
    post()
    first, second, third, elsewhere = mail_server.messages
    root = first["In-Reply-To"]
    assert first["References"] == root
    assert second["References"].split() == [root, first["Message-ID"]]
    assert third["References"].split() == [root, first["Message-ID"], second["Message-ID"]]
    assert third["In-Reply-To"] == second["Message-ID"]
    assert elsewhere["References"] != root
    ids = [message["Message-ID"] for message in (first, second, third, elsewhere)]
    assert len({*ids, root}) == 5
    assert all(re.fullmatch(r"<[\w-]{32}@kohtaamo\.example>", one) for one in (*ids, root))
    assert left["feedback_id"] not in "".join(raw.decode() for raw in mail_server.came)


def test_programs_are_told_that_no_person_waits_for_their_answer(mail_server, mailing_shop, maija, post):
    answer(maija, mailing_shop.leave(email="aino@example.fi"), "…")
    post()
    [message] = mail_server.messages
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert message["MIME-Version"] == "1.0"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_what_a_visitor_wrote_is_neither_markup_nor_header_nor_link(mail_server, mailing_shop, maija, post):
    nasty = (
        '<img src=x onerror=alert(1)><a href="https://evil.example/x">klik</a>\r\nBcc: all@example.fi\r\n\r\n'
        "www.evil.example evil.example/x javascript:alert(1) {site} {{ letter }}"
    )
    left = mailing_shop.leave(
        comment=nasty, email="aino@example.fi", page_title="x\r\nBcc: all@example.fi", language="en"
    )
    kept = maija.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "restore"})
    assert kept.status_code == 201, "it was set aside as spam, and to spam nobody writes"
    answer(maija, left, "Thank you. See https://shop.example.fi/help")
    post()
    [message] = mail_server.messages
    assert mail_server.to == ["aino@example.fi"]
    assert "Bcc" not in message
    assert b"\r\nBcc:" not in mail_server.came[0].partition(b"\r\n\r\n")[0]
    html = html_of(message)
    assert "<img" not in html
    assert html.count("<a ") == 2, "to her page, and to stop the letters"
    assert set(re.findall(r"<(\w+)", html)) <= {
        "html", "head", "meta", "title", "body", "div", "p", "a", "blockquote",
    }  # fmt: skip
    assert "{site}" in html, "her words are no template either"
    for body in (text_of(message), html):
        assert "evil.example" not in body
        assert "https://shop.example.fi/help" in body, "what staff write stays whole"


@pytest.mark.parametrize(
    "name",
    [
        'Puoti"\r\nBcc: all@example.fi',
        "Puoti\u2028X-Evil: 1",
        "P\u202euoti <x@y.fi>, toinen",
        "Ä" * 120,
        "=?utf-8?q?x?=",
    ],
    ids=["line break", "line separator", "turned and listed", "long", "looks encoded"],
)
def test_a_sites_name_stays_one_name_in_one_header(mailing_app, mail_server, post, name):
    from tests.applications import make_person, make_site

    shop = make_site(mailing_app, name=name)
    answer(make_person(mailing_app, shop, "owner"), shop.leave(email="aino@example.fi", language="fi"), "…")
    post()
    [message] = mail_server.messages
    [sender] = message["From"].addresses
    assert sender.addr_spec == SENDER
    assert not re.search(r"[\r\n\u2028\u202e]", sender.display_name + message["Subject"])
    assert "Bcc" not in message
    assert "X-Evil" not in message
    assert max(map(len, mail_server.came[0].split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("äiti@esimerkki.fi", "äiti@esimerkki.fi"),
        ("aino@äiti.fi", "aino@xn--iti-pla.fi"),
        ("aino.o-brien+x@esimerkki.fi", "aino.o-brien+x@esimerkki.fi"),
    ],
    ids=["name", "domain", "signs"],
)
def test_an_address_outside_ascii_gets_its_letter(mail_server, mailing_shop, maija, post, address, reached):
    answer(maija, mailing_shop.leave(email=address, language="fi"), "Kiitos")
    post()
    assert mail_server.to == [reached]


def test_nobody_writes_to_the_address_that_stands_in_spam(mail_server, mailing_shop, maija, post):
    left = mailing_shop.leave(email="aino@example.fi", comment="Hyvä kauppa")
    maija.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "spam"})
    answer(maija, left, "Kiitos!")
    post()
    assert mail_server.came == []


def test_words_erased_before_the_letter_went_go_nowhere(mail_server, mailing_shop, maija, post):
    left = mailing_shop.leave(email="aino@example.fi", comment="Poistan tämän")
    answer(maija, left, "Kiitos!")
    assert mailing_shop.client.delete(f"/w/v1/threads/{left['thread_key']}").status_code == 204
    post()
    assert mail_server.came == []
    [mail] = maija.get(f"/mail?site={mailing_shop.key}").json["items"]
    assert (mail["state"], mail["reason"]) == ("unneeded", "nothing_to_tell")


def test_no_table_keeps_the_letters_words_or_its_readers_address(mailing_app, mailing_shop, maija, post):
    from backend.foundation.database import db

    answer(maija, mailing_shop.leave(email="salainen@example.fi"), "Sanottavaa")
    post()
    with mailing_app.app_context():
        rows = db.session.execute(db.text("SELECT * FROM mail")).all()
    assert rows
    assert not [row for row in rows if "salainen" in str(row) or "Sanottavaa" in str(row)]

"""What stands in the weekly letter, as it came over real SMTP, and what never gets into it."""

import re
import struct
import zlib
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from sqlalchemy import update

from backend.accounts.models import Staff
from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.notifications.digest import last_monday
from tests.applications import make_person, make_site
from tests.insights.history import TODAY, say
from tests.notifications.conftest import ADDRESS, SENDER

ZONE = "Europe/Helsinki"
# The last whole week: its days, counted back from today.
SUNDAY = (TODAY - last_monday(ZONE, now())).days + 1
WEEK, BEFORE = range(SUNDAY, SUNDAY + 7), range(SUNDAY + 7, SUNDAY + 14)


@pytest.fixture
def sent(mailing_app, mail_server):
    """Sends the letter of last week by the operator's command; the message, or what the command said instead."""

    def send(shop, person, *more):
        mail_server.came.clear()
        run = mailing_app.test_cli_runner()
        told = ["notifications", "digest", "--site", shop.key, "--to", person.email, *more]
        result = run.invoke(args=told)
        return mail_server.messages[0] if mail_server.came else result

    return send


def text_of(message):
    return spaced(message.get_body(("plain",)).get_content()).replace("\r\n", "\n")


def html_of(message):
    return spaced(message.get_body(("html",)).get_content())


def spaced(text):
    """With plain spaces where no line may break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def speak(app, person, language):
    with app.app_context(), writing():
        db.session.execute(update(Staff).where(Staff.id == person.staff_id).values(locale=language))


@pytest.fixture
def busy(mailing_shop):
    """Checkout is bad and became worse, the landing page is fine."""
    for ago in WEEK:
        say(mailing_shop, {1: 3, 2: 3, 4: 1}, ago)
        say(mailing_shop, {4: 2, 5: 4}, ago, touchpoint="landing")
    for ago in BEFORE:
        say(mailing_shop, {4: 4, 5: 3}, ago)
        say(mailing_shop, {4: 2, 5: 4}, ago, touchpoint="landing")
    return mailing_shop


def test_it_tells_the_score_with_what_it_hides_the_weakest_what_changed_and_what_waits(sent, busy, maija):
    message = sent(busy, maija)
    assert message["To"] == maija.email
    assert message["Subject"].startswith("Puoti Ääni: viikko ")
    assert message["Content-Language"] == "fi"
    for body in (text_of(message), html_of(message)):
        assert "Hei Maija!" in body
        assert "tuli 91 palautetta (edellisellä 91)" in body
        assert re.search(r"Yleisarvosana on \d\d / 100, ± \d,\d \(91 vastausta\)", body)
        assert re.search(r"kohtaamisia \d+ pisteestä \d+ pisteeseen", body)
        assert "Eniten sitä laskee Kassa" in body
        assert "Heikoin kohtaaminen on Kassa: 1,9 / 5" in body
        assert "Huonontunut: Kassa." in body
        assert "182 palautetta odottaa vastausta." in body
        assert "Yksikään pettynyt asiakas ei ole odottanut yli määräajan." in body
        assert f"{ADDRESS}/console/#/journey" in body


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("Hei Maija!", "Heikoin kohtaaminen on Kassa", "/ 100")),
        ("sv", ("Hej Maija!", "Svagaste mötet är Kassa", "av 100")),
        ("en", ("Hello Maija,", "Checkout is the weakest encounter: 1.9 of 5", "of 100")),
        (None, ("Hei Maija!",)),
    ],
)
def test_it_speaks_its_readers_language_and_names_encounters_in_it(sent, mailing_app, busy, maija, language, words):
    speak(mailing_app, maija, language)
    message = sent(busy, maija)
    for said in words:
        assert said in text_of(message)
    assert message["Content-Language"] == (language or "fi")
    assert not re.search(r"\{\w+\}", text_of(message)), "every place is filled"


def test_the_chart_goes_with_the_letter_and_nothing_is_loaded_from_anywhere(sent, busy, maija):
    message = sent(busy, maija)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "multipart/related"]
    [picture] = [part for part in message.walk() if part.get_content_type() == "image/png"]
    html = html_of(message)
    assert re.findall(r'src="([^"]+)"', html) == ["cid:" + picture["Content-ID"].strip("<>")]
    assert picture.get_content_disposition() == "inline"
    assert not re.search(r"url\(|@import|<link|<script|<style", html)
    assert {address.split("/")[2] for address in re.findall(r'href="([^"]+)"', html)} == {ADDRESS.split("/")[2]}
    width, height = read_png(picture.get_content())
    assert (width, height) == (1120, 280)
    assert max(map(len, message.as_bytes().split(b"\n"))) <= 998


def read_png(data):
    """Its size, after every checksum and the number of its pixels were looked at."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, parts = 8, {}
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0]
        parts[kind], at = body, at + 12 + length
    width, height = struct.unpack(">II", parts[b"IHDR"][:8])
    assert len(zlib.decompress(parts[b"IDAT"])) == height * (width + 1)
    return width, height


def test_the_chart_is_told_in_words_as_well(sent, busy, maija):
    message = sent(busy, maija)
    [alt] = re.findall(r'alt="([^"]+)"', html_of(message))
    assert alt.startswith("Yleisarvosana viikoittain, 0–100: ")
    assert alt in text_of(message)
    assert len(re.findall(r"\d+\.\d+\. (–|\d+)", alt)) == 8


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))


NASTY = (
    'Ihana kauppa <img src=x onerror=alert(1)> <a href="https://evil.example">klik</a> {name} {{ letter }}\r\n'
    "Bcc: all@example.fi\r\n\r\nSoita 040 123 4567 tai kirjoita aino@example.fi, 131052-308T"
)


def test_praise_is_quoted_without_what_would_tell_who_said_it_and_is_no_markup(sent, mailing_shop, maija):
    say(mailing_shop, {5: 1}, SUNDAY, comment=NASTY, language="fi", sentiment=None)
    message = sent(mailing_shop, maija)
    assert "Kiitokset tiimille" in html_of(message)
    assert "Ihana kauppa" in html_of(message)
    assert "Bcc" not in message
    tags = Tags()
    tags.feed(html_of(message))
    assert not [tag for tag, _ in tags.seen if tag in {"img", "script", "iframe"}]
    assert not [name for _, attributes in tags.seen for name in attributes if name.startswith("on")]
    for body in (text_of(message), html_of(message)):
        for secret in ("evil.example", "aino@", "040 123 4567", "131052-308T"):
            assert secret not in body, secret
    assert "{name}" in text_of(message), "what visitors write is no template"


def test_only_praise_that_may_be_read_is_quoted(sent, mailing_app, mailing_shop, maija):
    for text, members in {
        "Todella hyvä palvelu teillä": {},
        "Erinomainen kokemus kaikkiaan": {"publication": "pending"},
        "Hieno juttu mutta en halua julki": {},
        "Loistava mutta piilotettu teksti": {"publication": "hidden"},
        "Mahtava tarjous osta heti tästä": {"publication": "spam"},
    }.items():
        say(mailing_shop, {5: 1}, SUNDAY, comment=text, **members)
    say(mailing_shop, {1: 1}, SUNDAY, comment="Surkea kokemus, en palaa")
    with mailing_app.app_context(), writing():
        refused = (Feedback.site_id == mailing_shop.id, Feedback.comment.contains("en halua"))
        db.session.execute(update(Feedback).where(*refused).values(permission=False))
    text = text_of(sent(mailing_shop, maija))
    for said in ("Todella hyvä palvelu teillä", "Erinomainen kokemus kaikkiaan"):
        assert f"> {said}" in text
    for unsaid in ("en halua julki", "piilotettu", "tarjous", "Surkea"):
        assert unsaid not in text


@pytest.mark.parametrize("name", ['Puoti"\r\nBcc: all@example.fi', "Puoti\u2028X-Evil: 1", "P\u202euoti <x@y.fi>"])
def test_no_name_gets_into_a_header_but_as_a_name(sent, mailing_app, mail_server, name):
    shop = make_site(mailing_app, name=name)
    person = make_person(mailing_app, shop, "owner", name="Eve")
    with mailing_app.app_context(), writing():
        db.session.execute(update(Staff).where(Staff.id == person.staff_id).values(name="Eve\r\nBcc: all@example.fi"))
    say(shop, {4: 1}, SUNDAY)
    message = sent(shop, person)
    [sender] = message["From"].addresses
    assert sender.addr_spec == SENDER
    assert mail_server.to == [person.email]
    assert "Bcc" not in message
    assert "X-Evil" not in message
    assert not re.search(r"[\r\n\u2028\u202e]", message["Subject"])


def test_a_quiet_sites_grade_is_that_of_four_weeks_and_says_so(sent, mailing_shop, maija):
    for ago in range(SUNDAY, SUNDAY + 28):
        say(mailing_shop, {4: 1, 5: 1}, ago)
    text = text_of(sent(mailing_shop, maija))
    assert "arvosana on viimeisten 4 viikon" in text
    assert re.search(r"Yleisarvosana on \d\d / 100", text)


def test_with_few_answers_nothing_is_concluded(sent, mailing_shop, maija):
    say(mailing_shop, {1: 3}, SUNDAY)
    text = text_of(sent(mailing_shop, maija))
    assert "Vastauksia on vielä liian vähän arvosanaan." in text
    assert "kohtaaminen tarvitsee 20" in text
    assert "Mikään kohtaaminen ei muuttunut varmasti" in text


def test_the_first_silent_week_is_told_in_one_line_and_the_next_not_at_all(sent, mailing_shop, maija):
    say(mailing_shop, {5: 30}, SUNDAY + 8)
    message = sent(mailing_shop, maija)
    assert "ei tullut yhtään palautetta" in text_of(message)
    assert f"{ADDRESS}/console/#/site" in text_of(message)
    assert "Yleisarvosana" not in text_of(message)
    later = str(last_monday(ZONE, now()) + timedelta(days=6))
    assert "no letter goes then" in sent(mailing_shop, maija, "--until", later).output


def test_the_command_writes_to_staff_alone_and_can_save_instead(sent, mail_server, mailing_shop, maija, tmp_path):
    say(mailing_shop, {5: 1}, SUNDAY)
    file = tmp_path / "letter.eml"
    assert "Written to" in sent(mailing_shop, maija, "--save", str(file)).output
    assert b"multipart/alternative" in file.read_bytes()
    assert mail_server.came == []
    maija = type("Stranger", (), {"email": "stranger@example.fi"})
    assert "does not work on Puoti Ääni" in sent(mailing_shop, maija).output

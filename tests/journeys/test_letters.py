"""Letters that go: an invitation, an answer, and one that was given up and is sent again."""

import os
import re
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.newcomer import part
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible
from tests.mail import MailServer, taking_mail
from tests.servers import ROOT

pytestmark = pytest.mark.browser

NOT_SIGNED_IN = r"401.*/api/v1/session|401 \(UNAUTHORIZED\)"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with taking_mail() as server:
        yield server


@pytest.fixture
def mailing_office(tmp_path_factory: pytest.TempPathFactory, chromium_path: str, mail: MailServer) -> Iterator[Shop]:
    """A shop with mail set up, whose worker runs."""
    shop = Shop(tmp_path_factory.mktemp("mailing"))
    shop.environment |= {"SMTP_URL": mail.url, "MAIL_FROM": "palaute@example.fi", "PUBLIC_URL": shop.url}
    command = [sys.executable, "-m", "flask", "--app", "wsgi:app", "work"]
    worker = subprocess.Popen(command, cwd=ROOT, env=shop.environment, start_new_session=True)
    shop.start()
    yield shop
    shop.stop()
    os.kill(worker.pid, signal.SIGTERM)
    worker.wait(30)


def letter_to(page: Page, mail: MailServer, address: str) -> str:
    """The text of the letter to this address, once it has come."""
    for _ in range(150):
        for message, to in zip(mail.messages, mail.to, strict=False):
            if to == address:
                return str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]
        page.wait_for_timeout(200)
    raise AssertionError(f"no letter came to {address}; there came letters to {mail.to}")


def test_from_an_invitation_by_letter_to_the_first_answer_which_the_visitor_gets_by_letter(
    visit: Visit, mailing_office: Shop, mail: MailServer
):
    page, seen = visit()
    seen.forgive(NOT_SIGNED_IN)
    boss = Desk(page, mailing_office.url)
    boss.enter_by_link(mailing_office.link, "viisi joutsenta järvellä")
    boss.go("site/people")
    form, address = part(page, "people.invite"), f"{uuid.uuid4().hex[:8]}@example.fi"
    form.get_by_label(WORDS["email"]).fill(address)
    form.get_by_label(WORDS["people.name"]).fill("Ilmi Uusi")
    form.get_by_role("button", name=WORDS["people.send"]).click()
    expect(form).to_contain_text(WORDS["people.mailedText"].replace("{email}", address))
    expect(form.get_by_role("group", name=WORDS["people.link"])).to_have_count(0)
    expect_accessible(page, "an invitation by letter")
    [link] = re.findall(r"http\S+welcome/\S+", letter_to(page, mail, address))

    comment = {"touchpoint": "checkout", "rating": 2, "comment": "Maksu jumittui.", "language": "fi"}
    entry = {"id": str(uuid.uuid4()), "site": DEMO_KEY, "email": "aino@example.fi", **comment}
    sent = page.request.post(f"{mailing_office.url}/w/v1/entries", data=entry, headers={"Origin": mailing_office.url})
    assert sent.status == 201

    her_page, hers = visit()
    hers.forgive(NOT_SIGNED_IN)
    desk = Desk(her_page, mailing_office.url)
    desk.enter_by_link(link, "sininen kaakao höyryää")
    desk.open("Maksu jumittui.")
    expect(desk.conversation).to_contain_text(WORDS["composer.mailed"].replace("{email}", "aino@example.fi"))
    desk.answer("Nyt se toimii, pahoittelut!")

    letter = letter_to(her_page, mail, "aino@example.fi")
    assert "Nyt se toimii, pahoittelut!" in letter
    [address_of_hers] = re.findall(r"http\S+/w/t/\S+", letter)
    visitor_page, visitors = visit()
    visitor_page.goto(address_of_hers)
    expect(visitor_page.get_by_text("Nyt se toimii, pahoittelut!")).to_be_visible()
    her_page.reload()
    desk.conversation.locator(".history summary").click()
    expect(desk.conversation.locator(".history")).to_contain_text(WORDS["event.mail.sent"])
    assert (seen.faults, hers.faults, visitors.faults) == ([], [], [])


def test_a_letter_that_was_given_up_is_sent_again_from_its_conversation(
    visit: Visit, mailing_office: Shop, mail: MailServer
):
    mail.refuses["aino@example.fi"] = "550 5.1.1 no such user"
    mailing_office.leave(rating=2, comment="Maksu jumittui.", language="fi", email="aino@example.fi")
    page, seen = visit(viewport=NARROW)
    seen.forgive(NOT_SIGNED_IN)
    desk = Desk(page, mailing_office.url)
    desk.enter_by_link(mailing_office.link, "viisi joutsenta järvellä")
    desk.open("Maksu jumittui.")
    desk.answer("Nyt se toimii, pahoittelut!")
    trouble = desk.conversation.get_by_role("note").filter(has_text=WORDS["event.mail.given_up"])
    expect(trouble).to_contain_text("550 5.1.1", timeout=30_000)
    expect_accessible(page, "a letter given up")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    mail.refuses.clear()
    trouble.get_by_role("button", name=WORDS["mail.again"]).click()
    expect(trouble).to_have_count(0)
    assert "Nyt se toimii, pahoittelut!" in letter_to(page, mail, "aino@example.fi")
    assert seen.faults == []

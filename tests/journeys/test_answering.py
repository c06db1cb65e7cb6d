"""Answering as a team: two at once, drafts that follow their author, templates by keyboard, letters that go."""

import os
import re
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import FINNISH, Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.newcomer import Newcomer, part
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import Visitor
from tests.mail import MailServer, taking_mail
from tests.servers import ROOT

pytestmark = pytest.mark.browser

NOT_SIGNED_IN = r"401.*/api/v1/session|401 \(UNAUTHORIZED\)"
THANKS = {
    "name": "Kiitos ja tervetuloa",
    "texts": {"fi": "Hei {name}! Kiitos palautteesta. Tilaus: {order}", "sv": "Hej! Tack."},
    "sentiments": ["positive"],
}


@pytest.fixture(scope="module")
def team(browser: Browser, office: Shop) -> Iterator[StorageState]:
    """Grace of the same office, signed in."""
    context = browser.new_context(**FINNISH)
    Newcomer(office).enter(context.new_page())
    yield context.storage_state()
    context.close()


def leave_feedback(visit: Visit, shop: Shop, comment: str, rating: int = 2) -> None:
    visitor = Visitor(visit()[0]).go(shop.url + "/demo")
    visitor.rate(rating)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt()


def box(desk: Desk) -> Any:
    return desk.conversation.get_by_role("textbox", name=WORDS["composer.public"])


def at_the_feedback(
    visit: Visit, shop: Shop, whose: StorageState, comment: str, hears: bool = True, **options: Any
) -> tuple[Desk, Any]:
    """Whose network lets no stream through hears of the others' deeds at the next look only."""
    page, seen = visit(storage_state=whose, **options)
    if not hears:
        page.route(re.compile("/feedback/live"), lambda stream: stream.fulfill(status=204))
    desk = Desk(page, shop.url)
    desk.go()
    desk.open(comment)
    return desk, seen


def test_the_second_of_two_who_answer_reads_the_first_and_keeps_her_words(
    visit: Visit, office: Shop, owner: StorageState, team: StorageState
):
    comment = "Kuitti puuttui paketista."
    leave_feedback(visit, office, comment)
    ada, hers = at_the_feedback(visit, office, owner, comment)
    grace, theirs = at_the_feedback(visit, office, team, comment, hears=False)
    theirs.forgive("409")
    box(grace).fill("Lähetämme kuitin sähköpostilla.")
    ada.answer("Kuitti on matkalla!")

    grace.press("composer.publicSend")
    warning = grace.conversation.get_by_role("alert")
    expect(warning).to_contain_text(WORDS["meanwhile"])
    expect(warning).to_contain_text("Kuitti on matkalla!")
    expect(box(grace)).to_have_value("Lähetämme kuitin sähköpostilla.")
    expect(grace.conversation.locator(".message.public")).to_have_count(1)
    expect_accessible(grace.page, "a collision")

    send_after_reading(grace)
    expect(warning).to_have_count(0)
    assert (hers.faults, theirs.faults) == ([], [])


def test_an_answer_that_comes_while_she_presses_send_is_not_taken_for_read(
    visit: Visit, office: Shop, owner: StorageState, team: StorageState
):
    comment = "Paketti tuli naapurille."
    leave_feedback(visit, office, comment)
    ada, hers = at_the_feedback(visit, office, owner, comment)
    grace, theirs = at_the_feedback(visit, office, team, comment)
    box(grace).fill("Selvitämme asian.")
    ada.answer("Pyydämme anteeksi!")
    grace.conversation.get_by_role("alert").wait_for()
    box(grace).press("Control+Enter")
    expect(grace.conversation.get_by_role("alert")).to_contain_text("Pyydämme anteeksi!")
    expect(box(grace)).to_have_value("Selvitämme asian.")
    send_after_reading(grace)
    assert (hers.faults, theirs.faults) == ([], [])


def send_after_reading(desk: Desk) -> None:
    # What has only just appeared is not taken for read.
    desk.page.wait_for_timeout(1100)
    desk.press("meanwhile.send")
    expect(desk.conversation.locator(".message.public")).to_have_count(2)
    expect(box(desk)).to_have_value("")


def test_a_colleague_sees_who_is_writing_and_the_draft_follows_its_author(
    visit: Visit, office: Shop, owner: StorageState, team: StorageState
):
    comment = "Onko tätä myös sinisenä?"
    leave_feedback(visit, office, comment)
    ada, hers = at_the_feedback(visit, office, owner, comment)
    with ada.page.expect_response(re.compile("/draft$")):
        box(ada).press_sequentially("Sinistä tulee ensi viikolla")

    grace, theirs = at_the_feedback(visit, office, team, comment)
    expect(grace.conversation.locator(".writing")).to_have_text(WORDS["writing.one"].replace("{names}", "Aino"))
    expect(box(grace)).to_have_value("")

    at_home, there = at_the_feedback(visit, office, owner, comment)
    expect(box(at_home)).to_have_value("Sinistä tulee ensi viikolla")
    at_home.press("composer.publicSend")
    expect(at_home.conversation.locator(".message.public")).to_contain_text("Sinistä tulee")
    at_home.page.reload()
    expect(box(at_home)).to_have_value("")
    assert (hers.faults, theirs.faults, there.faults) == ([], [], [])


def test_a_template_is_found_and_taken_by_keyboard(visit: Visit, office: Shop, owner: StorageState):
    office.ask("POST", f"/api/v1/templates?site={DEMO_KEY}", THANKS)
    office.ask("POST", f"/api/v1/templates?site={DEMO_KEY}", {"name": "Pahoittelu", "texts": {"fi": "Pahoittelemme!"}})
    comment = "Ihana kauppa, kiitos kaikesta!"
    leave_feedback(visit, office, comment, 5)
    desk, seen = at_the_feedback(visit, office, owner, comment)
    box(desk).press("Alt+t")
    finder = desk.conversation.get_by_role("combobox", name=WORDS["templates.find"])
    expect(finder).to_be_focused()
    options = desk.conversation.get_by_role("listbox", name=WORDS["templates"]).get_by_role("option")
    expect(options.first).to_contain_text("Kiitos ja tervetuloa")
    expect(options.first).to_contain_text(WORDS["templates.suggested"])
    expect_accessible(desk.page, "the templates to choose from")
    finder.press_sequentially("pahoit")
    expect(options).to_have_count(1)
    finder.fill("")
    finder.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    finder.press("ArrowUp")
    finder.press("Enter")
    expect(box(desk)).to_be_focused()
    expect(box(desk)).to_have_value("Hei! Kiitos palautteesta. Tilaus: {order}")
    expect(desk.conversation.locator(".unfilled")).to_contain_text("{order}")
    box(desk).fill("Hei! Kiitos palautteesta.")
    expect(desk.conversation.locator(".unfilled")).to_have_count(0)
    desk.press("composer.publicSend")
    expect(desk.conversation.locator(".message.public")).to_contain_text("Kiitos palautteesta.")
    templates = office.ask("GET", f"/api/v1/templates?site={DEMO_KEY}")["items"]
    assert {one["name"]: one["use_count"] for one in templates} == {THANKS["name"]: 1, "Pahoittelu": 0}
    assert seen.faults == []


@in_light_and_dark
def test_templates_are_made_changed_and_brought_back(visit: Visit, office: Shop, owner: StorageState, scheme: Any):
    page, seen = visit(storage_state=owner, viewport=NARROW, color_scheme=scheme)
    Desk(page, office.url).go("site/templates")
    page.get_by_role("button", name=WORDS["templates.new"]).click()
    name = f"Toimitus {scheme}"
    page.get_by_label(WORDS["templates.name"]).fill(name)
    page.get_by_label(re.compile("suomi")).fill("Paketti on matkalla. ")
    page.get_by_role("button", name="{staff}").click()
    expect(page.get_by_label(re.compile("suomi"))).to_have_value("Paketti on matkalla. {staff}")
    expect_accessible(page, "the form of a template")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    page.get_by_role("button", name=WORDS["save"], exact=True).click()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))
    expect(row).to_contain_text("Paketti on matkalla. {staff}")
    row.get_by_role("button", name=WORDS["templates.remove"]).click()
    expect(row).to_have_count(0)
    page.locator(".toast").get_by_role("button", name=WORDS["undo"]).click()
    expect(row).to_have_count(1)
    expect_accessible(page, "the templates")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    assert seen.faults == []


def test_feedback_is_filed_under_words_and_found_by_them(visit: Visit, office: Shop, owner: StorageState):
    comment = "Hinta nousi taas."
    leave_feedback(visit, office, comment)
    desk, seen = at_the_feedback(visit, office, owner, comment)
    desk.press("tags.add")
    desk.page.get_by_role("combobox", name=WORDS["tags.new"]).fill("#Hinta")
    desk.page.keyboard.press("Enter")
    tags = desk.conversation.get_by_role("group", name=WORDS["tags"])
    expect(tags.get_by_role("link")).to_have_text("hinta")
    desk.press("assignee.take")
    expect(desk.conversation.get_by_label(WORDS["assignee"])).to_have_value(re.compile(".+"))
    tags.get_by_role("link").click()
    expect(desk.page).to_have_url(re.compile("tag=hinta"))
    expect(desk.rows).to_have_count(1)
    assert seen.faults == []


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

"""Answering as a team: two at once, drafts that follow their author, and templates by keyboard."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import FINNISH, Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.newcomer import Newcomer
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

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
    desk.press("filter")
    pills = desk.page.get_by_role("group", name=WORDS["filter.tag"], exact=True)
    expect(pills.get_by_role("checkbox", name="hinta")).to_be_checked()
    pills.get_by_role("checkbox", name="hinta").uncheck()
    expect(desk.page).not_to_have_url(re.compile("tag="))
    assert seen.faults == []

"""You said, we did: the owner groups what was said and ships it, and its author reads the news where she said it."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.foreign import ForeignSite, strictest_policy, tag_of
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

COMMENT, OTHER = "Kassa jumittui kahdesti", "Kassalla meni ikuisuus"
OWN_PAGE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Parannukset</title>{tag}</head>
<body><main><h1>Parannukset</h1><kohtaamo-published list="done"></kohtaamo-published></main></body></html>"""
TITLE, TEXT = "Kassa on nyt nopea", "Maksu kestää enää puoli minuuttia."


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=title)


def field(page: Page, legend: str) -> Locator:
    """The owner's text in the site's first language."""
    return page.get_by_role("group", name=WORDS[legend]).get_by_label("suomi")


def said(desk: Desk, key: str, n: int) -> str:
    return WORDS[f"{key}.{'one' if n == 1 else 'other'}"].replace("{n}", str(n))


@pytest.fixture
def desk(visit: Visit, office: Shop, owner: StorageState) -> Desk:
    page, _ = visit(storage_state=owner)
    return Desk(page, office.url)


@pytest.mark.usefixtures("working")
def test_an_owner_groups_two_and_ships_and_the_visitor_reads_it_in_her_thread(
    visit: Visit,
    office: Shop,
    desk: Desk,
):
    page, seen = visit()
    visitor = Visitor(page).go(office.url + "/demo")
    visitor.rate(2)
    visitor.box.fill(COMMENT)
    visitor.send()
    visitor.expect_receipt()
    office.leave(comment=OTHER, rating=2, language="fi")

    desk.go()
    for text in (COMMENT, OTHER):
        desk.row(text).get_by_role("checkbox").check()
    bar = desk.page.get_by_role("region", name=WORDS["bulk"])
    bar.get_by_role("button", name=WORDS["improvements.add"]).click()
    bar.get_by_role("textbox", name=WORDS["improvements.title"]).fill(TITLE)
    bar.get_by_role("button", name=WORDS["improvements.addSave"], exact=True).click()
    expect(desk.page.get_by_role("status").filter(has_text=said(desk, "improvements.added", 2))).to_be_visible()

    desk.room_link("improvements").click()
    made = card(desk.page, TITLE)
    expect(made).to_contain_text(said(desk, "improvements.said", 2))
    made.get_by_role("button", name=WORDS["improvements.edit"].replace("{name}", TITLE)).click()
    field(desk.page, "improvements.text").fill(TEXT)
    made.get_by_label(WORDS["improvements.state"]).select_option("done")
    expect(made.get_by_role("checkbox", name=said(desk, "improvements.tellThem", 2))).to_be_checked()
    desk.press("save")
    told = WORDS["improvements.told"].replace("{n}", "2").replace("{of}", "2")
    expect(made).to_contain_text(told, timeout=20_000)

    visitor.come_back()
    visitor.press(say("talk.news", 1))
    expect(visitor.place.get_by_text(TITLE)).to_be_visible()
    expect(visitor.place.get_by_text(TEXT)).to_be_visible()
    expect_accessible(page, "the news in her thread")

    made.get_by_text(WORDS["improvements.read"], exact=True).click()
    made.get_by_role("link", name=COMMENT).click()
    expect(desk.conversation).to_contain_text(TEXT)
    expect(desk.conversation.get_by_role("group", name=WORDS["improvements"])).to_contain_text(TITLE)
    assert seen.faults == []


def test_a_conversation_is_added_to_what_there_is(desk: Desk, office: Shop):
    office.leave(comment="Kassa on yhä hidas", rating=2, language="fi")
    office.ask("POST", f"/api/v1/improvements?site={DEMO_KEY}", {"title": {"fi": "Uusi maksutapa"}})
    desk.go()
    desk.open("Kassa on yhä hidas")
    group = desk.conversation.get_by_role("group", name=WORDS["improvements"])
    group.get_by_role("button", name=WORDS["improvements.add"]).click()
    group.get_by_label(WORDS["improvements.which"]).select_option("Uusi maksutapa")
    group.get_by_role("button", name=WORDS["improvements.addSave"], exact=True).click()
    group.get_by_role("link", name=re.compile("Uusi maksutapa")).click()
    expect(card(desk.page, "Uusi maksutapa").get_by_role("heading")).to_be_focused()


@pytest.fixture
def full(office: Shop) -> Iterator[Shop]:
    """One improvement in every state, the one that is done tied to a change."""
    change = office.ask("POST", f"/api/v1/changes?site={DEMO_KEY}", {"title": "Julkaisu 5"})["id"]
    for state in ("planned", "in_progress", "declined", "done"):
        improvement = {"title": {"fi": f"Tila {state}"}, "text": {"fi": TEXT}, "state": state, "is_public": True}
        tied = {"change_id": change} if state == "done" else {}
        office.ask("POST", f"/api/v1/improvements?site={DEMO_KEY}", {**improvement, **tied})
    [site] = office.ask("GET", "/api/v1/sites")["items"]
    office.ask("PATCH", f"/api/v1/sites/{site['id']}", {"shows_improvements": True})
    time.sleep(1.1)  # a process hears within a second of what another one has changed
    return office


@in_light_and_dark
def test_the_page_is_accessible_and_fits_a_phone(scheme: str, visit: Visit, full: Shop, owner: StorageState):
    page, seen = visit(storage_state=owner, color_scheme=scheme, viewport=NARROW)
    desk = Desk(page, full.url)
    desk.go("improvements")
    done = card(page, "Tila done").first
    expect(done.locator(".verdict")).to_be_visible()
    expect_accessible(page, "improvements")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    done.get_by_role("button", name=WORDS["improvements.edit"].replace("{name}", "Tila done")).click()
    expect(field(page, "improvements.title")).to_have_value("Tila done")
    expect_accessible(page, "the editor of an improvement")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    assert seen.faults == []


@in_light_and_dark
def test_visitors_read_the_list_without_javascript_on_a_phone(scheme: str, visit: Visit, full: Shop):
    page, seen = visit(color_scheme=scheme, viewport=NARROW)
    page.goto(f"{full.url}/w/d/{DEMO_KEY}")
    expect(page.get_by_role("heading", name="Tila done").first).to_be_visible()
    expect_accessible(page, "the public list")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="You said, we did")).to_be_visible()
    assert seen.faults == []


def test_the_list_stands_on_the_owners_own_page_under_the_strictest_policy(
    visit: Visit, full: Shop, foreign_site: ForeignSite
):
    page, seen = visit()
    html = OWN_PAGE.format(tag=tag_of(full.url))
    page.goto(foreign_site.put("/parannukset", html, strictest_policy(full.url)))
    page.locator("kohtaamo-published").scroll_into_view_if_needed()
    shown = page.get_by_role("region", name=say("done.title"))
    expect(shown.get_by_role("heading", name="Tila done").first).to_be_visible()
    expect_accessible(page, "the list on a page of the owner's")
    assert seen.faults == []

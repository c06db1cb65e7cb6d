"""From a topic to an improvement: one deed on the page of topics, seen on the page of improvements, and taken back."""

import re

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark

pytestmark = pytest.mark.browser

COMPLAINTS = [
    ("Toimitus kesti kolme viikkoa eikä kukaan kertonut mitään", "fi"),
    ("Toimituskulut tuplaantuivat kassalla, ärsyttävää", "fi"),
    ("Leveransen kom aldrig fram, dåligt", "sv"),
]
PRAISE = ("Loistava ja nopea toimitus, kiitos!", "fi")
GATHER = f"{WORDS['topics.gather']}: Toimitus"


def plural(key: str, n: int) -> str:
    return WORDS[f"{key}.{'one' if n == 1 else 'other'}"].replace("{n}", str(n))


@pytest.fixture(scope="module", autouse=True)
def said(office: Shop) -> None:
    for comment, language in COMPLAINTS:
        office.leave(comment=comment, language=language, rating=1)
    office.leave(comment=PRAISE[0], language=PRAISE[1], rating=5)
    hidden = office.leave(comment="Toimitus oli surkea, huono kuljettaja", language="fi", rating=1)
    [found] = [one for one in office.said() if one["reference"] == hidden["id"].replace("-", "")[:8]]
    office.ask("POST", f"/api/v1/feedback/{found['id']}/decisions", {"verdict": "hide"})


@pytest.fixture(autouse=True)
def with_no_open_improvement(office: Shop) -> None:
    """Each test begins with none."""
    for one in improvements(office):
        office.ask("PATCH", f"/api/v1/improvements/{one['id']}", {"state": "declined"})


def improvements(office: Shop) -> list[dict[str, object]]:
    found: list[dict[str, object]] = office.ask("GET", f"/api/v1/improvements?site={DEMO_KEY}&state=planned")["items"]
    return found


def topic(page: Page) -> Locator:
    items = page.get_by_role("main").locator("li.topic")
    return items.filter(has=page.get_by_role("heading", name="Toimitus", exact=True))


def link(page: Page, title: str) -> Locator:
    """The way from the topic to an open improvement that it went into."""
    there = topic(page).get_by_role("list", name=WORDS["topics.gathered"]).get_by_role("listitem")
    return there.filter(has_text=WORDS["improved.planned"]).get_by_role("link", name=title, exact=True)


def opened(page: Page) -> Locator:
    """The form, once it says how many there are."""
    topic(page).get_by_role("button", name=GATHER).click()
    form = page.get_by_role("form", name=GATHER)
    expect(form.get_by_role("status")).not_to_have_text(WORDS["topics.gatherCounting"])
    return form


@pytest.fixture
def desk(visit: Visit, office: Shop, owner: StorageState) -> Desk:
    page, _ = visit(storage_state=owner)
    desk = Desk(page, office.url)
    desk.go("topics?touchpoint=checkout&days=90")
    return desk


def test_a_topic_becomes_an_improvement_with_its_complaints_and_is_taken_back(desk: Desk, office: Shop):
    page = desk.page
    form = opened(page)
    expect(form.get_by_label(WORDS["improvements.title"])).to_have_value("Toimitus – Kassa")
    counted = form.get_by_role("status")
    expect(counted).to_have_text(f"{plural('topics.gatherN', 3)} {plural('topics.gatherLeftOut', 1)}")
    form.get_by_role("button", name=plural("topics.gatherSave", 3)).click()

    expect(link(page, "Toimitus – Kassa")).to_be_focused()
    toast = page.locator(".toast").filter(has_text=plural("improvements.added", 3))
    expect(toast.get_by_role("button", name=WORDS["undo"])).to_be_visible()
    link(page, "Toimitus – Kassa").click()
    card = page.get_by_role("article", name="Toimitus – Kassa")
    expect(card.get_by_role("heading")).to_be_focused()
    expect(card).to_contain_text(plural("improvements.said", 3))
    card.get_by_text(WORDS["improvements.read"], exact=True).click()
    for comment, _ in COMPLAINTS:
        expect(card.get_by_role("link", name=comment)).to_be_visible()

    page.go_back()
    form = opened(page)
    form.get_by_label(WORDS["improvements.which"]).select_option("Toimitus – Kassa")
    expect(form.get_by_role("status")).to_contain_text(WORDS["topics.gatherAllIn"])
    form.get_by_label(WORDS["topics.gatherWhat"]).select_option("all")
    expect(form.get_by_role("status")).to_contain_text(plural("topics.gatherN", 1))
    form.get_by_role("button", name=plural("topics.gatherSave", 1)).click()
    expect(link(page, "Toimitus – Kassa")).to_be_focused()
    assert [one["members"] for one in improvements(office)] == [4]

    page.locator(".toast").last.get_by_role("button", name=WORDS["undo"]).click()
    taken_out = page.locator(".toast").filter(has_text=plural("improvements.takenOut", 1))
    expect(taken_out).to_be_visible()
    expect(link(page, "Toimitus – Kassa")).to_be_visible()
    assert [one["members"] for one in improvements(office)] == [3]


def test_a_new_improvement_taken_back_is_gone(desk: Desk, office: Shop):
    form = opened(desk.page)
    form.get_by_label(WORDS["improvements.title"]).fill("Toimitus nopeutuu")
    form.get_by_role("button", name=plural("topics.gatherSave", 3)).click()
    expect(link(desk.page, "Toimitus nopeutuu")).to_be_visible()
    desk.page.locator(".toast").get_by_role("button", name=WORDS["undo"]).click()
    expect(desk.page.locator(".toast").filter(has_text=WORDS["improvements.unplanned"])).to_be_visible()
    expect(link(desk.page, "Toimitus nopeutuu")).to_have_count(0)
    assert improvements(office) == []


def test_it_is_done_by_keyboard_alone(desk: Desk, office: Shop):
    page = desk.page
    topic(page).get_by_role("button", name=GATHER).focus()
    page.keyboard.press("Enter")
    form = page.get_by_role("form", name=GATHER)
    expect(form.get_by_label(WORDS["improvements.which"])).to_be_focused()
    expect(form.get_by_role("button", name=plural("topics.gatherSave", 3))).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(form.get_by_role("button", name=WORDS["cancel"])).to_be_focused()
    page.keyboard.press("Enter")
    expect(topic(page).get_by_role("button", name=GATHER)).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.get_by_role("button", name=plural("topics.gatherSave", 3))).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(link(page, "Toimitus – Kassa")).to_be_focused()


def test_what_was_hidden_since_the_page_was_opened_is_told_and_nothing_is_made(desk: Desk, office: Shop):
    expect(topic(desk.page)).to_be_visible()
    mine = [one for one in office.said() if re.search("toimitus|leverans", one["comment"] or "", re.IGNORECASE)]
    decide(office, mine, "hide")
    form = opened(desk.page)
    expect(form.get_by_role("status")).to_contain_text(WORDS["topics.gatherNothing"])
    save = form.get_by_role("button", name=WORDS["improvements.addSave"], exact=True)
    expect(save).to_have_attribute("aria-disabled", "true")
    save.click(force=True)
    assert improvements(office) == []
    decide(office, [one for one in mine if "surkea" not in one["comment"]], "restore")


def decide(office: Shop, many: list[dict[str, object]], verdict: str) -> None:
    wish = {"verdict": verdict, "ids": [one["id"] for one in many]}
    office.ask("POST", f"/api/v1/bulk-decisions?site={DEMO_KEY}", wish)


@in_light_and_dark
def test_the_form_and_what_came_of_it_are_accessible_and_fit_a_phone(
    scheme: str, visit: Visit, office: Shop, owner: StorageState
):
    page, seen = visit(storage_state=owner, color_scheme=scheme, viewport=NARROW)
    Desk(page, office.url).go("topics?touchpoint=checkout")
    form = opened(page)
    expect_accessible(page, "gathering a topic")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    form.get_by_role("button", name=plural("topics.gatherSave", 3)).click()
    expect(link(page, "Toimitus – Kassa")).to_be_visible()
    expect_accessible(page, "a gathered topic")
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    assert seen.faults == []

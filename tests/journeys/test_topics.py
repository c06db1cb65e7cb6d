"""The page of what comments are about: from visitors' words to a named topic, and staff's say about it."""

import pytest
from playwright.sync_api import Locator, StorageState, expect

from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible

pytestmark = pytest.mark.browser

SAID = [
    ("Toimitus kesti kolme viikkoa eikä kukaan kertonut mitään", "fi", 1),
    ("Toimituskulut tuplaantuivat kassalla", "fi", 2),
    ("Leveransen kom aldrig fram", "sv", 1),
    ("Delivery was two weeks late", "en", 1),
    ("Ihana huopa, kiitos, hinta sopiva", "fi", 5),
    ("Todella mukava palvelu myymälässä", "fi", 5),
]


@pytest.fixture(scope="module", autouse=True)
def said(office: Shop) -> None:
    for comment, language, rating in SAID:
        office.leave(comment=comment, language=language, rating=rating)


def topic(desk: Desk, name: str) -> Locator:
    items = desk.page.get_by_role("main").locator("li.topic")
    return items.filter(has=desk.page.get_by_role("heading", name=name, exact=True))


@pytest.fixture
def desk(visit: Visit, office: Shop, owner: StorageState) -> Desk:
    page, _ = visit(storage_state=owner)
    desk = Desk(page, office.url)
    desk.go("topics")
    return desk


def test_complaints_in_three_languages_are_one_topic_with_its_words_marked(desk: Desk):
    delivery = topic(desk, "Toimitus")
    expect(delivery).to_contain_text(WORDS["topics.complaints.other"].replace("{n}", "4"))
    expect(delivery.locator("mark").first).to_be_visible()
    expect(delivery).to_contain_text(WORDS["topicChange.too_few"])


def test_an_area_tells_its_share_of_the_complaints_and_shows_its_topics_alone(desk: Desk):
    area = desk.page.get_by_role("listitem").filter(has=desk.page.get_by_role("button", name="Toimitus ja tilaus"))
    expect(area).to_contain_text(WORDS["topics.ofComplaints"])
    expect(topic(desk, "Hinta")).to_be_visible()
    area.get_by_role("button").click()
    expect(area.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(topic(desk, "Hinta")).to_have_count(0)
    expect(topic(desk, "Toimitus")).to_be_visible()
    area.get_by_role("button").click()
    expect(topic(desk, "Hinta")).to_be_visible()


def test_an_example_leads_to_its_conversation(desk: Desk):
    topic(desk, "Toimitus").get_by_role("link").first.click()
    expect(desk.conversation).to_contain_text("late")


def test_a_topic_is_named_and_shown_no_more_and_shown_again(desk: Desk):
    delivery = topic(desk, "Toimitus")
    delivery.get_by_role("button", name=WORDS["topics.edit"].replace("{name}", "Toimitus")).click()
    delivery.get_by_label(WORDS["topics.name"], exact=True).fill("Kuljetukset")
    desk.press("save")
    named = topic(desk, "Kuljetukset")
    named.get_by_role("button", name=WORDS["topics.edit"].replace("{name}", "Kuljetukset")).click()
    desk.press("topics.mute")
    expect(named).to_have_count(0)
    desk.press("topics.takeBack")
    expect(topic(desk, "Toimitus")).to_be_visible()


def test_a_place_and_a_period_are_chosen_and_kept_in_the_address(desk: Desk):
    desk.page.get_by_label(WORDS["topics.period"]).select_option("365")
    desk.page.get_by_label(WORDS["topics.touchpoint"]).select_option("help")
    expect(desk.page.get_by_text(WORDS["topics.empty"])).to_be_visible()
    desk.page.reload()
    expect(desk.page.get_by_label(WORDS["topics.period"])).to_have_value("365")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_with_a_form_open(scheme: str, visit: Visit, office: Shop, owner: StorageState):
    page, seen = visit(storage_state=owner, color_scheme=scheme)
    desk = Desk(page, office.url)
    desk.go("topics")
    topic(desk, "Toimitus").get_by_role("button").first.click()
    expect_accessible(page, "topics")
    assert seen.faults == []


def test_the_page_fits_a_phone(visit: Visit, office: Shop, owner: StorageState):
    page, _ = visit(storage_state=owner, viewport=NARROW)
    desk = Desk(page, office.url)
    desk.go("topics")
    topic(desk, "Toimitus").get_by_role("button").first.click()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []

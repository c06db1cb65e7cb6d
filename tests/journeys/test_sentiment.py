"""What staff see of a comment's sentiment and how they put it right, from a visitor's words to the figures."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, StorageState, expect

from tests.journeys.conftest import FINNISH, Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

PASSWORD = "viisi joutsenta jäällä"
COMPLAINT = "Maksu epäonnistui kahdesti, ja ostoskori tyhjeni. Todella ärsyttävää."
PRAISE = "Ihana huopa, nopea toimitus ja tosi kaunis, kiitos!"


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Shop]:
    """A shop of these tests' own: what they correct is on no other's figures."""
    shop = Shop(tmp_path_factory.mktemp("counter"))
    shop.start()
    yield shop
    shop.stop()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, counter: Shop) -> Iterator[StorageState]:
    context = browser.new_context(**FINNISH)
    Desk(context.new_page(), counter.url).enter_by_link(counter.link, PASSWORD)
    yield context.storage_state()
    context.close()


def leave(visit: Visit, shop: Shop, stars: int, comment: str) -> dict[str, Any]:
    """What a visitor says at the checkout, as staff get it."""
    page, _ = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    visitor.rate(stars)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt()
    return next(one for one in shop.said() if one["comment"] == comment)


@pytest.fixture
def desk(visit: Visit, counter: Shop, signed_in: StorageState) -> Desk:
    page, _ = visit(storage_state=signed_in)
    return Desk(page, counter.url)


def panel(desk: Desk) -> Locator:
    return desk.conversation.get_by_role("region", name=WORDS["sentiment"])


def tone(desk: Desk, mood: str) -> Locator:
    return panel(desk).get_by_role("button", name=WORDS[f"mood.{mood}"])


def toast(desk: Desk, key: str, mood: str = "") -> Locator:
    return desk.page.locator(".toast").filter(
        has_text=WORDS[key].replace("{label}", WORDS.get(f"mood.{mood}", "").lower())
    )


def open_one(desk: Desk, feedback: dict[str, Any]) -> None:
    desk.go(f"feedback/{feedback['id']}")
    expect(panel(desk)).to_be_visible()


def test_staff_see_why_a_complaint_is_negative_correct_it_by_one_key_find_it_and_take_it_back(
    visit: Visit, counter: Shop, signed_in: StorageState
):
    complaint = leave(visit, counter, 1, COMPLAINT)
    page, seen = visit(storage_state=signed_in)
    desk = Desk(page, counter.url)
    desk.go("inbox?sentiment=negative")
    desk.open(COMPLAINT)
    expect(panel(desk)).to_contain_text(WORDS["mood.negative"] + WORDS["tone.machine"])
    comment = desk.conversation.locator("blockquote")
    expect(comment).to_have_text(COMPLAINT)
    expect(comment).to_match_aria_snapshot(f"- blockquote:\n  - mark: epäonnistui ({WORDS['evidence.negative']})")
    page.keyboard.press("4")
    expect(toast(desk, "tone.correctedDone", "positive")).to_be_visible()
    expect(panel(desk)).to_contain_text(WORDS["tone.corrected"].replace("{name}", "Aino"))
    expect(panel(desk)).to_contain_text(WORDS["tone.machineSaid"].replace("{label}", WORDS["mood.negative"].lower()))
    expect(tone(desk, "positive")).to_have_attribute("aria-pressed", "true")
    expect(desk.conversation.get_by_role("note")).to_contain_text("1 tähti viidestä, mutta teksti kuulostaa")
    desk.go("inbox?sentiment=positive&contradicts=true")
    expect(desk.row(COMPLAINT)).to_contain_text(WORDS["mood.positive"])
    expect(desk.row(COMPLAINT)).to_contain_text(WORDS["filter.contradicts"])
    open_one(desk, complaint)
    panel(desk).get_by_role("button", name=WORDS["tone.takeBack"]).click()
    expect(toast(desk, "tone.takenBack")).to_be_visible()
    expect(panel(desk)).to_contain_text(WORDS["mood.negative"] + WORDS["tone.machine"])
    expect(panel(desk).get_by_role("heading")).to_be_focused()
    expect(desk.conversation.get_by_role("note")).to_have_count(0)
    desk.go("inbox?sentiment=positive&contradicts=true")
    expect(desk.page.get_by_text(WORDS["empty.noHits"])).to_be_visible()
    assert seen.faults == []


def test_a_label_is_put_right_by_click_too_and_undone_from_the_toast(visit: Visit, counter: Shop, desk: Desk):
    open_one(desk, leave(visit, counter, 2, "Huono kassa, maksu ei toimi!"))
    tone(desk, "mixed").click()
    toast(desk, "tone.correctedDone", "mixed").get_by_role("button", name=WORDS["undo"]).click()
    expect(tone(desk, "mixed")).to_have_attribute("aria-pressed", "false")
    expect(panel(desk)).to_contain_text(WORDS["tone.machine"])


def test_the_same_label_confirms_and_counts_on_the_page_of_how_often_it_is_right(
    visit: Visit, counter: Shop, desk: Desk
):
    open_one(desk, leave(visit, counter, 1, "Todella surkea ja hidas palvelu, en suosittele"))
    desk.page.keyboard.press("1")
    expect(toast(desk, "tone.confirmedDone", "negative")).to_be_visible()
    expect(panel(desk)).to_contain_text(WORDS["tone.confirmed"].replace("{name}", "Aino"))
    desk.room_link("sentiment").click()
    expect(desk.page.get_by_role("heading", name=WORDS["accuracy"], level=1)).to_be_visible()
    for name in (WORDS["accuracy.all"], "suomi", "Kassa"):
        line = desk.page.get_by_role("row", name=re.compile(f"^{name} "))
        expect(line.get_by_role("cell").nth(1)).to_have_text(re.compile(r"^100\s%$"))
        expect(line).to_contain_text(WORDS["accuracy.few"])
    expect(desk.page.get_by_text(WORDS["accuracy.floor"])).to_be_visible()


def test_before_anybody_checked_anything_the_page_says_how_to_begin(new_shop: Any, visit: Visit):
    shop = new_shop()
    page, seen = visit()
    desk = Desk(page, shop.url)
    desk.enter_by_link(shop.link, PASSWORD)
    seen.forgive("401")  # asked before the link: nobody was signed in
    desk.room_link("sentiment").click()
    expect(page.get_by_role("heading", name=WORDS["accuracy.empty"])).to_be_visible()
    expect_accessible(page, "nothing checked")
    page.get_by_role("link", name=WORDS["accuracy.toInbox"]).click()
    expect(desk.search_box).to_be_visible()
    assert seen.faults == []


def test_a_rating_that_contradicts_its_words_is_said_in_words_and_found_by_the_filter(
    visit: Visit, counter: Shop, desk: Desk
):
    leave(visit, counter, 2, PRAISE)
    desk.go("inbox")
    expect(desk.row(PRAISE)).to_contain_text(WORDS["filter.contradicts"])
    desk.press("filter")
    desk.page.get_by_role("checkbox", name=WORDS["filter.contradicts"]).check()
    expect(desk.page).to_have_url(re.compile("contradicts=true$"))
    desk.open(PRAISE)
    expect(desk.conversation.get_by_role("note")).to_contain_text(
        "2 tähteä viidestä, mutta teksti kuulostaa tyytyväiseltä."
    )
    chosen = desk.page.get_by_role("list", name=WORDS["filter.chosen"])
    chosen.get_by_role("button", name=WORDS["filter.contradicts"]).click()
    expect(desk.page).not_to_have_url(re.compile("contradicts"))


def answer_similar(page: Page, items: list[dict[str, Any]]) -> None:
    def fulfil(route: Route) -> None:
        route.fulfill(json={"items": items, "available": bool(items)})

    page.route("**/similar", fulfil)


def test_what_others_said_alike_is_listed_and_opens_and_nothing_shows_where_it_cannot_be_had(
    visit: Visit, counter: Shop, desk: Desk
):
    first = leave(visit, counter, 2, "Toimitus kesti kolme viikkoa")
    other = leave(visit, counter, 1, "Odotin pakettia lähes kuukauden")
    heading = desk.page.get_by_role("heading", name=WORDS["similar"])
    answer_similar(desk.page, [])
    open_one(desk, first)
    expect(heading).to_have_count(0)
    # Which comments are alike is the server's part and needs its optional extra; here the form of its answer is enough.
    form = {name: other[name] for name in ("id", "comment", "language", "touchpoint", "rating", "created_at")}
    answer_similar(desk.page, [{**form, "sentiment": other["sentiment"]["label"], "similarity": 0.84}])
    open_one(desk, first)
    expect(heading).to_be_visible()
    expect_accessible(desk.page, "with similar feedback")
    desk.conversation.get_by_role("link", name=re.compile("^" + other["comment"])).click()
    expect(desk.page).to_have_url(re.compile(other["id"]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_a_sentiment_is_accessible_and_fits_360_pixels(
    scheme: str, visit: Visit, counter: Shop, signed_in: StorageState
):
    texts = {
        "scored": (5, f"{COMPLAINT} Ei näin ({scheme})."),
        "unknown": (3, f"Сколько стоит доставка в Петербург ({scheme})?"),
    }
    left = {name: leave(visit, counter, stars, text) for name, (stars, text) in texts.items()}
    page, seen = visit(color_scheme=scheme, viewport=NARROW, storage_state=signed_in)
    desk = Desk(page, counter.url)

    def look(where: str) -> None:
        expect_accessible(page, where)
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], where

    open_one(desk, left["unknown"])
    expect(panel(desk)).to_contain_text(WORDS["mood.unknownLong"])
    look("unknown")
    open_one(desk, left["scored"])
    look("scored and contradicting")
    tone(desk, "neutral").click()
    expect(toast(desk, "tone.correctedDone", "neutral")).to_be_visible()
    look("corrected")
    desk.go("inbox?contradicts=true")
    expect(desk.rows.first).to_be_visible()
    look("inbox")
    desk.go("sentiment")
    expect(page.get_by_role("table")).to_be_visible()
    look("figures")
    assert seen.faults == []


def test_evidence_found_in_other_words_is_not_marked(visit: Visit, counter: Shop, desk: Desk):
    left = leave(visit, counter, 1, "Hidas sivu, surkea haku")
    address = f"**/api/v1/feedback/{left['id']}"

    def revised(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, json={**found.json(), "comment": "Nyt sivu on jo nopeampi"})

    open_one(desk, left)
    expect(desk.conversation.locator("blockquote mark")).not_to_have_count(0)
    desk.page.route(address, revised)
    open_one(desk, left)
    expect(desk.conversation.locator("blockquote")).to_have_text("Nyt sivu on jo nopeampi")
    expect(desk.conversation.locator("blockquote mark")).to_have_count(0)

"""Staff decide on many at once and take it back; what the house rules found is said in words."""

import json
import urllib.request
import uuid
from typing import Any

import pytest
from playwright.sync_api import Locator, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark

pytestmark = pytest.mark.browser

ADVERTISEMENT = "Parhaat nettikasinot ja 100 ilmaiskierrosta: https://kasino.example soita 040 123 4567"


def leave(shop: Shop, comment: str, **more: Any) -> None:
    entry = {"id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": "checkout", "rating": 3, "comment": comment}
    headers = {"Content-Type": "application/json", "Origin": shop.url}
    body = json.dumps({**entry, "language": "fi", **more}).encode()
    request = urllib.request.Request(f"{shop.url}/w/v1/entries", body, headers, method="POST")  # noqa: S310
    urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - our own address


@pytest.fixture
def words(office: Shop) -> str:
    """A word of this test's own, which five visitors wrote."""
    word = "".join("abcdefghij"[int(digit)] for digit in str(uuid.uuid4().int)[:10])
    for number in range(5):
        leave(office, f"{word} ja ajatus {'abcde'[number]}")
    return word


def sit_down(visit: Visit, shop: Shop, owner: StorageState, query: str, **options: Any) -> Desk:
    page, _ = visit(storage_state=owner, **options)
    desk = Desk(page, shop.url)
    desk.go(f"inbox?{query}")
    return desk


def bar(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name=WORDS["bulk"])


def toast(desk: Desk, key: str, n: int) -> Locator:
    text = WORDS[f"{key}.{'one' if n == 1 else 'other'}"].replace("{n}", str(n))
    return desk.page.locator(".toast").filter(has_text=text)


def states(shop: Shop, word: str) -> list[str]:
    return [row["publication"] for row in shop.ask("GET", f"/api/v1/feedback?site={DEMO_KEY}&q={word}")["items"]]


def test_ticked_rows_are_hidden_at_once_and_put_back_as_a_whole(
    visit: Visit, office: Shop, owner: StorageState, words: str
):
    desk = sit_down(visit, office, owner, f"q={words}")
    expect(desk.rows).to_have_count(5, timeout=15_000)
    boxes = desk.rows.get_by_role("checkbox")
    for place in (0, 1, 3):
        boxes.nth(place).check()
    expect(bar(desk)).to_contain_text(WORDS["bulk.ticked.other"].replace("{n}", "3"))
    bar(desk).get_by_role("button", name=WORDS["verdict.hide"], exact=True).click()
    # It stays while the pointer is on it.
    toast(desk, "bulk.hide", 3).hover()
    assert sorted(states(office, words)) == ["hidden"] * 3 + ["pending"] * 2
    expect(bar(desk)).to_have_count(0)
    expect(desk.rows.filter(has_text=WORDS["publication.hidden"])).to_have_count(3)
    toast(desk, "bulk.hide", 3).get_by_role("button", name=WORDS["undo"]).click()
    expect(toast(desk, "bulk.undone", 3)).to_be_visible()
    assert set(states(office, words)) == {"pending"}


def test_the_keyboard_ticks_and_decides(visit: Visit, office: Shop, owner: StorageState, words: str):
    desk = sit_down(visit, office, owner, f"q={words}")
    expect(desk.rows).to_have_count(5, timeout=15_000)
    desk.rows.nth(0).get_by_role("link").focus()
    for key in ("x", "j", "x", "s"):
        desk.page.keyboard.press(key)
    expect(toast(desk, "bulk.spam", 2)).to_be_visible()
    assert sorted(states(office, words)) == ["pending"] * 3 + ["spam"] * 2


def test_what_the_house_rules_found_is_said_with_what_it_was(visit: Visit, office: Shop, owner: StorageState):
    leave(office, ADVERTISEMENT)
    desk = sit_down(visit, office, owner, "publication=spam")
    desk.open("Parhaat nettikasinot")
    told = desk.conversation.locator(".reasons")
    expect(told).to_contain_text(WORDS["reason.strange_link"])
    expect(told.get_by_text("https://kasino.example")).to_be_visible()
    expect(told).to_contain_text(WORDS["reason.advertising"])
    expect(told).to_contain_text(WORDS["personal.phone"])
    desk.press("verdict.publish")
    expect(desk.conversation.locator(".letter-state")).to_contain_text(WORDS["publication.published"], timeout=15_000)


@in_light_and_dark
def test_the_bar_is_accessible_and_fits_a_phone(
    scheme: str, visit: Visit, office: Shop, owner: StorageState, words: str
):
    desk = sit_down(visit, office, owner, f"q={words}", color_scheme=scheme)
    desk.rows.get_by_role("checkbox").first.check()
    expect(bar(desk)).to_be_visible()
    expect_accessible(desk.page, "bulk bar")
    desk.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert desk.page.evaluate(WIDER_THAN_THE_SCREEN) == []

"""The editor of a touchpoint, worked as its owner works it."""

import json
import urllib.request
from typing import Any

from playwright.sync_api import Locator, Page, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.watch import Watch

MOST_TABS = 150


class Editor:
    """The form of one touchpoint, found by what it says."""

    def __init__(self, desk: Desk, shop: Shop, seen: Watch) -> None:
        self.desk, self.shop, self.seen, self.page = desk, shop, seen, desk.page

    def open(self, key: str) -> "Editor":
        self.desk.go(f"touchpoints/{self.stored(key)['id']}")
        expect(self.form).to_be_visible()
        return self

    def start(self, name: str) -> "Editor":
        self.desk.go("touchpoints/new?stage=purchase")
        self.field("touchpoint.name").fill(name)
        self.field("question.text").fill("Miten meni?")
        return self

    def stored(self, key: str) -> dict[str, Any]:
        return next(one for one in touchpoints(self.shop) if one["key"] == key)

    @property
    def form(self) -> Locator:
        return self.page.locator("form.editor")

    def field(self, legend: str) -> Locator:
        """The Finnish text of the first group of that name."""
        group = self.form.get_by_role("group", name=WORDS[legend], exact=True).first
        return group.get_by_role("textbox", name="suomi", exact=True)

    def question(self, place: int) -> Locator:
        return self.form.locator(".question-card").nth(place)

    def text_of(self, place: int) -> Locator:
        return (
            self.question(place).get_by_role("group", name=WORDS["question.text"]).get_by_role("textbox", name="suomi")
        )

    def option(self, place: int, n: int) -> Locator:
        return self.question(place).get_by_role("textbox", name=f"suomi: {WORDS['option.n'].replace('{n}', str(n))}")

    def choose(self, words: str, within: Locator | None = None) -> None:
        (within or self.form).get_by_text(WORDS[words], exact=True).click()

    def press(self, key: str, within: Locator | None = None) -> None:
        (within or self.form).get_by_role("button", name=WORDS[key], exact=True).click()

    def save(self) -> None:
        self.press("save")

    def save_well(self) -> None:
        self.save()
        expect(self.page.get_by_role("heading", name=WORDS["touchpoints"], level=1)).to_be_visible()


def touchpoints(shop: Shop) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = shop.ask("GET", f"/api/v1/touchpoints?site={DEMO_KEY}")["items"]
    return items


def on_pages(shop: Shop, key: str) -> dict[str, Any]:
    """The touchpoint as visitors' pages are told of it."""
    with urllib.request.urlopen(f"{shop.url}/w/v1/sites/{DEMO_KEY}", timeout=10) as answer:  # noqa: S310 - our own
        return next(one for one in json.load(answer)["touchpoints"] if one["key"] == key)


def reach(page: Page, wanted: Locator) -> None:
    """By Tab alone, as without a mouse."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_TABS} presses of Tab do not reach {wanted}")

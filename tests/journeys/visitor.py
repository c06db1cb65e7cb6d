"""A visitor of a page with the tag: what she does there, found by what she can see and hear."""

import json
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

LOCALES = Path(__file__).parents[2] / "widget" / "locales"


@cache
def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((LOCALES / f"{language}.json").read_text("utf-8"))
    return words


def say(key: str, n: object = "", language: str = "fi") -> str:
    """The widget's own words in a language."""
    words = _words(language)
    plural = f"{key}.{'one' if n == 1 else 'other'}"
    return (words.get(plural) or words[key]).replace("{n}", str(n))


class Visitor:
    """One touchpoint on a page, inline unless told that it floats."""

    def __init__(self, page: Page, touchpoint: str = "checkout") -> None:
        self.page = page
        self.place = page.locator(f"[data-kohtaamo={touchpoint}]")

    def go(self, address: str) -> "Visitor":
        self.page.goto(address)
        # What is far below is not loaded before she comes near it.
        self.place.scroll_into_view_if_needed()
        expect(self.star(1)).to_be_visible()
        return self

    def come_back(self) -> None:
        self.page.reload()
        expect(self.card).to_be_visible()

    @property
    def card(self) -> Locator:
        return self.place.locator(".c")

    @property
    def box(self) -> Locator:
        return self.place.get_by_label(say("label"))

    @property
    def status(self) -> Locator:
        return self.place.get_by_role("status")

    @property
    def floating_button(self) -> Locator:
        return self.page.get_by_role("button", name="Anna palautetta")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def star(self, n: int) -> Locator:
        return self.place.get_by_role("radio", name=say("stars", n), exact=True)

    def recommend(self, n: int) -> Locator:
        return self.place.get_by_role("group", name="suosittelisit").get_by_role("radio", name=str(n), exact=True)

    def rate(self, n: int) -> None:
        """A click that waits until the rest has unfolded, not until the server has answered."""
        self.star(n).click()
        expect(self.box).to_be_visible()

    def press(self, word: str) -> None:
        self.place.get_by_role("button", name=word, exact=True).click()

    def send(self) -> None:
        self.press(say("send"))

    def expect_receipt(self, seconds: float = 5) -> str:
        """That it arrived, with the code she is shown."""
        before, _, after = say("arrived", "\0").partition("\0")
        receipt = self.place.get_by_text(before)
        expect(receipt).to_be_visible(timeout=seconds * 1000)
        return receipt.inner_text().removeprefix(before).removesuffix(after)

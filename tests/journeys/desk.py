"""The staff's desk: the console, worked as a person works it."""

import json
import re
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Locator, Page, expect

_FILE = Path(__file__).parents[2] / "backend" / "console" / "locales" / "fi.json"
WORDS: dict[str, str] = json.loads(_FILE.read_text("utf-8"))


class Desk:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def go(self, room: str = "inbox") -> None:
        # By way of nowhere: an address that differs in its hash alone would not load the page anew.
        self.page.goto("about:blank")
        self.page.goto(f"{self.url}/console/#/{room}")

    def press(self, key: str) -> None:
        self.page.get_by_role("button", name=WORDS[key], exact=True).click()

    def enter_by_link(self, link: str, password: str) -> None:
        self.page.goto(self.url + "/console/#" + link.partition("#")[2])
        self.press("welcome.enter")
        self.page.get_by_label(WORDS["password.new"]).fill(password)
        self.press("password.save")
        expect(self.room_link("inbox")).to_be_visible()

    def sign_in(self, email: str, password: str) -> None:
        self.page.get_by_label(WORDS["email"]).fill(email)
        self.page.get_by_label(WORDS["password"]).fill(password)
        self.press("signIn")
        expect(self.room_link("inbox")).to_be_visible()

    def sign_out(self) -> None:
        self.room_link("settings").click()
        self.press("signOut")
        expect(self.page.get_by_role("heading", name=WORDS["signIn"])).to_be_visible()

    def room_link(self, room: str) -> Locator:
        rooms = self.page.get_by_role("navigation", name=WORDS["rooms"])
        return rooms.get_by_role("link", name=WORDS[room], exact=True)

    @property
    def search_box(self) -> Locator:
        return self.page.get_by_role("searchbox", name=WORDS["search"])

    @property
    def rows(self) -> Locator:
        return self.page.get_by_role("list", name=WORDS["inbox"]).get_by_role("listitem")

    def row(self, text: str) -> Locator:
        return self.rows.filter(has_text=text)

    def search(self, words: str) -> None:
        self.search_box.fill(words)
        self.search_box.press("Enter")
        expect(self.page).to_have_url(re.compile("q=" + re.escape(quote_plus(words)) + "$"))

    def open(self, text: str) -> None:
        self.row(text).get_by_role("link").click()
        expect(self.conversation).to_be_visible()

    @property
    def conversation(self) -> Locator:
        return self.page.get_by_role("article")

    def answer(self, text: str) -> None:
        """Answer in public."""
        self.conversation.get_by_role("textbox", name=WORDS["composer.public"]).fill(text)
        self.press("composer.publicSend")
        expect(self.conversation.locator(".message.public")).to_contain_text(text)

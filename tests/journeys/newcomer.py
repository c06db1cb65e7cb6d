"""Somebody who was invited to the demo site, and what she does about her own ways in."""

import re
import time
import uuid
from typing import Any

import pyotp
from playwright.sync_api import Locator, Page, expect

from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop

STEP = 30  # seconds between an authenticator app's codes


def site_of(shop: Shop) -> dict[str, Any]:
    [site] = shop.ask("GET", "/api/v1/sites")["items"]
    found: dict[str, Any] = site
    return found


def part(page: Page, words: str) -> Locator:
    return page.get_by_role("region", name=WORDS[words])


class Newcomer:
    """A person of the site with an address of her own, and the link that lets her in."""

    def __init__(self, shop: Shop, role: str = "agent", name: str = "Grace") -> None:
        self.shop, self.name = shop, f"{name} {uuid.uuid4().hex[:4]}"
        self.email, self.password = f"{uuid.uuid4().hex[:8]}@example.fi", "kuusi kurkea kaislikossa"
        self._members = f"/api/v1/sites/{site_of(shop)['id']}"
        given = {"email": self.email, "name": self.name, "role": role}
        invited = shop.ask("POST", f"{self._members}/invitations", given)
        self.id, self.link = invited["member"]["id"], invited["link"]
        self.secret, self._step = "", -1

    def new_link(self) -> str:
        return str(self.shop.ask("POST", f"{self._members}/members/{self.id}/links", {})["link"])

    def enter(self, page: Page) -> Desk:
        desk = Desk(page, self.shop.url)
        desk.enter_by_link(self.link, self.password)
        return desk

    def code(self) -> str:
        """A code of her app that was not used yet: there are three at a time, for phones whose clock is off."""
        self._step += 1
        assert self._step < 3, "no code left: wait for the app's next"
        return pyotp.TOTP(self.secret).at(int(time.time()) + (self._step - 1) * STEP)

    def begin_two_steps(self, page: Page) -> Locator:
        panel = part(page, "twoStep")
        panel.get_by_role("button", name=WORDS["twoStep.begin"]).click()
        expect(panel.get_by_role("img", name=WORDS["twoStep.qr"])).to_be_visible()
        shown = panel.get_by_role("group", name=WORDS["twoStep.secret"], exact=True).inner_text()
        self.secret = re.sub(r"\s", "", shown)
        return panel

    def switch_on_two_steps(self, page: Page) -> list[str]:
        """On the page of her security; the recovery codes she is shown."""
        panel = self.begin_two_steps(page)
        panel.get_by_label(WORDS["code"]).fill(self.code())
        panel.get_by_role("button", name=WORDS["twoStep.switchOn"]).click()
        codes = panel.get_by_role("list", name=WORDS["recovery"]).get_by_role("listitem")
        expect(codes).to_have_count(10)
        return codes.all_inner_texts()

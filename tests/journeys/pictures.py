"""Takes the README's pictures from the real thing: KOHTAAMO_SCREENSHOTS=docs python -m tests.journeys.pictures"""

import json
import os
import shutil
import sys
import tempfile
import urllib.request
import uuid
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from backend.ops.demo import DEMO_KEY
from tests.browsers import FLAGS, NAMES
from tests.journeys.desk import Desk
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor

SIZE = {"width": 1280, "height": 800}
WHOLE_SHOP = {"width": 1280, "height": 1360}
COMMENT = "Tilaaminen oli helppoa, mutta toimituksen seuranta ei toiminut ja jouduin soittamaan."
ANSWER = "Kiitos, että kerroit! Seuranta oli eilen alhaalla. Huopasi on jo matkalla."
EARLIER = [
    ("help", 5, "Pesuohje pelasti huopani. Kiitos!", "fi"),
    ("checkout", 3, "The size chart was hard to find, otherwise fine.", "en"),
    ("first-visit", 4, None, "fi"),
    ("checkout", 5, "Snabb leverans och fin förpackning.", "sv"),
    ("checkout", 1, "Maksu epäonnistui kahdesti, ja ostoskori tyhjeni.", "fi"),
    ("help", 2, "En löytänyt kuivausohjetta.", "fi"),
]


def main() -> int:
    given = os.environ.get("KOHTAAMO_SCREENSHOTS")
    if not given:
        print("Say where: KOHTAAMO_SCREENSHOTS=docs/pictures", file=sys.stderr)
        return 2
    folder = Path(given)
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(path for name in [os.environ.get("CHROMIUM"), *NAMES] if name and (path := shutil.which(name)))
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        shop = Shop(Path(data))
        shop.start()
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False, args=FLAGS)
        take(browser, shop, folder)
        browser.close()
        shop.stop()
    return 0


def take(browser: Browser, shop: Shop, folder: Path) -> None:
    for touchpoint, rating, comment, language in EARLIER:
        leave(shop, touchpoint, rating, comment, language)
    for scheme in ("light", "dark"):
        desk = Desk(new_page(browser, scheme), shop.url)
        visitor = Visitor(new_page(browser, scheme))
        visitor.page.set_viewport_size(WHOLE_SHOP)
        visitor.go(shop.url + "/demo")
        rate(visitor, f"{folder}/shop-{scheme}.png")
        if scheme == "light":
            desk.enter_by_link(shop.link, "pitkä silta yli joen")
            session = desk.page.context.storage_state()
        else:
            desk.page.context.add_cookies(session["cookies"])  # type: ignore[arg-type]
        work(desk, folder, scheme)
        visitor.page.reload()
        visitor.place.get_by_role("button", name="1 uusi vastaus").click()
        expect(visitor.place.get_by_text(ANSWER)).to_be_visible()
        picture(visitor.page, f"{folder}/answered-{scheme}.png")


def rate(visitor: Visitor, path: str) -> None:
    visitor.rate(2)
    visitor.box.fill(COMMENT)
    expect(visitor.recommend(0)).to_be_visible()
    picture(visitor.page, path)
    visitor.send()
    visitor.expect_receipt()


def work(desk: Desk, folder: Path, scheme: str) -> None:
    desk.go("inbox")
    expect(desk.rows.first).to_be_visible()
    picture(desk.page, f"{folder}/inbox-{scheme}.png")
    desk.rows.filter(has_text=COMMENT).first.get_by_role("link").click()
    desk.answer(ANSWER)
    desk.press("verdict.publish")
    for word_of_it in ["Vastaus lähetettiin.", "Palaute julkaistiin."]:
        desk.page.locator(".toast").filter(has_text=word_of_it).get_by_role("button", name="Sulje").click()
    # A decision has gone on to the next one.
    desk.open(COMMENT)
    expect(desk.conversation.locator("blockquote")).to_contain_text(COMMENT)
    picture(desk.page, f"{folder}/conversation-{scheme}.png")
    desk.go("touchpoints")
    expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    picture(desk.page, f"{folder}/touchpoints-{scheme}.png", whole=True)


def new_page(browser: Browser, scheme: str) -> Page:
    context = browser.new_context(
        locale="fi-FI", viewport=SIZE, device_scale_factor=2, color_scheme="dark" if scheme == "dark" else "light"
    )
    return context.new_page()


def picture(page: Page, path: str, whole: bool = False) -> None:
    page.mouse.move(0, 0)
    page.screenshot(path=path, full_page=whole, animations="disabled")
    print(path)


def leave(shop: Shop, touchpoint: str, rating: int, comment: str | None, language: str) -> None:
    entry = {"id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": touchpoint, "rating": rating}
    body = {**entry, "comment": comment, "language": language, "page_url": shop.url + "/demo"}
    headers = {"Content-Type": "application/json", "Origin": shop.url}
    request = urllib.request.Request(f"{shop.url}/w/v1/entries", json.dumps(body).encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - our own address
        assert response.status == 201


if __name__ == "__main__":
    sys.exit(main())

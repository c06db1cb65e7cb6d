"""Takes the README's pictures of the real thing: KOHTAAMO_SCREENSHOTS=docs/images python -m tests.journeys.pictures"""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import uuid
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from backend.ops.demo import DEMO_KEY
from tests.browsers import FLAGS, NAMES
from tests.journeys.desk import Desk
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor
from tests.servers import ROOT

SIZE: ViewportSize = {"width": 1280, "height": 800}
WHOLE_SHOP: ViewportSize = {"width": 1280, "height": 1360}
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi:app"]
COMMENT = "Tilaaminen oli helppoa, mutta toimituksen seuranta ei toiminut ja jouduin soittamaan."
ANSWER = "Kiitos, että kerroit! Seuranta oli eilen alhaalla. Huopasi on jo matkalla."
DISAPPOINTED = "Maksu epäonnistui kahdesti, ja ostoskori tyhjeni."
EARLIER = [
    ("help", 5, "Pesuohje pelasti huopani. Kiitos!", "fi"),
    ("checkout", 3, "The size chart was hard to find, otherwise fine.", "en"),
    ("first-visit", 4, None, "fi"),
    ("checkout", 5, "Snabb leverans och fin förpackning.", "sv"),
    ("checkout", 1, DISAPPOINTED, "fi"),
    ("help", 2, "En löytänyt kuivausohjetta.", "fi"),
]


def main() -> int:
    given = os.environ.get("KOHTAAMO_SCREENSHOTS")
    if not given:
        print("Say where: KOHTAAMO_SCREENSHOTS=docs/images", file=sys.stderr)
        return 2
    folder = Path(given)
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(path for name in [os.environ.get("CHROMIUM"), *NAMES] if name and (path := shutil.which(name)))
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        shop = Shop(Path(data))
        shop.start()
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False, args=FLAGS)
        # Opens the cases of those who were disappointed.
        worker = subprocess.Popen([*FLASK, "work"], cwd=ROOT, env=shop.environment)
        try:
            take(browser, shop, folder)
        finally:
            worker.terminate()
            browser.close()
            shop.stop()
    return 0


def take(browser: Browser, shop: Shop, folder: Path) -> None:
    for touchpoint, rating, comment, language in EARLIER:
        leave(shop, touchpoint, rating, comment, language)
    desk, visitor = Desk(new_page(browser), shop.url), Visitor(new_page(browser))
    visitor.page.set_viewport_size(WHOLE_SHOP)
    visitor.go(shop.url + "/demo")
    rate(visitor)
    desk.enter_by_link(shop.link, "pitkä silta yli joen")
    conversation = work(desk, folder)
    visitor.page.reload()
    visitor.place.get_by_role("button", name="1 uusi vastaus").click()
    expect(visitor.place.get_by_text(ANSWER)).to_be_visible()
    side_by_side(browser, [visitor.page.screenshot(animations="disabled"), conversation], folder / "loop.png")
    years(desk, shop, folder)


def side_by_side(browser: Browser, pictures: list[bytes], path: Path) -> None:
    """What the visitor sees beside what staff see."""
    page = browser.new_context(viewport={"width": 1600, "height": 700}).new_page()
    shown = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}" style="width:{width}px;border-radius:10px">'
        for one, width in zip(pictures, (560, 928), strict=True)
    )
    style = "margin:0;background:#eef1ef;padding:40px;display:flex;gap:32px;align-items:flex-start;width:1520px"
    page.set_content(f'<body style="{style}">{shown}</body>')
    picture(page, path, whole=True)


def years(desk: Desk, shop: Shop, folder: Path) -> None:
    """The pages of figures need a past: two years of one, as `flask demo seed` makes it."""
    command = ["demo", "seed", "--entries", "30000", "--seed", "7"]
    subprocess.run([*FLASK, *command], cwd=ROOT, env=shop.environment, check=True)
    desk.page.reload()
    desk.page.locator(".site-switch select").select_option("pk_demo_7")
    for room, name in (("journey", "journey"), ("journey/changes", "changes"), ("topics", "topics")):
        desk.go(room)
        expect(desk.page.locator("[aria-busy=true]")).to_have_count(0)
        picture(desk.page, folder / f"{name}.png")


def rate(visitor: Visitor) -> None:
    visitor.rate(2)
    visitor.box.fill(COMMENT)
    expect(visitor.recommend(0)).to_be_visible()
    visitor.send()
    visitor.expect_receipt()


def work(desk: Desk, folder: Path) -> bytes:
    """Answers and publishes; the conversation as it stands then."""
    desk.go("inbox")
    desk.rows.filter(has_text=COMMENT).first.get_by_role("link").click()
    desk.answer(ANSWER)
    desk.press("verdict.publish")
    for word_of_it in ["Vastaus lähetettiin.", "Palaute julkaistiin."]:
        desk.page.locator(".toast").filter(has_text=word_of_it).get_by_role("button", name="Sulje").click()
    # A decision has gone on to the next one.
    desk.open(COMMENT)
    expect(desk.conversation.locator("blockquote")).to_contain_text(COMMENT)
    picture(desk.page, folder / "inbox.png")
    conversation = desk.page.screenshot(animations="disabled")
    for room, shows in (("recovery", DISAPPOINTED), ("touchpoints", "Ensivaikutelma")):
        desk.go(room)
        expect(desk.page.get_by_text(shows).first).to_be_visible(timeout=30_000)
        expect(desk.page.locator("[aria-busy=true]")).to_have_count(0)
        picture(desk.page, folder / f"{room}.png")
    return conversation


def new_page(browser: Browser) -> Page:
    return browser.new_context(locale="fi-FI", timezone_id="Europe/Helsinki", viewport=SIZE).new_page()


def picture(page: Page, path: Path, whole: bool = False) -> None:
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

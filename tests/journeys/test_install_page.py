"""From the tag to the first answer: the owner pastes, allows, shares links, and chooses the look."""

import json
import re
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.editor import reach
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

STRANGER = "https://kauppa.puoti.example"


def enter(visit: Visit, shop: Shop, owner: StorageState, room: str, **options: Any) -> tuple[Page, Watch]:
    page, seen = visit(storage_state=owner, **options)
    Desk(page, shop.url).go(room)
    heading = WORDS["look" if room.endswith("look") else "install"]
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return page, seen


def part(page: Page, words: str) -> Locator:
    return page.get_by_role("region", name=WORDS[words])


def site_of(shop: Shop) -> dict[str, Any]:
    [site] = shop.ask("GET", "/api/v1/sites")["items"]
    found: dict[str, Any] = site
    return found


def show_tag_on(shop: Shop, origin: str) -> None:
    """As a browser asks for the config on a page of that origin."""
    request = urllib.request.Request(f"{shop.url}/w/v1/sites/{DEMO_KEY}", headers={"Origin": origin})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10):  # noqa: S310 - our own address
        pass


def rate_from(shop: Shop, origin: str) -> int:
    entry = {"id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": "checkout", "rating": 4, "page_url": origin}
    headers = {"Content-Type": "application/json", "Origin": origin}
    request = urllib.request.Request(f"{shop.url}/w/v1/entries", json.dumps(entry).encode(), headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own address
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def refresh(page: Page) -> None:
    with page.expect_response("**/installation"):
        part(page, "install.pages").get_by_role("button", name=WORDS["seen.again"]).click()


def wait_for(arrived: Callable[[], bool], seconds: float = 10) -> None:
    """What processes tell each other takes a moment."""
    end = time.monotonic() + seconds
    while not arrived():
        assert time.monotonic() < end
        time.sleep(0.3)


def test_the_tag_and_the_pinned_tag_are_there_to_be_copied(visit: Visit, office: Shop, owner: StorageState):
    page, seen = enter(visit, office, owner, "site", permissions=["clipboard-read", "clipboard-write"])
    told = office.ask("GET", f"/api/v1/sites/{site_of(office)['id']}/tag")
    tag = part(page, "tag.title")
    tag.get_by_role("button", name=WORDS["copy"]).first.click()
    expect(page.locator(".toast")).to_contain_text(WORDS["copy.done"])
    assert page.evaluate("() => navigator.clipboard.readText()") == told["tag"]
    tag.get_by_text(WORDS["tag.pinned"], exact=True).press("Enter")
    expect(tag).to_contain_text(WORDS["tag.pinnedWhen"])
    tag.get_by_role("button", name=WORDS["tag.pinned"]).click()
    expect(page.locator(".toast")).to_have_count(2)
    pinned = page.evaluate("() => navigator.clipboard.readText()")
    assert pinned == told["pinned_tag"]
    assert re.search(r'/k\.\w+\.js" integrity="sha384-', pinned)
    assert seen.faults == []


def test_a_page_that_is_not_allowed_is_let_in_by_one_key(visit: Visit, office: Shop, owner: StorageState):
    show_tag_on(office, STRANGER)
    assert rate_from(office, STRANGER) == 403
    page, seen = enter(visit, office, owner, "site")
    row = part(page, "install.pages").get_by_role("listitem").filter(has_text=STRANGER)
    wait_for(lambda: refresh(page) or row.count() == 1)
    expect(row).to_contain_text(WORDS["seen.unknown"])
    reach(page, row.get_by_role("button", name=WORDS["seen.allow"]))
    page.keyboard.press("Enter")
    expect(row).to_contain_text(WORDS["seen.allowed"])
    expect(row.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("textbox", name=WORDS["origins"])).to_have_value(re.compile(re.escape(STRANGER)))
    assert STRANGER in site_of(office)["allowed_origins"]
    wait_for(lambda: rate_from(office, STRANGER) == 201)
    refresh(page)
    expect(part(page, "install.pages")).to_contain_text(WORDS["seen.lastEntry"])
    assert seen.faults == []


def test_the_page_says_how_to_check_the_installation(visit: Visit, office: Shop, owner: StorageState):
    page, _ = enter(visit, office, owner, "site")
    expect(part(page, "install.check").get_by_role("group")).to_contain_text("/?kohtaamo=check")


def test_every_touchpoint_has_a_link_and_a_qr_code_to_take_along(visit: Visit, office: Shop, owner: StorageState):
    page, seen = enter(visit, office, owner, "site")
    links = part(page, "links")
    links.get_by_text("Kassa", exact=True).press("Enter")
    picture = links.get_by_role("img", name=WORDS["links.qr"].replace("{name}", "Kassa"))
    expect(picture).to_be_visible()
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")
    with page.expect_download() as taken:
        links.get_by_role("link", name=WORDS["links.download"]).click()
    assert taken.value.suggested_filename == "checkout.svg"
    assert "<svg" in taken.value.path().read_text("utf-8")
    address = f"{office.url}/w/p/{DEMO_KEY}/checkout"
    expect(links.get_by_role("group", name=WORDS["links.page"].replace("{name}", "Kassa"))).to_have_text(address)
    rated = links.get_by_role("group", name=WORDS["links.ratedLabel"].replace("{name}", "Kassa"))
    expect(rated).to_have_text(f"{address}?rating=5")
    expect(links.get_by_role("link", name=WORDS["links.open"])).to_have_attribute("href", address)
    assert seen.faults == []


def test_the_look_is_seen_before_it_is_saved_and_reaches_the_pages(visit: Visit, office: Shop, owner: StorageState):
    page, seen = enter(visit, office, owner, "site/look")
    button = page.locator(".mock-button").first
    page.get_by_role("textbox", name=WORDS["look.accent"]).fill("#ffd500")
    expect(part(page, "look.button")).to_contain_text(WORDS["look.correctedLight"])
    assert button.evaluate("(one) => getComputedStyle(one).backgroundColor") != "rgb(255, 213, 0)", (
        "white on it is lost"
    )
    page.get_by_role("radio", name=WORDS["look.left"]).press("Space")
    page.get_by_role("radio", name=WORDS["look.dark"]).press("Space")
    expect(page.locator(".mock-page")).to_have_count(1)
    page.get_by_role("slider", name=WORDS["look.radius"]).press("Home")
    page.get_by_role("spinbutton", name=WORDS["quiet.answered_days"]).fill("60")
    page.get_by_role("checkbox", name=WORDS["structured.allow"]).check()
    page.get_by_role("button", name=WORDS["save"], exact=True).click()
    expect(page.locator(".toast")).to_contain_text(WORDS["saved"])
    site = site_of(office)
    assert site["look"] == {"accent": "#ffd500", "position": "left", "scheme": "dark", "radius": 0, "font": "system"}
    assert (site["quiet"], site["structured_data"]) == ({"answered_days": 60, "dismissed_days": 7}, True)
    assert seen.faults == []


def test_a_wrong_colour_is_said_at_its_field_and_a_changed_look_is_not_lost(
    visit: Visit, office: Shop, owner: StorageState
):
    page, seen = enter(visit, office, owner, "site/look")
    seen.forgive(r"422")
    accent = page.get_by_role("textbox", name=WORDS["look.accent"])
    accent.fill("yellow")
    page.get_by_role("button", name=WORDS["save"], exact=True).click()
    expect(accent).to_have_attribute("aria-invalid", "true")
    page.get_by_role("navigation", name=WORDS["site"]).get_by_role("link", name=WORDS["install"]).click()
    page.get_by_role("button", name=WORDS["unsaved.stay"]).click()
    expect(accent).to_have_value("yellow")
    assert seen.faults == []


def open_all(page: Page) -> None:
    page.locator(".pinned summary").click()
    page.get_by_text("Kassa", exact=True).click()
    expect(page.locator(".qr")).to_be_visible()


@in_light_and_dark
def test_the_pages_of_the_site_are_accessible(scheme: str, visit: Visit, office: Shop, owner: StorageState):
    show_tag_on(office, "https://toinen.puoti.example")
    page, _ = enter(visit, office, owner, "site", color_scheme=scheme)
    open_all(page)
    expect_accessible(page, "install")
    page, _ = enter(visit, office, owner, "site/look", color_scheme=scheme)
    expect_accessible(page, "look")


def test_the_pages_of_the_site_do_not_scroll_sideways_at_360_pixels(visit: Visit, office: Shop, owner: StorageState):
    page, _ = enter(visit, office, owner, "site", viewport=NARROW)
    open_all(page)
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], "install"
    page, _ = enter(visit, office, owner, "site/look", viewport=NARROW)
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], "look"

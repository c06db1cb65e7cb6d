"""Figures that leave the console: a link that a stranger opens until it is taken back, a picture, the weekly letter."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(visit: Visit, shop_of_years: Shop, analyst: StorageState) -> Desk:
    page, _ = visit(storage_state=analyst)
    return Desk(page, shop_of_years.url)


def make_link(desk: Desk, title: str) -> str:
    """Makes a link as an owner does; its address."""
    desk.go("journey/shared")
    desk.press("share.add")
    desk.page.get_by_label(WORDS["share.title"]).fill(title)
    desk.page.get_by_label(WORDS["share.praise"]).check()
    desk.press("share.make")
    shown = desk.page.get_by_role("group", name=WORDS["share.address"])
    expect(shown).to_be_visible()
    return shown.inner_text().strip()


def test_a_stranger_reads_what_was_shared_until_it_is_taken_back(desk: Desk, visit: Visit):
    address = make_link(desk, "Johtoryhmä")
    desk.press("share.kept")
    row = desk.page.get_by_role("listitem").filter(has_text="Johtoryhmä")
    expect(row).to_contain_text("avattu 0 kertaa")
    stranger, seen = visit(java_script_enabled=False)
    stranger.goto(address)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Asiakkaan matka lukuina")
    expect(stranger.get_by_text(re.compile("Yleisarvosana on"))).to_be_visible()
    expect(stranger.get_by_role("listitem").filter(has_text="Kassa")).to_contain_text("95")
    assert stranger.context.cookies() == []
    assert seen.complaints == []
    desk.go("journey/shared")
    expect(row).to_contain_text("avattu 1 kerran")
    row.get_by_role("button").click()
    desk.page.get_by_role("dialog").get_by_role("button", name=WORDS["share.revoke"]).click()
    expect(row).to_contain_text(WORDS["share.revoked"].partition("{")[0])
    expect(row.get_by_role("button")).to_have_count(0)
    gone = stranger.reload()
    assert gone is not None
    assert gone.status == 404
    expect(stranger.get_by_text("Yleisarvosana")).to_have_count(0)


def test_a_chart_is_taken_along_as_a_picture_on_white_also_by_who_works_in_the_dark(
    visit: Visit, shop_of_years: Shop, analyst: StorageState
):
    page, _ = visit(storage_state=analyst, color_scheme="dark")
    Desk(page, shop_of_years.url).go("journey?weeks=52")
    page.get_by_role("link", name="Kassa", exact=True).click()
    expect(page.locator(".chart canvas")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name=WORDS["chart.picture"]).click()
    assert saved.value.suggested_filename.startswith("checkout-rating-")
    data = Path(saved.value.path()).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width >= 960
    assert height >= 340
    corner = page.evaluate(CORNER, list(data))
    assert corner == [255, 255, 255, 255]


CORNER = """async (bytes) => {
  const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const ctx = canvas.getContext('2d');
  ctx.drawImage(picture, 0, 0);
  return [...ctx.getImageData(2, 2, 1, 1).data];
}"""


def test_the_weekly_letter_is_turned_on_and_off_in_the_settings(desk: Desk):
    desk.go("settings")
    choice = desk.page.get_by_label(re.compile(re.escape(WORDS["weekly.choose"].partition("{")[0])))
    expect(choice).not_to_be_checked()
    choice.click()
    expect(choice).to_be_checked()
    expect(desk.page.get_by_text(WORDS["weekly.noMail"])).to_be_visible()
    desk.go("settings")
    expect(choice).to_be_checked()
    choice.click()
    expect(choice).not_to_be_checked()


def views(visit: Visit, shop: Shop, state: StorageState, **options) -> Iterator[tuple[Page, str]]:
    page, _ = visit(storage_state=state, **options)
    desk = Desk(page, shop.url)
    desk.go("settings")
    expect(page.get_by_role("heading", name=WORDS["weekly"])).to_be_visible()
    yield page, "the setting of the weekly letter"
    address = make_link(desk, "Hallituksen marraskuun kokous ja sen liitteet")
    yield page, "a new link"
    desk.press("share.kept")
    desk.press("share.add")
    yield page, "links and the form"
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield page, "the shared page"


@in_light_and_dark
def test_every_view_of_reports_is_accessible(scheme: str, visit: Visit, shop_of_years: Shop, analyst: StorageState):
    for page, name in views(visit, shop_of_years, analyst, color_scheme=scheme):
        expect_accessible(page, name)


def test_no_view_of_reports_scrolls_sideways_at_360_pixels(visit: Visit, shop_of_years: Shop, analyst: StorageState):
    for page, name in views(visit, shop_of_years, analyst, viewport=NARROW):
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], name

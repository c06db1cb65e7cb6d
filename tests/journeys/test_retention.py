"""The owner says how long texts are kept: old ones are forgotten by the worker, and their ratings still count."""

import pytest
from playwright.sync_api import Page, StorageState, expect

from backend.app import create_app
from backend.foundation.database import db
from backend.ops.demo import DEMO_KEY
from backend.settings import read_settings
from backend.sites.queries import site_by_key
from tests.applications import Shop as Told
from tests.insights.history import say
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark

pytestmark = pytest.mark.browser

OLD = "Vanha sana postikulusta"


def tell_the_past(shop: Shop) -> None:
    app = create_app(read_settings(shop.environment))
    with app.app_context():
        site = site_by_key(DEMO_KEY)
        assert site is not None
        past = Told(app, site.id, DEMO_KEY, app.test_client())
    say(past, {2: 1}, 140, comment=OLD, email="vanha@example.fi")
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture(scope="module", autouse=True)
def past(office: Shop) -> None:
    tell_the_past(office)


@pytest.fixture
def desk(visit: Visit, office: Shop, owner: StorageState) -> Desk:
    page, _ = visit(storage_state=owner)
    return Desk(page, office.url)


def kept(office: Shop) -> int | None:
    [site] = [one for one in office.ask("GET", "/api/v1/sites")["items"] if one["key"] == DEMO_KEY]
    return site["texts_kept_months"]


def choose(page: Page, months: str) -> None:
    page.get_by_label(WORDS["retention.label"]).select_option(months)


def expect_chosen(page: Page, months: str) -> None:
    expect(page.get_by_label(WORDS["retention.label"])).to_have_value(months)


def test_keeping_texts_for_a_shorter_time_asks_first(desk: Desk, office: Shop):
    desk.go("site/rules")
    expect_chosen(desk.page, "")
    choose(desk.page, "12")
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("12 kuukautta")
    dialog.get_by_role("button", name=WORDS["cancel"]).click()
    expect_chosen(desk.page, "")
    assert kept(office) is None
    choose(desk.page, "12")
    dialog.get_by_role("button", name=WORDS["retention.askYes"]).click()
    expect(desk.page.locator(".toast")).to_contain_text(WORDS["saved"])
    assert kept(office) == 12
    choose(desk.page, "24")  # longer: nothing is lost by it
    expect(desk.page.locator(".toast").last).to_contain_text(WORDS["saved"])
    desk.go("site/rules")
    expect_chosen(desk.page, "24")
    choose(desk.page, "")
    expect(desk.page.locator(".toast").last).to_contain_text(WORDS["saved"])
    desk.go("site/rules")
    expect_chosen(desk.page, "")


def test_the_worker_forgets_old_words_and_the_conversation_says_so(desk: Desk, working: Shop):
    [before] = working.ask("GET", f"/api/v1/feedback?site={DEMO_KEY}&q=postikulusta")["items"]
    desk.go("site/rules")
    choose(desk.page, "3")
    desk.page.get_by_role("dialog").get_by_role("button", name=WORDS["retention.askYes"]).click()
    expect(desk.page.locator(".toast")).to_contain_text(WORDS["saved"])
    desk.go(f"feedback/{before['id']}")
    forgotten = desk.page.get_by_role("note").filter(has_text=WORDS["retention.forgotten"])
    for _ in range(20):
        desk.page.reload()
        expect(desk.conversation).to_be_visible()
        if forgotten.count():
            break
        desk.page.wait_for_timeout(1000)
    expect(forgotten).to_be_visible()
    expect(desk.conversation).not_to_contain_text("postikulusta")
    assert working.ask("GET", f"/api/v1/feedback/{before['id']}")["rating"]["value"] == 2
    desk.go("site/trail")
    expect(desk.page.get_by_text(WORDS["event.texts.forgotten"])).to_be_visible()


@in_light_and_dark
def test_the_setting_is_accessible(scheme: str, visit: Visit, office: Shop, owner: StorageState):
    page, _ = visit(storage_state=owner, color_scheme=scheme)
    Desk(page, office.url).go("site/rules")
    expect(page.get_by_role("heading", name=WORDS["retention"])).to_be_visible()
    expect_accessible(page, "the rules")


def test_the_setting_fits_360_pixels(visit: Visit, office: Shop, owner: StorageState):
    page, _ = visit(storage_state=owner, viewport=NARROW)
    Desk(page, office.url).go("site/rules")
    expect(page.get_by_role("heading", name=WORDS["retention"])).to_be_visible()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []

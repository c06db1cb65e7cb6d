"""Every view about access, seen on a narrow screen, in light and in dark, and by the rules of axe-core."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS
from tests.journeys.newcomer import Newcomer, part
from tests.journeys.shop import Shop
from tests.journeys.test_access import open_people, press, row
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.test_own_security import give_password, open_security

pytestmark = pytest.mark.browser


def people_views(page: Page, grace: Newcomer) -> Iterator[str]:
    """One state after another; the name of each once it stands."""
    yield "people"
    hers = row(page, "people.now", grace.email)
    hers.get_by_role("button", name=WORDS["people.changeRole"]).click()
    yield "role"
    press(hers, "cancel")
    hers.get_by_role("button", name=WORDS["people.renew"]).click()
    expect(hers.get_by_role("group", name=WORDS["people.link"])).to_be_visible()
    yield "link"
    hers.get_by_role("button", name=WORDS["people.done"]).click()
    hers.get_by_role("button", name=WORDS["people.remove"]).click()
    yield "asked before removing"


def security_views(page: Page, grace: Newcomer) -> Iterator[str]:
    yield "security"
    grace.begin_two_steps(page)
    yield "second step begun"
    panel = part(page, "twoStep")
    panel.get_by_label(WORDS["code"]).fill(grace.code())
    press(panel, "twoStep.switchOn")
    expect(panel.get_by_role("list", name=WORDS["recovery"])).to_be_visible()
    yield "recovery codes"
    press(panel, "recovery.kept")
    press(panel, "twoStep.off")
    yield "code asked"
    press(page, "tokens.add")
    yield "token form"
    page.get_by_label(WORDS["tokens.label"]).fill("Kassajärjestelmä")
    press(page, "tokens.make")
    expect(page.get_by_role("group", name=WORDS["tokens.token"])).to_be_visible()
    yield "token"


def sign_in_views(page: Page, grace: Newcomer) -> Iterator[str]:
    give_password(page, grace)
    yield "code"
    page.get_by_label(WORDS["code"]).fill("000000")
    press(page, "signIn")
    expect(page.get_by_label(WORDS["code"])).to_have_attribute("aria-invalid", "true")
    yield "wrong code"


def all_views(visit: Visit, office: Shop, owner: StorageState, **options: Any) -> Iterator[tuple[Page, str]]:
    page, _ = open_people(visit, office, owner, **options)
    waiting = Newcomer(office)
    page.reload()
    for name in people_views(page, waiting):
        yield page, name
    grace = Newcomer(office)
    page, _ = visit(**options)
    desk = grace.enter(page)
    for name in security_views(open_security(desk), grace):
        yield page, name
    desk.sign_out()
    for name in sign_in_views(page, grace):
        yield page, name


@in_light_and_dark
def test_every_view_about_access_is_accessible(scheme: str, visit: Visit, office: Shop, owner: StorageState):
    for page, name in all_views(visit, office, owner, color_scheme=scheme):
        expect_accessible(page, name)


def test_no_view_about_access_scrolls_sideways_at_360_pixels(visit: Visit, office: Shop, owner: StorageState):
    for page, name in all_views(visit, office, owner, viewport=NARROW):
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], name

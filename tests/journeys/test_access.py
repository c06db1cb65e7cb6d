"""Who may come in: invitations, roles, and who has gone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from backend.ops.demo import DEMO_OWNER
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.editor import reach
from tests.journeys.newcomer import Newcomer, part
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

NOT_SIGNED_IN = r"401.*/api/v1/session|401 \(UNAUTHORIZED\)"


def open_people(visit: Visit, shop: Shop, whose: StorageState, **options: Any) -> tuple[Page, Watch]:
    page, seen = visit(storage_state=whose, **options)
    Desk(page, shop.url).go("site/people")
    expect(part(page, "people.now").get_by_role("listitem").first).to_be_visible()
    return page, seen


def row(page: Page, of: str, text: str) -> Locator:
    return part(page, of).get_by_role("listitem").filter(has_text=text)


def press(place: Page | Locator, words: str, **values: str) -> None:
    place.get_by_role("button", name=said(words, **values), exact=not values).click()


def said(words: str, **values: str) -> str:
    text = WORDS[words]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def agree(page: Page, words: str) -> None:
    press(page.get_by_role("dialog"), words)


def leave_feedback(visit: Visit, shop: Shop, comment: str) -> None:
    visitor = Visitor(visit()[0]).go(shop.url + "/demo")
    visitor.rate(3)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt()


def test_from_an_invitation_to_the_first_answer(visit: Visit, office: Shop, owner: StorageState):
    comment = "Lahjapaketti oli kauniisti kääritty."
    leave_feedback(visit, office, comment)
    page, seen = open_people(visit, office, owner, permissions=["clipboard-read", "clipboard-write"])
    form = part(page, "people.invite")
    form.get_by_label(WORDS["email"]).fill("Ilmi@Example.fi")
    form.get_by_label(WORDS["people.name"]).fill("Ilmi Uusi")
    reach(page, form.get_by_role("radio", name=WORDS["member.agent"]))
    page.keyboard.press("Enter")
    expect(form.get_by_role("heading", level=3)).to_be_focused()
    expect(form).to_contain_text(WORDS["people.linkText"])
    form.get_by_role("button", name=re.compile(WORDS["copy"])).click()
    expect(page.locator(".toast")).to_contain_text(WORDS["copy.done"])
    link = page.evaluate("() => navigator.clipboard.readText()")
    letter = form.get_by_role("link", name=WORDS["people.mail"]).get_attribute("href")
    assert letter is not None
    assert letter.startswith("mailto:ilmi%40example.fi?subject=")
    press(form, "people.done")
    expect(form.get_by_label(WORDS["email"])).to_have_value("")
    expect(row(page, "people.now", "Ilmi Uusi")).to_contain_text(WORDS["people.notCome"])

    her_page, hers = visit()
    hers.forgive(NOT_SIGNED_IN)
    desk = Desk(her_page, office.url)
    desk.enter_by_link(link, "sininen kaakao höyryää")
    desk.open(comment)
    desk.answer("Kiva kuulla! Kerron paketoijalle.")
    desk.go("site/people")
    expect(row(her_page, "people.now", "Ilmi Uusi")).to_contain_text(WORDS["people.you"])
    expect(her_page.get_by_role("region", name=WORDS["people.invite"])).to_have_count(0)

    page.reload()
    expect(row(page, "people.now", "Ilmi Uusi")).not_to_contain_text(WORDS["people.notCome"])
    assert (seen.faults, hers.faults) == ([], [])


def test_who_is_there_already_is_not_invited_twice(visit: Visit, office: Shop, owner: StorageState):
    page, seen = open_people(visit, office, owner)
    seen.forgive("409")
    form = part(page, "people.invite")
    form.get_by_label(WORDS["email"]).fill(DEMO_OWNER)
    press(form, "people.makeLink")
    expect(form.get_by_role("alert")).to_have_text(said("people.already", email=DEMO_OWNER))
    assert seen.faults == []


def test_a_new_link_takes_the_place_of_the_lost_one(visit: Visit, office: Shop, owner: StorageState):
    grace = Newcomer(office)
    page, seen = open_people(visit, office, owner)
    hers = row(page, "people.now", grace.email)
    hers.get_by_role("button", name=WORDS["people.renew"]).click()
    link = hers.get_by_role("group", name=WORDS["people.link"]).inner_text()
    assert link != grace.link
    press(hers, "people.done")
    expect(hers.get_by_role("heading", name=grace.name)).to_be_focused()
    stale, there = visit()
    there.forgive("401")
    stale.goto(office.url + "/console/#" + grace.link.partition("#")[2])
    press(stale, "welcome.enter")
    expect(stale.get_by_role("alert")).to_have_text(WORDS["welcome.used"])
    grace.link = link
    grace.enter(visit()[0])
    assert seen.faults == []


def test_a_role_is_changed_and_a_person_removed(visit: Visit, office: Shop, owner: StorageState):
    grace = Newcomer(office, "viewer")
    page, seen = open_people(visit, office, owner)
    hers = row(page, "people.now", grace.email)
    hers.get_by_role("button", name=WORDS["people.changeRole"]).press("Enter")
    expect(hers.get_by_role("radio", name=WORDS["member.viewer"])).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text(said("people.roleChanged", name=grace.name, role="Asiakaspalvelija"))
    expect(hers).to_contain_text(WORDS["member.agent"])
    expect(hers.get_by_role("heading", name=grace.name)).to_be_focused()
    hers.get_by_role("button", name=WORDS["people.remove"]).click()
    agree(page, "cancel")
    expect(hers).to_be_visible()
    hers.get_by_role("button", name=WORDS["people.remove"]).click()
    agree(page, "people.remove")
    expect(hers).to_have_count(0)
    expect(page.get_by_role("heading", name=WORDS["people.now"])).to_be_focused()
    assert seen.faults == []


def test_the_last_owner_is_told_why_she_may_not_go(visit: Visit, office: Shop, owner: StorageState):
    page, seen = open_people(visit, office, owner)
    seen.forgive("409")
    me = row(page, "people.now", DEMO_OWNER)
    press(me, "people.leave")
    agree(page, "people.leave")
    expect(page.locator(".toast.failed")).to_contain_text(WORDS["people.lastOwner"])
    expect(me).to_be_visible()
    assert seen.faults == []


def test_a_manager_decides_about_all_but_owners(visit: Visit, office: Shop):
    grace = Newcomer(office, "manager")
    page, _ = visit()
    grace.enter(page).go("site/people")
    expect(row(page, "people.now", DEMO_OWNER)).to_be_visible()
    expect(row(page, "people.now", DEMO_OWNER).get_by_role("button")).to_have_count(0)
    roles = part(page, "people.invite").get_by_role("radio")
    expect(roles).to_have_count(3)
    expect(part(page, "people.invite").get_by_role("radio", name=WORDS["member.owner"])).to_have_count(0)


def test_who_leaves_the_last_site_is_told_how_to_come_back(visit: Visit, office: Shop):
    grace = Newcomer(office, "viewer")
    page, seen = visit()
    seen.forgive(NOT_SIGNED_IN)
    grace.enter(page).go("site/people")
    expect(page.get_by_text(WORDS["people.askOwner"])).to_be_visible()
    press(page, "people.leave")
    agree(page, "people.leave")
    expect(page.get_by_role("heading", name=WORDS["noSite"])).to_be_visible()
    assert seen.faults == []

"""What a person of the staff has of her own: the second step, the browsers and programs that she has let in."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.newcomer import Newcomer, part
from tests.journeys.shop import Shop
from tests.journeys.test_access import NOT_SIGNED_IN, agree, press, row, said

pytestmark = pytest.mark.browser


def open_security(desk: Desk) -> Page:
    desk.go("settings/security")
    expect(desk.page.get_by_role("heading", name=WORDS["security"], level=1)).to_be_visible()
    expect(desk.page.locator("[aria-busy=true]")).to_have_count(0)
    return desk.page


def test_the_second_step_is_asked_for_and_a_recovery_code_stands_for_it(visit: Visit, office: Shop):
    grace = Newcomer(office)
    page, seen = visit()
    seen.forgive(NOT_SIGNED_IN)
    desk = grace.enter(page)
    recovery = grace.switch_on_two_steps(open_security(desk))
    press(page, "recovery.kept")
    expect(part(page, "twoStep")).to_contain_text("Palautuskoodeja jäljellä: 10")
    expect(page.get_by_role("heading", name=WORDS["twoStep"])).to_be_focused()
    desk.sign_out()

    give_password(page, grace)
    code = page.get_by_label(WORDS["code"])
    expect(code).to_be_focused()
    expect(code).to_have_attribute("autocomplete", "one-time-code")
    expect(code).to_have_attribute("inputmode", "numeric")
    code.fill("000000")
    code.press("Enter")
    expect(code).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text(WORDS["code.wrong"]).first).to_be_visible()
    code.fill(grace.code())
    code.press("Enter")
    expect(desk.room_link("inbox")).to_be_visible()
    desk.sign_out()

    give_password(page, grace)
    press(page, "code.byRecovery")
    by_recovery = page.get_by_label(WORDS["code.recovery"])
    expect(by_recovery).to_be_focused()
    by_recovery.fill(recovery[3].upper())
    by_recovery.press("Enter")
    expect(desk.room_link("inbox")).to_be_visible()
    expect(part(open_security(desk), "twoStep")).to_contain_text("Palautuskoodeja jäljellä: 9")
    assert seen.faults == []


def give_password(page: Page, who: Newcomer) -> None:
    page.get_by_label(WORDS["email"]).fill(who.email)
    page.get_by_label(WORDS["password"]).fill(who.password)
    press(page, "signIn")
    expect(page.get_by_role("heading", name=WORDS["code.title"])).to_be_visible()


def test_a_one_time_link_asks_for_the_code_too(visit: Visit, office: Shop):
    grace = Newcomer(office)
    page, _ = visit()
    page.goto(office.url + "/console/#" + grace.link.partition("#")[2])
    press(page, "welcome.enter")
    press(page, "welcome.skip")
    desk = Desk(page, office.url)
    grace.switch_on_two_steps(open_security(desk))
    again, _ = visit()
    again.goto(office.url + "/console/#" + grace.new_link().partition("#")[2])
    press(again, "welcome.enter")
    again.get_by_label(WORDS["code"]).fill(grace.code())
    press(again, "signIn")
    expect(again.get_by_role("heading", name=WORDS["welcome.password"])).to_be_visible()


def test_recovery_codes_are_taken_along_renewed_and_go_with_the_second_step(visit: Visit, office: Shop):
    grace = Newcomer(office)
    page, seen = visit(permissions=["clipboard-read", "clipboard-write"])
    seen.forgive(NOT_SIGNED_IN + "|422")
    desk = grace.enter(page)
    first = grace.switch_on_two_steps(open_security(desk))
    press(page, "recovery.copy")
    expect(page.locator(".toast")).to_contain_text(WORDS["copy.done"])
    assert page.evaluate("() => navigator.clipboard.readText()").split() == first
    with page.expect_download() as taken:
        page.get_by_role("link", name=WORDS["recovery.download"]).click()
    assert taken.value.suggested_filename == "kohtaamo-palautuskoodit.txt"
    assert first[-1] in taken.value.path().read_text("utf-8")
    press(page, "recovery.kept")

    panel = part(page, "twoStep")
    press(panel, "recovery.renew")
    panel.get_by_label(WORDS["code"]).fill("123")
    press(panel, "recovery.renew")
    expect(panel.get_by_label(WORDS["code"])).to_have_attribute("aria-invalid", "true")
    panel.get_by_label(WORDS["code"]).fill(grace.code())
    press(panel, "recovery.renew")
    fresh = panel.get_by_role("list", name=WORDS["recovery"]).get_by_role("listitem")
    expect(fresh).to_have_count(10)
    assert not set(fresh.all_inner_texts()) & set(first)
    code = fresh.all_inner_texts()[0]
    press(page, "recovery.kept")

    press(panel, "twoStep.off")
    press(panel, "code.byRecovery")
    panel.get_by_label(WORDS["code.recovery"]).fill(code)
    press(panel, "twoStep.off")
    expect(panel.get_by_role("button", name=WORDS["twoStep.begin"])).to_be_visible()
    desk.sign_out()
    desk.sign_in(grace.email, grace.password)
    assert seen.faults == []


def test_sessions_elsewhere_are_seen_by_their_browser_and_ended(visit: Visit, office: Shop):
    grace = Newcomer(office)
    page, seen = visit()
    seen.forgive(NOT_SIGNED_IN)
    desk = grace.enter(page)
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    away = []
    for agent in (firefox, "Lynx/2.9", "Lynx/3.0"):
        there, _ = visit(user_agent=agent)
        Desk(there, office.url).go()
        Desk(there, office.url).sign_in(grace.email, grace.password)
        away.append(there)
    sessions = part(open_security(desk), "sessions")
    expect(sessions.get_by_role("listitem")).to_have_count(4)
    expect(row(page, "sessions", WORDS["sessions.this"])).to_contain_text("Chrome, Linux")
    expect(row(page, "sessions", WORDS["sessions.this"]).get_by_role("button")).to_have_count(0)
    row(page, "sessions", "Firefox, Windows").get_by_role("button", name=WORDS["sessions.end"]).click()
    expect(sessions.get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_role("heading", name=WORDS["sessions"])).to_be_focused()
    away[0].reload()
    expect(away[0].get_by_role("heading", name=WORDS["signIn"])).to_be_visible()
    press(sessions, "sessions.endAll")
    agree(page, "sessions.endAll")
    expect(sessions).to_contain_text(WORDS["sessions.alone"])
    away[2].reload()
    expect(away[2].get_by_role("heading", name=WORDS["signIn"])).to_be_visible()
    assert seen.faults == []


def test_whose_session_was_ended_goes_on_with_password_and_code_where_she_was(visit: Visit, office: Shop):
    grace = Newcomer(office)
    page, seen = visit()
    seen.forgive(NOT_SIGNED_IN + "|401.*/api/v1/tokens")
    grace.switch_on_two_steps(open_security(grace.enter(page)))
    press(page, "tokens.add")
    page.get_by_label(WORDS["tokens.label"]).fill("Kassa")
    elsewhere, _ = visit()
    Desk(elsewhere, office.url).go()
    give_password(elsewhere, grace)
    elsewhere.get_by_label(WORDS["code"]).fill(grace.code())
    press(elsewhere, "signIn")
    expect(Desk(elsewhere, office.url).room_link("inbox")).to_be_visible()
    open_security(Desk(elsewhere, office.url))
    row(elsewhere, "sessions", WORDS["sessions.byLink"]).get_by_role("button").click()
    expect(part(elsewhere, "sessions")).to_contain_text(WORDS["sessions.alone"])
    press(page, "tokens.make")
    expect(page.get_by_role("heading", name=WORDS["signIn.again"])).to_be_visible()
    page.locator(".sign-in-again").get_by_label(WORDS["password"]).fill(grace.password)
    press(page, "signIn")
    page.locator(".sign-in-again").get_by_label(WORDS["code"]).fill(grace.code())
    press(page, "signIn")
    expect(page.get_by_label(WORDS["tokens.label"])).to_have_value("Kassa")
    press(page, "tokens.make")
    expect(page.get_by_role("group", name=WORDS["tokens.token"])).to_be_visible()
    assert seen.faults == []


def ask_with(shop: Shop, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{shop.url}/api/v1/feedback?site={DEMO_KEY}", headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own address
            assert "items" in json.load(answer)
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_a_token_is_made_shown_once_and_revoked(visit: Visit, office: Shop):
    page, seen = visit()
    seen.forgive(NOT_SIGNED_IN)
    desk = Newcomer(office).enter(page)
    tokens = part(open_security(desk), "tokens")
    expect(tokens).to_contain_text(WORDS["tokens.none"])
    press(tokens, "tokens.add")
    expect(tokens.get_by_label(WORDS["tokens.label"])).to_be_focused()
    page.keyboard.type("Viikkoraportti")
    tokens.get_by_role("checkbox", name=WORDS["scope.read"]).uncheck()
    expect(tokens.get_by_role("status")).to_have_text(WORDS["scopes.none"])
    tokens.get_by_role("checkbox", name=WORDS["scope.read"]).check()
    tokens.get_by_role("checkbox", name=WORDS["scope.reply"]).check()
    tokens.get_by_label(WORDS["tokens.lasts"]).select_option(label="365 päivää")
    press(tokens, "tokens.make")
    token = tokens.get_by_role("group", name=WORDS["tokens.token"]).inner_text()
    press(tokens, "tokens.kept")
    made = row(page, "tokens", "Viikkoraportti")
    expect(made).to_contain_text(f"{WORDS['scope.read']} · {WORDS['scope.reply']}")
    expect(made).to_contain_text(WORDS["tokens.unused"])
    expect(made).to_contain_text("Voimassa ")
    assert ask_with(office, token) == 200
    open_security(desk)
    expect(page.get_by_text(token)).to_have_count(0)
    expect(made).to_contain_text(WORDS["tokens.used"])
    made.get_by_role("button", name=WORDS["tokens.revoke"]).click()
    agree(page, "tokens.revoke")
    expect(made).to_have_count(0)
    assert ask_with(office, token) == 401
    assert seen.faults == []


def test_what_went_wrong_at_the_provider_is_said_in_words(visit: Visit, new_shop: Callable[..., Shop]):
    shop = new_shop(
        KOHTAAMO_OIDC_ISSUER="https://127.0.0.1:9", KOHTAAMO_OIDC_CLIENT_ID="us",
        KOHTAAMO_OIDC_CLIENT_SECRET="a secret", KOHTAAMO_OIDC_NAME="Kylän tunnus",
    )  # fmt: skip
    page, seen = visit()
    seen.forgive(NOT_SIGNED_IN)
    desk = Desk(page, shop.url)
    desk.go()
    page.get_by_role("link", name=said("provider.signIn", name="Kylän tunnus")).click()
    expect(page.get_by_role("alert").first).to_have_text(said("provider.unavailable", name="Kylän tunnus"))
    desk.go("sign-in/forbidden")
    expect(page.get_by_role("alert").first).to_have_text(said("provider.forbidden", name="Kylän tunnus"))
    desk.enter_by_link(shop.link, "seitsemän sorsaa")
    desk.go("sign-in/forbidden")
    expect(desk.room_link("inbox")).to_have_attribute("aria-current", "true")
    assert seen.faults == []


def test_without_a_provider_no_button_is_shown(visit: Visit, office: Shop):
    page, _ = visit()
    Desk(page, office.url).go()
    expect(page.get_by_label(WORDS["password"])).to_be_visible()
    expect(page.get_by_role("link")).to_have_count(0)

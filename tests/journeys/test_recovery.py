"""A disappointed visitor is won back: from her one star to her second rating, in real browsers."""

import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

COMMENT = "Peruutan tilauksen, paketti tuli rikki 😞"
PRAISE = "Ihana huopa, ja perillä jo seuraavana päivänä. Kiitos!"
ANSWER = "Olemme pahoillamme. Uusi paketti lähtee tänään, ja rahat palautetaan."


def cases(shop: Shop, state: str = "open") -> list[dict[str, Any]]:
    return shop.ask("GET", f"/api/v1/recovery/cases?site={DEMO_KEY}&state={state}")["items"]


def wait_for(found: Callable[[], Any], seconds: float = 20) -> Any:
    until = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < until, "the worker has not seen it"
        time.sleep(0.2)
    return value


def rate_badly(visit: Visit, shop: Shop) -> tuple[Visitor, Any]:
    page, seen = visit()
    visitor = Visitor(page).go(shop.url + "/demo")
    visitor.rate(1)
    visitor.box.fill(COMMENT)
    visitor.send()
    visitor.expect_receipt()
    return visitor, seen


def at_the_desk(
    visit: Visit, shop: Shop, owner: StorageState, room: str = "recovery", **options: Any
) -> tuple[Desk, Any]:
    page, seen = visit(storage_state=owner, **options)
    desk = Desk(page, shop.url)
    desk.go(room)
    return desk, seen


def case_of(desk: Desk) -> Any:
    return desk.page.get_by_role("listitem").filter(has=desk.page.get_by_role("link", name=COMMENT))


def test_from_one_star_to_won_back(visit: Visit, working: Shop, owner: StorageState):
    visitor, at_the_shop = rate_badly(visit, working)
    wait_for(lambda: cases(working))
    desk, seen = at_the_desk(visit, working, owner)
    case = case_of(desk)
    expect(case).to_contain_text(WORDS["winback.left"].split("{")[0])
    expect(case).to_contain_text(WORDS["winbackWhy.rating"])
    expect(case).to_contain_text("peruutan")
    case.get_by_role("button", name=WORDS["winback.take"]).click()
    expect(case).to_contain_text(WORDS["winback.yours"])

    case.get_by_role("link").click()
    strip = desk.conversation.get_by_role("region", name=WORDS["winback.case"])
    expect(strip).to_contain_text(WORDS["winback.next.open"].split(" {")[0])
    desk.answer(ANSWER)
    expect(strip).to_contain_text(WORDS["winback.next.answered"][:20])

    visitor.come_back()
    visitor.press(say("talk.news", 1))
    expect(visitor.place.get_by_role("listitem").filter(has_text=ANSWER)).to_be_visible()
    again = visitor.place.get_by_role("group", name=say("talk.helped"))
    again.get_by_role("radio", name=say("stars", 4), exact=True).click()
    expect(visitor.place.get_by_text(say("talk.helped.kept"))).to_be_visible()

    desk.page.reload()
    expect(strip).to_contain_text(WORDS["outcome.won_back"])
    expect(strip).to_contain_text(WORDS["winbackBy.visitor"])
    desk.go("recovery?state=closed")
    expect(case_of(desk)).to_contain_text(WORDS["outcome.won_back"])
    expect(desk.page.get_by_role("region", name=WORDS["winback.ended"])).to_contain_text("100")
    assert (at_the_shop.faults, seen.faults) == ([], [])


def test_praise_is_thanked_asked_about_shown_and_taken_off_again(visit: Visit, working: Shop, owner: StorageState):
    page, at_the_shop = visit()
    visitor = Visitor(page).go(working.url + "/demo")
    visitor.rate(5)
    visitor.box.fill(PRAISE)
    visitor.send()
    visitor.expect_receipt()
    desk, seen = at_the_desk(visit, working, owner, "inbox")
    desk.open(PRAISE)
    desk.press("praise.ask")
    expect(desk.conversation.get_by_role("textbox", name=WORDS["praise.words"])).to_have_value(WORDS["praise.text"])
    desk.press("praise.send")
    expect(desk.conversation).to_contain_text(WORDS["praise.askedPublishes"])

    visitor.come_back()
    visitor.press(say("talk.news", 1))
    expect(visitor.place.get_by_text(say("talk.preview"))).to_be_visible()
    visitor.place.get_by_label(say("talk.name")).fill("Maija")
    with page.expect_response("**/permission"):
        visitor.press(say("talk.allow"))
    desk.page.reload()
    expect(desk.conversation.locator(".letter-state")).to_contain_text(WORDS["publication.published"])
    wait_for(lambda: [item["shown_name"] for item in published(working) if item["comment"] == PRAISE] == ["Maija"])
    with page.expect_response("**/permission"):
        visitor.press(say("talk.forbid"))
    wait_for(lambda: PRAISE not in [item["comment"] for item in published(working)])
    assert (at_the_shop.faults, seen.faults) == ([], [])


def published(shop: Shop) -> list[dict[str, Any]]:
    """What the shop's checkout shows; a process hears within a second of what another one has published."""
    address = f"{shop.url}/w/v1/sites/{DEMO_KEY}/touchpoints/checkout/published"
    with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - our own address
        items: list[dict[str, Any]] = json.load(response)["items"]
    return items


def test_rules_are_set_kept_and_say_what_is_wrong(visit: Visit, working: Shop, owner: StorageState):
    desk, seen = at_the_desk(visit, working, owner, "recovery/rules")
    page = desk.page
    answer = page.get_by_label(WORDS["rules.answerWithin"])
    expect(answer).to_have_value("8")
    answer.fill("4")
    page.get_by_label(WORDS["rules.to"].replace("{day}", "Maanantai")).fill("16:00")
    page.get_by_role("button", name=WORDS["rules.removeSpan"].replace("{day}", "Perjantai")).click()
    page.get_by_role("button", name=WORDS["rules.addDay"]).click()
    page.get_by_label(WORDS["rules.day"], exact=True).fill("2026-12-31")
    page.get_by_role("checkbox", name="Aino").check()
    desk.press("save")
    expect(page.get_by_role("status").filter(has_text=WORDS["saved"])).to_be_visible()
    page.reload()
    expect(answer).to_have_value("4")
    kept = working.ask("GET", f"/api/v1/sites/{site_id(working)}/recovery")
    assert kept["week"][0] == [[540, 960]]
    assert kept["week"][4] == []
    assert [day["on"] for day in kept["closed_days"]] == ["2026-12-31"]
    assert len(kept["rota"]) == 1
    seen.forgive("422")
    answer.fill("0")
    desk.press("save")
    expect(answer).to_have_attribute("aria-invalid", "true")
    assert seen.faults == []


def site_id(shop: Shop) -> str:
    return str(shop.ask("GET", "/api/v1/sites")["items"][0]["id"])


@in_light_and_dark
@pytest.mark.parametrize("room", ["recovery", "recovery/figures", "recovery/rules"])
def test_its_pages_are_accessible_and_fit_a_phone(
    room: str, scheme: str, visit: Visit, working: Shop, owner: StorageState
):
    rate_badly(visit, working)
    wait_for(lambda: cases(working))
    desk, seen = at_the_desk(visit, working, owner, room, color_scheme=scheme)
    expect(desk.page.get_by_role("heading", level=2).or_(case_of(desk)).first).to_be_visible()
    expect_accessible(desk.page, room)
    fit_a_phone(desk.page)
    assert seen.faults == []


def fit_a_phone(page: Page) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []

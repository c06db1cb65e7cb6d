"""Every kind of question, rules between them, what else may be asked, and that it arrives as it was said."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.asking import add_touchpoint, option, put_page, question
from tests.journeys.conftest import Visit
from tests.journeys.foreign import ForeignSite, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import Visitor, say

pytestmark = pytest.mark.browser

KINDS = {
    "thumbs": (2, 1, "more.thumbs.1"),
    "csat": (5, 4, "more.csat.4"),
    "ces": (7, 7, "more.ces.7"),
    "nps": (11, 9, "9"),
    "expectation": (5, -2, "more.expectation.-2"),
}
TAGS = [option("price", "Hinta"), option("speed", "Nopeus"), option("other", "Jokin muu"), option("taste", "Maku")]
SHOWN = "Tuoli on juuri niin hyvä kuin luvattiin."


@pytest.fixture(scope="module")
def village(shop: Shop, foreign_site: ForeignSite) -> ForeignSite:
    shop.allow(foreign_site.origin)
    return foreign_site


def go(page: Page, address: str, key: str) -> Visitor:
    page.goto(address)
    visitor = Visitor(page, key)
    visitor.place.scroll_into_view_if_needed()
    expect(visitor.place.get_by_role("group").first).to_be_visible()
    return visitor


def newest(shop: Shop, key: str) -> dict[str, Any]:
    [one] = [one for one in shop.said() if one["touchpoint"]["key"] == key]
    detail: dict[str, Any] = shop.ask("GET", f"/api/v1/feedback/{one['id']}")
    return detail


def group(visitor: Visitor, text: str) -> Locator:
    return visitor.place.get_by_role("group", name=text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_scale_is_drawn_whole_and_its_answer_arrives(kind: str, visit: Visit, shop: Shop, village: ForeignSite):
    count, value, label = KINDS[kind]
    key = add_touchpoint(shop, [question("q", kind, "Miten meni?")])
    page, seen = visit()
    visitor = go(page, put_page(village, shop, key), key)
    marks = group(visitor, "Miten meni?").get_by_role("radio")
    expect(marks).to_have_count(count)
    name = say(label) if "." in label else label
    with page.expect_response("**/v1/entries"):
        group(visitor, "Miten meni?").get_by_role("radio", name=name, exact=True).click()
    assert newest(shop, key)["rating"]["value"] == value
    assert seen.faults == []


def test_the_ends_of_a_scale_say_the_owners_words_or_else_ours(visit: Visit, shop: Shop, village: ForeignSite):
    own = {"low": {"fi": "Raskasta"}, "high": {"fi": "Kevyttä"}}
    key = add_touchpoint(shop, [question("a", "ces", "Oma?", **own), question("b", "ces", "Oletus?")])
    page, _ = visit()
    visitor = go(page, put_page(village, shop, key), key)
    expect(group(visitor, "Oma?")).to_contain_text("RaskastaKevyttä")
    group(visitor, "Oma?").get_by_role("radio").first.click()
    expect(group(visitor, "Oletus?")).to_contain_text(say("more.ces0") + say("more.ces1"))


def driver_tags(shop: Shop) -> str:
    rule = {"question": "grade", "at_most": 3}
    questions = [
        question("grade", "stars", "Miten meni?"),
        question("why", "choice", "Mikä vaikutti?", options=TAGS, several=True, shuffle=True, show_if=rule),
        question("more", "text", "Kerro hinnasta", show_if={"question": "why", "any_of": ["price"]}),
    ]
    return add_touchpoint(shop, questions)


def test_driver_tags_come_after_a_low_score_and_arrive_as_chosen(visit: Visit, shop: Shop, village: ForeignSite):
    key = driver_tags(shop)
    page, seen = visit()
    visitor = go(page, put_page(village, shop, key), key)
    visitor.rate(5)
    expect(group(visitor, "Mikä vaikutti?")).to_be_hidden()
    visitor.star(2).click()
    tags = group(visitor, "Mikä vaikutti?")
    expect(tags.get_by_role("checkbox")).to_have_count(4)
    assert tags.locator("label").last.inner_text() == "Jokin muu", "what is none of them stays last"
    expect(visitor.place.get_by_label("Kerro hinnasta")).to_be_hidden()
    tags.get_by_role("checkbox", name="Hinta").check()
    tags.get_by_role("checkbox", name="Maku").check()
    visitor.place.get_by_label("Kerro hinnasta").fill("Liian kallis")
    visitor.send()
    visitor.expect_receipt()
    said = newest(shop, key)
    assert said["rating"]["value"] == 2
    assert sorted(said["choices"]["why"]) == ["price", "taste"]
    assert seen.faults == []


def test_what_is_no_longer_asked_is_not_said(visit: Visit, shop: Shop, village: ForeignSite):
    """She praises after all: the reasons for her complaint go."""
    key = driver_tags(shop)
    page, _ = visit()
    visitor = go(page, put_page(village, shop, key), key)
    visitor.rate(2)
    group(visitor, "Mikä vaikutti?").get_by_role("checkbox", name="Nopeus").check()
    visitor.star(5).click()
    expect(group(visitor, "Mikä vaikutti?")).to_be_hidden()
    visitor.send()
    visitor.expect_receipt()
    said = newest(shop, key)
    assert said["rating"]["value"] == 5
    assert not (said["choices"] or {}).get("why")


def test_one_choice_is_answered_by_space_and_not_by_an_arrow(visit: Visit, shop: Shop, village: ForeignSite):
    key = add_touchpoint(shop, [question("why", "choice", "Miksi tulit?", options=TAGS)])
    page, seen = visit()
    visitor = go(page, put_page(village, shop, key), key)
    group(visitor, "Miksi tulit?").get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    expect(visitor.place.get_by_role("radio", name="Nopeus")).to_be_checked()
    page.wait_for_timeout(300)
    assert seen.sent("POST") == [], "moving is not answering"
    with page.expect_response("**/v1/entries"):
        page.keyboard.press("Space")
    assert newest(shop, key)["choices"] == {"why": ["speed"]}


def test_send_says_what_is_missing_and_the_rating_stays(visit: Visit, shop: Shop, village: ForeignSite):
    questions = [question("grade", "stars", "Miten meni?"), question("why", "text", "Miksi?", required=True)]
    key = add_touchpoint(shop, questions)
    page, _ = visit()
    visitor = go(page, put_page(village, shop, key), key)
    with page.expect_response("**/v1/entries"):
        visitor.rate(4)
    visitor.send()
    expect(visitor.status).to_have_text(say("more.missing", "Miksi?"))
    expect(visitor.place.get_by_label("Miksi?")).to_be_focused()
    assert newest(shop, key)["rating"]["value"] == 4
    visitor.place.get_by_label("Miksi?").fill("Siksi.")
    visitor.send()
    visitor.expect_receipt()


def test_an_address_is_asked_with_its_reason_and_looked_at_before_it_is_sent(
    visit: Visit, shop: Shop, village: ForeignSite
):
    reason = {"fi": "Lähetämme korjausohjeen."}
    key = add_touchpoint(shop, [question("grade", "stars", "Miten meni?")], ask_email=True, email_reason=reason)
    page, _ = visit()
    visitor = go(page, put_page(village, shop, key), key)
    visitor.rate(2)
    box = visitor.place.get_by_role("textbox", name=say("more.email"))
    expect(visitor.card).to_contain_text(reason["fi"])
    box.fill("maija@")
    visitor.send()
    expect(visitor.status).to_have_text(say("more.address"))
    box.fill("maija@esimerkki.fi")
    with page.expect_request("**/v1/entries/*") as sent:
        visitor.send()
    assert sent.value.post_data_json["email"] == "maija@esimerkki.fi"
    visitor.expect_receipt()


def test_leave_to_publish_is_asked_after_praise_only_and_shown_as_it_will_look(
    visit: Visit, shop: Shop, village: ForeignSite
):
    key = add_touchpoint(shop, [question("grade", "stars", "Miten meni?")], ask_permission=True)
    page, _ = visit()
    visitor = go(page, put_page(village, shop, key), key)
    visitor.rate(3)
    visitor.box.fill(SHOWN)
    leave = group(visitor, say("more.publish"))
    expect(leave).to_be_hidden()
    visitor.star(5).click()
    leave.get_by_role("radio", name=say("more.yes")).check()
    expect(leave.locator("figure")).to_contain_text(SHOWN)
    expect(leave.locator("figcaption")).to_have_text(say("more.nameless"))
    leave.get_by_label(say("more.name")).fill("Maija")
    expect(leave.locator("figcaption")).to_have_text("Maija")
    visitor.send()
    visitor.expect_receipt()
    said = newest(shop, key)
    assert (said["permission"], said["shown_name"], said["comment"]) == (True, "Maija", SHOWN)


def test_leave_that_was_not_given_is_not_sent(visit: Visit, shop: Shop, village: ForeignSite):
    key = add_touchpoint(shop, [question("grade", "stars", "Miten meni?")], ask_permission=True)
    page, _ = visit()
    visitor = go(page, put_page(village, shop, key), key)
    visitor.rate(5)
    visitor.box.fill(SHOWN)
    expect(group(visitor, say("more.publish"))).to_be_visible()
    visitor.send()
    visitor.expect_receipt()
    assert newest(shop, key)["permission"] is None


def test_a_touchpoint_may_do_without_the_box_or_name_it_itself(visit: Visit, shop: Shop, village: ForeignSite):
    label = {"fi": "Mitä muuttaisit?"}
    without = add_touchpoint(shop, [question("grade", "stars", "Miten meni?")], ask_comment=False)
    named = add_touchpoint(shop, [question("grade", "stars", "Miten meni?")], comment_label=label)
    page, _ = visit()
    visitor = go(page, put_page(village, shop, without), without)
    visitor.star(4).click()
    expect(visitor.place.get_by_role("button", name=say("send"), exact=True)).to_be_visible()
    expect(visitor.place.get_by_role("textbox")).to_have_count(0)
    visitor = go(page, put_page(village, shop, named), named)
    visitor.star(4).click()
    expect(visitor.place.get_by_role("textbox", name=label["fi"])).to_be_visible()


def test_what_the_page_says_about_her_errand_travels_with_what_she_says(visit: Visit, shop: Shop, village: ForeignSite):
    attributes = {"total": "number", "is_member": "boolean", "plan": "text", "missing": "text"}
    key = add_touchpoint(shop, [question("grade", "stars", "Miten meni?")], attributes=attributes)
    tag = tag_of(shop.url).replace("async", 'async data-segment="yritys" data-is-member="true" data-total="1"')
    place = f'<div data-kohtaamo="{key}" data-subject="tilaus-1" data-total="49.90" data-stranger="x"></div>'
    page, _ = visit()
    page.goto(put_page(village, shop, key, place, tag=tag))
    page.evaluate("kohtaamo('set', { plan: 'Perus' })")
    visitor = Visitor(page, key)
    with page.expect_response("**/v1/entries"):
        visitor.star(4).click()
    said = newest(shop, key)
    assert (said["subject"], said["segment"]) == ("tilaus-1", "yritys")
    assert said["attributes"] == {"total": 49.9, "is_member": True, "plan": "Perus"}


def test_another_order_is_asked_anew_and_the_same_one_is_not(visit: Visit, shop: Shop, village: ForeignSite):
    key = add_touchpoint(shop, [question("grade", "stars", "Miten meni?")])

    def order(number: int) -> str:
        return put_page(village, shop, key, f'<div data-kohtaamo="{key}" data-subject="tilaus-{number}"></div>')

    page, _ = visit()
    visitor = go(page, order(1), key)
    visitor.rate(4)
    visitor.send()
    visitor.expect_receipt()
    visitor = go(page, order(2), key)
    expect(visitor.star(4)).not_to_be_checked()
    page.goto(order(1))
    expect(visitor.place.get_by_role("heading", name=say("thanks"))).to_be_visible()


def test_the_element_of_our_own_name_does_what_the_attribute_does(visit: Visit, shop: Shop, village: ForeignSite):
    key = add_touchpoint(shop, [question("grade", "stars", "Miten meni?")])
    page, seen = visit()
    for attribute in ("name", "touchpoint"):
        page.goto(put_page(village, shop, key, f'<kohtaamo-touchpoint {attribute}="{key}"></kohtaamo-touchpoint>'))
        place = page.locator("kohtaamo-touchpoint")
        expect(place.get_by_role("radio", name=say("stars", 4), exact=True)).to_be_visible()
    assert seen.faults == []

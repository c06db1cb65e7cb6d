"""A signed-in visitor: known from the page to the inbox, found with all she said, merged, taken along and forgotten."""

import json
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from playwright.sync_api import Page, StorageState, expect

from backend.ops.demo import DEMO_KEY
from tests.journeys.conftest import Visit
from tests.journeys.desk import WORDS, Desk
from tests.journeys.newcomer import part
from tests.journeys.shop import Shop
from tests.journeys.test_keyboard_and_access import NARROW, WIDER_THAN_THE_SCREEN, expect_accessible, in_light_and_dark
from tests.journeys.test_what_staff_see import call
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


class Signer:
    """The shop's server, which knows who is signed in there."""

    def __init__(self, shop: Shop, secret: str) -> None:
        self.shop, self.secret = shop, secret

    def token(self, reference: str, **claims: Any) -> str:
        told = {"sub": reference, "aud": DEMO_KEY, "exp": int(time.time()) + 600, **claims}
        return jwt.encode({"alg": "HS256"}, told, OctKey.import_key(self.secret))

    def leave(self, comment: str, token: str) -> None:
        entry = {"id": str(uuid.uuid4()), "site": DEMO_KEY, "touchpoint": "checkout", "rating": 3, "comment": comment}
        call(self.shop, "POST", "/entries", {**entry, "language": "fi", "identity": token})


def open_room(visit: Visit, shop: Shop, owner: StorageState, room: str, **options: Any) -> Page:
    page, _ = visit(storage_state=owner, **options)
    Desk(page, shop.url).go(room)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def make_secret(page: Page) -> str:
    """On the page of customer identity: the secret that is shown there, this once."""
    panel = part(page, "identity.secret")
    expect(panel.get_by_role("button").first).to_be_visible()
    replaces = panel.get_by_role("button", name=WORDS["identity.replace"])
    if replaces.count():
        replaces.click()
        page.get_by_role("button", name=WORDS["identity.replaceYes"], exact=True).click()
    else:
        panel.get_by_role("button", name=WORDS["identity.make"]).click()
    shown = panel.get_by_role("group", name=WORDS["identity.secret"])
    expect(shown).to_be_visible()
    return shown.inner_text()


@pytest.fixture
def signer(office: Shop) -> Signer:
    """With a secret of its own: each that is made lets only the one before count on."""
    [site] = office.ask("GET", "/api/v1/sites")["items"]
    return Signer(office, office.ask("POST", f"/api/v1/sites/{site['id']}/identity/secrets", {})["secret"])


def test_who_is_signed_in_on_the_page_is_a_verified_customer_in_the_inbox(
    visit: Visit, office: Shop, owner: StorageState
):
    signer = Signer(office, make_secret(open_room(visit, office, owner, "site/identity")))
    page, seen = visit()
    visitor = Visitor(page).go(office.url + "/demo")
    token = signer.token("c-77", name="Aino Äijälä", account="a-1", account_name="Äijälän Huopa Oy")
    page.evaluate("(identity) => window.kohtaamo('identify', { identity })", token)
    comment = f"Lankaa oli liikaa {uuid.uuid4().hex[:6]}"
    visitor.rate(4)
    visitor.box.fill(comment)
    visitor.send()
    visitor.expect_receipt()
    assert token not in json.dumps(page.evaluate("() => ({ ...localStorage })")), "nothing to sign in with stays there"
    assert seen.faults == []
    desk_page = open_room(visit, office, owner, "inbox")
    desk = Desk(desk_page, office.url)
    desk.open(comment)
    card = desk.conversation.get_by_role("region", name=WORDS["customer"])
    expect(card).to_contain_text(WORDS["customer.verified"])
    expect(card).to_contain_text("Äijälän Huopa Oy")
    card.get_by_role("link", name="Aino Äijälä").click()
    expect(desk_page.get_by_role("heading", name="Aino Äijälä", level=1)).to_be_visible()
    expect(desk_page.get_by_role("list", name=WORDS["customer.said"])).to_contain_text(comment)


def test_a_token_that_proves_nothing_says_why_in_the_conversation(
    visit: Visit, office: Shop, owner: StorageState, signer: Signer
):
    signer.leave("Vanhentunut tunniste", signer.token("c-1", exp=1))
    desk = Desk(open_room(visit, office, owner, "inbox"), office.url)
    desk.open("Vanhentunut tunniste")
    card = desk.conversation.get_by_role("region", name=WORDS["customer"])
    expect(card).to_contain_text(WORDS["identityFault.expired"])


def test_two_references_are_merged_and_parted_and_the_customer_is_erased(
    visit: Visit, office: Shop, owner: StorageState, signer: Signer
):
    signer.leave("Verkkokaupassa sanottua", signer.token("shop-5", name="Bertta Berg"))
    signer.leave("Sovelluksessa sanottua", signer.token("app-5", name="B. Berg"))
    page = open_room(visit, office, owner, "customers")
    page.get_by_role("searchbox").fill("bertta")
    people = page.get_by_role("list", name=WORDS["customers.people"])
    expect(people.get_by_role("listitem")).to_have_count(1)
    people.get_by_role("link", name="Bertta Berg").click()
    said = page.get_by_role("list", name=WORDS["customer.said"])
    expect(said.get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name=WORDS["merge.begin"]).click()
    page.get_by_label(WORDS["merge.which"]).fill("app-5")
    page.get_by_role("button", name=WORDS["merge.this"]).click()
    expect(page.get_by_role("list", name=WORDS["merge.merged"])).to_contain_text("B. Berg")
    page.reload()
    expect(said).to_contain_text("Sovelluksessa sanottua")
    page.get_by_role("button", name=WORDS["merge.undo"]).click()
    expect(page.get_by_role("list", name=WORDS["merge.merged"])).to_have_count(0)
    with page.expect_download() as taken:
        page.get_by_role("link", name=WORDS["erase.export"]).click()
    exported = json.loads(taken.value.path().read_text("utf-8"))
    assert [entry["comment"] for entry in exported["entries"]] == ["Verkkokaupassa sanottua"]
    page.get_by_role("button", name=WORDS["erase.button"]).click()
    page.get_by_role("button", name=WORDS["erase.yes"], exact=True).click()
    expect(page.get_by_role("heading", name=WORDS["customers"], level=1)).to_be_visible()
    assert "Verkkokaupassa sanottua" not in [row["comment"] for row in office.said()]


def all_views(
    visit: Visit, shop: Shop, owner: StorageState, signer: Signer, **options: Any
) -> Iterator[tuple[Page, str]]:
    """One state after another of every page about customers."""
    told = {"email": "cecilia@example.fi", "account": "a-9", "account_name": "Cecilian Kutomo Oy", "segment": "kanta"}
    signer.leave("Nopea toimitus, kiitos", signer.token("c-9", name="Cecilia Carlsson", **told))
    page = open_room(visit, shop, owner, "site/identity", **options)
    expect(part(page, "identity.secret").get_by_role("button").first).to_be_visible()
    yield page, "identity"
    make_secret(page)
    yield page, "secret"
    Desk(page, shop.url).go("customers")
    page.get_by_role("link", name="Cecilia Carlsson").first.wait_for()
    yield page, "customers"
    page.get_by_role("link", name="Cecilia Carlsson").first.click()
    page.get_by_role("button", name=WORDS["merge.begin"]).click()
    expect(page.get_by_role("list", name=WORDS["customer.said"])).to_be_visible()
    yield page, "customer"
    page.get_by_role("link", name="Cecilian Kutomo Oy").first.click()
    expect(page.get_by_role("list", name=WORDS["customer.said"])).to_be_visible()
    yield page, "account"
    Desk(page, shop.url).go("customers/accounts")
    page.get_by_role("link", name="Cecilian Kutomo Oy").first.wait_for()
    yield page, "accounts"
    Desk(page, shop.url).go("inbox")
    Desk(page, shop.url).row("Nopea toimitus, kiitos").first.get_by_role("link").click()
    expect(page.get_by_role("article")).to_be_visible()
    yield page, "conversation"


@in_light_and_dark
def test_every_view_about_customers_is_accessible(
    scheme: str, visit: Visit, office: Shop, owner: StorageState, signer: Signer
):
    for page, name in all_views(visit, office, owner, signer, color_scheme=scheme):
        expect_accessible(page, name)


def test_no_view_about_customers_scrolls_sideways_at_360_pixels(
    visit: Visit, office: Shop, owner: StorageState, signer: Signer
):
    for page, name in all_views(visit, office, owner, signer, viewport=NARROW):
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], name

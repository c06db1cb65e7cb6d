"""She goes elsewhere and back: the browser keeps the page whole, and nothing of ours keeps it from doing so."""

import time
import uuid
from pathlib import Path

import pytest

from tests.journeys.bare_browser import BareBrowser, bare_browser
from tests.journeys.foreign import PATH, ForeignSite, page_of, tag_of
from tests.journeys.shop import Shop
from tests.journeys.visitor import say

pytestmark = pytest.mark.browser

BELOW = "<p>Postikulut</p>" * 20
IN_THE_WIDGET = "[...document.querySelector('[data-kohtaamo]').firstChild.shadowRoot.querySelectorAll('{}')]"
STARS, BOXES = IN_THE_WIDGET.format("input"), IN_THE_WIDGET.format("textarea")
MARK_RETURNS = "<script>addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; });</script>"


@pytest.fixture
def address(shop: Shop, foreign_site: ForeignSite) -> str:
    shop.allow(foreign_site.origin)
    # A server process looks once a second whether a site has changed.
    time.sleep(1.1)
    path = PATH + "-paluu"
    address = foreign_site.put(path, page_of(MARK_RETURNS + tag_of(shop.url), below=BELOW))
    # A page that says no-store is not kept.
    foreign_site.pages[path] = ({"Content-Type": "text/html; charset=utf-8"}, foreign_site.pages[path][1])
    return address


def test_a_page_comes_back_as_it_was_left_and_she_goes_on(
    shop: Shop, foreign_site: ForeignSite, address: str, chromium_path: str, tmp_path: Path
):
    comment, elsewhere = f"Palasin takaisin {uuid.uuid4().hex[:8]}", foreign_site.put("/toisaalla", page_of())
    with bare_browser(chromium_path, tmp_path) as browser:
        browser.go(address)
        browser.value("document.querySelector('[data-kohtaamo]').scrollIntoView()")
        browser.until(f"{STARS}.length")
        browser.value(f"{STARS}[2].click()")
        browser.until("JSON.parse(localStorage['kt:pk_demo'])[0].key")
        browser.value(f"(box => {{ box.value = '{comment}'; box.dispatchEvent(new Event('input')); }})({BOXES}.pop())")
        leave_and_come_back(browser, elsewhere, address)
        assert browser.value(f"{BOXES}.pop().value") == comment
        assert browser.value(f"{STARS}[2].checked")
        browser.value(f"{IN_THE_WIDGET.format('button.p')}.pop().click()")
        browser.until(f"{IN_THE_WIDGET.format('h2')}.some(({{ innerText }}) => innerText == '{say('thanks')}')")
        browser.until("(([{ s, k }]) => JSON.stringify(s) == k)(JSON.parse(localStorage['kt:pk_demo']))")
        assert [one["rating"]["value"] for one in shop.said() if one["comment"] == comment] == [3]
        leave_and_come_back(browser, elsewhere, address)
        assert browser.complaints == []


def leave_and_come_back(browser: BareBrowser, elsewhere: str, address: str) -> None:
    browser.go(elsewhere)
    browser.back()
    browser.until(f"location.href == '{address}' && 'cameBack' in window")
    assert browser.value("window.cameBack"), f"loaded anew: {browser.not_kept}"

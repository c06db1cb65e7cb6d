"""A shop, a place for foreign pages, and browser contexts whose every complaint is kept."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.journeys.desk import Desk
from tests.journeys.foreign import ForeignSite, serving_pages
from tests.journeys.shop import Shop
from tests.journeys.watch import Watch, watch

Visit = Callable[..., tuple[Page, Watch]]

FINNISH: dict[str, Any] = {
    "locale": "fi-FI",
    "timezone_id": "Europe/Helsinki",
    "viewport": {"width": 1280, "height": 900},
}


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page for somebody new: an empty profile, in Finnish, watched from the start."""
    opened: list[BrowserContext] = []

    def new_page(**options: Any) -> tuple[Page, Watch]:
        context = browser.new_context(**{**FINNISH, **options})
        opened.append(context)
        context.set_default_timeout(10_000)
        seen = watch(context)
        return context.new_page(), seen

    yield new_page
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Shop]:
    """A shop that tests share: each brings visitors of its own and hurts nobody else's."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    shop.start()
    yield shop
    shop.stop()


@pytest.fixture
def new_shop(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Callable[..., Shop]]:
    """Makes a shop for one test alone, with settings of its own; its server runs."""
    made: list[Shop] = []

    def make(database_url: str | None = None, **settings: str) -> Shop:
        shop = Shop(tmp_path_factory.mktemp("shop"), database_url, **settings)
        made.append(shop)
        shop.start()
        return shop

    yield make
    for shop in made:
        shop.stop()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Shop]:
    """A shop of one module's own, whose settings it may change as it likes."""
    shop = Shop(tmp_path_factory.mktemp("office"))
    shop.start()
    yield shop
    shop.stop()


@pytest.fixture(scope="module")
def owner(browser: Browser, office: Shop) -> Iterator[StorageState]:
    """The session of that shop's owner, as a browser keeps it."""
    context = browser.new_context(**FINNISH)
    Desk(context.new_page(), office.url).enter_by_link(office.link, "neljä kuikkaa lahdella")
    yield context.storage_state()
    context.close()


@pytest.fixture(scope="session")
def foreign_site() -> Iterator[ForeignSite]:
    """A site of somebody else: another host, another port."""
    with serving_pages() as site:
        yield site

"""A shop, a place for foreign pages, and browser contexts whose every complaint is kept."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from backend.ops.demo_seed import demo_site_key
from tests.journeys.desk import Desk
from tests.journeys.foreign import ForeignSite, serving_pages
from tests.journeys.shop import Shop
from tests.journeys.watch import Watch, watch
from tests.servers import ROOT

Visit = Callable[..., tuple[Page, Watch]]

YEARS_SEED = 7
YEARS_SITE = demo_site_key(YEARS_SEED)

FINNISH: dict[str, Any] = {
    "locale": "fi-FI",
    "timezone_id": "Europe/Helsinki",
    "viewport": {"width": 1280, "height": 900},
}

# One page load in ten tells what it showed, by chance; which of a test's requests there are must not hang on that.
_UNCOUNTED = "{ const random = Math.random; Math.random = () => .1 + .9 * random(); }"


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page for somebody new: an empty profile, in Finnish, watched from the start."""
    opened: list[BrowserContext] = []

    def new_page(**options: Any) -> tuple[Page, Watch]:
        context = browser.new_context(**{**FINNISH, **options})
        opened.append(context)
        context.set_default_timeout(10_000)
        context.add_init_script(_UNCOUNTED)
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


@pytest.fixture(scope="module")
def shop_of_years(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Shop]:
    """A shop that was told two years, as an operator tells them."""
    shop = Shop(tmp_path_factory.mktemp("years"))
    shop.start()
    command = [sys.executable, "-m", "flask", "--app", "wsgi:app", "demo", "seed", "--entries", "5000"]
    subprocess.run([*command, "--seed", str(YEARS_SEED)], cwd=ROOT, env=shop.environment, check=True)
    yield shop
    shop.stop()


@pytest.fixture(scope="module")
def analyst(browser: Browser, shop_of_years: Shop) -> Iterator[StorageState]:
    """The session of its owner, who looks at the site that has the years."""
    context = browser.new_context(**FINNISH)
    desk = Desk(context.new_page(), shop_of_years.url)
    desk.enter_by_link(shop_of_years.link, "neljä kuikkaa lahdella")
    switch = desk.page.locator(".site-switch select")
    switch.select_option(YEARS_SITE)
    expect(switch).to_have_value(YEARS_SITE)
    yield context.storage_state()
    context.close()


@pytest.fixture(scope="module")
def working(office: Shop) -> Iterator[Shop]:
    """The office's shop with its worker running beside it."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi:app", "work"]
    with (office.data / "worker.log").open("ab") as log:
        worker = subprocess.Popen(command, cwd=ROOT, env=office.environment, stdout=log, stderr=log)
    yield office
    worker.terminate()
    assert worker.wait(timeout=20) == 0

"""Many visitors on a bad line to a server that is killed again and again, and what is on record of them afterwards."""

import asyncio
import threading
import time
from collections import Counter
from dataclasses import dataclass

from playwright.async_api import Browser, Error, async_playwright
from sqlalchemy import create_engine, select

from backend.feedback.models import Feedback, Rating
from backend.settings import database_url
from tests.browsers import FLAGS
from tests.faults.fault_proxy import BadLine, bad_line
from tests.faults.session import Session, Told
from tests.journeys.foreign import ForeignSite
from tests.journeys.shop import Shop

AT_ONCE = 5
# How long a server lives before it is killed, and how long a visit may take.
LIFE_SECONDS, VISIT_SECONDS = 15, 240
Row = tuple[str, int | None, str | None]


@dataclass
class Outcome:
    visitors: list[Told]
    faults: Counter[str]  # of the line, each by how many requests met it; "" went well
    deeds: Counter[str]
    kills: int
    seconds: float
    wrong: list[str]


def run_sessions(shop: Shop, site: ForeignSite, chromium: str, count: int, seed: int) -> Outcome:
    """So many visits, a few at a time, and what was wrong on record afterwards."""
    shop.allow(site.origin)
    time.sleep(1.1)
    began, results = time.monotonic(), []

    async def run() -> None:
        async with bad_line(shop.port, seed) as line, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False, args=FLAGS)
            over = asyncio.Event()
            killing = asyncio.create_task(kill_again_and_again(shop, over))
            visitors = await visit_all(browser, line, site, shop, count)
            over.set()
            results.append((visitors, line.done, await killing))
            await browser.close()

    # A thread of its own, because Playwright's other interface has a loop in this one.
    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    thread.join()
    assert results, "the visits broke off"
    [(visitors, faults, kills)] = results
    deeds = Counter(deed for one in visitors for deed in one.deeds)
    return Outcome(visitors, faults, deeds, kills, time.monotonic() - began, compare(visitors, recorded(shop)))


async def kill_again_and_again(shop: Shop, over: asyncio.Event) -> int:
    """Kills every process of the server at once and starts it anew, until it is over; how often it did."""
    kills = 0
    while True:
        try:
            await asyncio.wait_for(over.wait(), LIFE_SECONDS)
        except TimeoutError:
            kills += 1
            shop.kill()
            await asyncio.to_thread(shop.start)
        else:
            return kills


async def visit_all(browser: Browser, line: BadLine, site: ForeignSite, shop: Shop, count: int) -> list[Told]:
    some = asyncio.Semaphore(AT_ONCE)

    def arrived(told: Told) -> bool:
        return (told.name, told.rating, told.text) in recorded(shop)

    async def visit(at: int) -> Told:
        async with some:
            context = await browser.new_context(user_agent=f"Visitor/{at}", locale="fi-FI")
            context.set_default_timeout(20_000)
            session = Session(context, line, site, str(at), arrived)
            try:
                await asyncio.wait_for(session.go(), VISIT_SECONDS)
            except (AssertionError, Error, TimeoutError) as broken:
                session.told.broken = f"{type(broken).__name__} {broken}"[:300]
            await context.close()
            return session.told

    return await asyncio.gather(*(visit(at) for at in range(count)))


def recorded(shop: Shop) -> list[Row]:
    """Page, first rating and text of every feedback, read past the server."""
    engine = create_engine(database_url(shop.environment.get("DATABASE_URL") or f"sqlite:///{shop.data}/kohtaamo.db"))
    try:
        with engine.connect() as connection:
            given = select(Feedback.page_url, Rating.value, Feedback.comment).outerjoin(
                Rating, Rating.feedback_id == Feedback.id
            )
            return [(page.rsplit("-", 1)[-1], rating, text) for page, rating, text in connection.execute(given)]
    finally:
        engine.dispose()


def compare(visitors: list[Told], found: list[Row]) -> list[str]:
    """Every difference between what they said and what is on record, in words."""
    kept = Counter(found)
    said = {(one.name, one.rating, one.text): one for one in visitors}
    broken = [f"broke off: {one}" for one in visitors if one.broken]
    lost = [f"lost: {said[one]}" for one in Counter(said.keys()) - kept]
    return broken + lost + [f"not said, or doubled: {one}" for one in kept - Counter(said.keys())]

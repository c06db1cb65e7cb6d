"""One visitor in a real browser on a bad line: by her own dice she rates, changes her mind, writes, leaves, returns."""

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from playwright.async_api import BrowserContext, Error, Locator, Page, expect

from tests.faults.fault_proxy import BadLine
from tests.journeys.foreign import ForeignSite, page_of, tag_of
from tests.journeys.visitor import say

# The longest the widget waits before it tries again, and the longest a server here asks it to.
LONGEST_WAIT = "05:01"
A_DAY = timedelta(days=1)
PLACES = ("help", "help", "checkout")
# All that the device keeps has arrived: what she said is what the server has confirmed.
ALL_ARRIVED = """() => JSON.parse(localStorage['kt:pk_demo'] || '[]').every(
  ({ s, k, f, r }) => JSON.stringify(s) == k && !f && !r.length)"""
# As where a visitor forbids a site to keep anything: storage and locks are there, and refuse.
BLOCKED = """() => {
  const deny = () => { throw new DOMException('Access is denied for this document.', 'SecurityError'); };
  Object.defineProperty(window, 'localStorage', { get: deny });
  if (navigator.locks) navigator.locks.request = async () => deny();
}"""


@dataclass
class Told:
    """What one visitor did, and what must be on record of it."""

    name: str
    rating: int | None = None
    text: str | None = None
    is_sent: bool = False
    broken: str = ""
    deeds: list[str] = field(default_factory=list)


class Session:
    """`arrived` says whether what she has said is on record: asked where her device may not keep anything."""

    def __init__(
        self, context: BrowserContext, line: BadLine, site: ForeignSite, name: str, arrived: Callable[[Told], bool]
    ) -> None:
        self.context, self.line, self.arrived = context, line, arrived
        self.dice = random.Random(f"visitor {line.seed} {name}")
        self.told = Told(name)
        self.key = self.dice.choice(PLACES)
        self.address = site.put(
            f"/istunto-{name}", page_of(tag_of(line.url), f'<div data-kohtaamo="{self.key}"></div>')
        )
        self.is_blocked = self.dice.random() < 0.1
        self.page: Page

    async def go(self) -> None:
        await self._set_the_clock()
        if self.is_blocked:
            self.told.deeds.append("storage blocked")
            await self.context.add_init_script(f"({BLOCKED})()")
        self.page = await self.context.new_page()
        await self._come(self.page)
        for deed in (self._rate, self._change, self._write, self._send):
            await deed()
            # Who comes back after her rating has arrived finds the receipt: most write at once, while the box is open.
            if deed == self._send or self.dice.random() < 0.6:
                await self._suffer()
        await self._end_well()

    async def _set_the_clock(self) -> None:
        off = self.dice.choice((timedelta(), timedelta(), A_DAY, -A_DAY))
        if off:
            self.told.deeds.append("clock wrong by a day")
        await self.context.clock.install(time=datetime.now(UTC) + off)
        self.is_wrong = bool(off)

    async def _come(self, page: Page) -> None:
        self.page = page
        await page.goto(self.address)
        await self._arrive()

    async def _arrive(self) -> None:
        """She sees the card. While the server gives no configuration the launcher asks again, or she loads anew."""
        card = self._place.locator(".c")
        for attempt in itertools.count(1):
            with suppress(AssertionError):
                await expect(card).to_be_visible(timeout=200 + 50 * attempt)
                break
            await self.context.clock.fast_forward(2000 * 2 ** (attempt % 6))
            if attempt % 6 == 0:
                await self.page.reload()
        if self.told.text and not self.told.is_sent:
            await expect(self._box).to_have_value(self.told.text)

    @property
    def _place(self) -> Locator:
        return self.page.locator(f"[data-kohtaamo={self.key}]")

    @property
    def _box(self) -> Locator:
        return self._place.get_by_label(say("label"))

    async def _rate(self) -> None:
        rating = self.dice.randint(1, 5)
        star = self._place.get_by_role("radio", name=say("stars", rating), exact=True)
        if await star.is_visible():
            await star.click()
            self.told.rating = rating
            self.told.deeds.append("rated")

    async def _change(self) -> None:
        if self.dice.random() < 0.3:
            await self._rate()

    async def _write(self) -> None:
        if self.told.rating is None or self.dice.random() > 0.8:
            return
        with suppress(AssertionError):
            await expect(self._box).to_be_visible(timeout=1000)
            self.told.text = f"Sana {self.told.name} 🚂 {self.dice.random()}"
            await self._box.fill(self.told.text)
            self.told.deeds.append("wrote")

    async def _send(self) -> None:
        if self.told.text and self.dice.random() < 0.7:
            await self._place.get_by_role("button", name=say("send"), exact=True).click()
            self.told.is_sent = True
            self.told.deeds.append("sent")

    async def _suffer(self) -> None:
        """One blow or none. What may not be kept dies with the page, so whoever blocked it stays on hers."""
        of_the_line = {"offline": self._lose_line, "pause": self._pause}
        of_the_tab = {"reload": self._reload, "left": self._leave, "closed": self._close, "crashed": self._crash}
        blows: dict[str, Callable[[], Awaitable[None]]] = of_the_line if self.is_blocked else of_the_line | of_the_tab
        name = self.dice.choice(("", *blows))
        if name:
            self.told.deeds.append(name)
            await blows[name]()

    async def _reload(self) -> None:
        await self.page.reload()
        await self._arrive()

    async def _leave(self) -> None:
        """She goes elsewhere, whatever is under way, and comes back."""
        await self.page.goto("about:blank")
        await self._come(self.page)

    async def _close(self) -> None:
        """The tab closes, whatever is under way; she comes back in another one."""
        before = self.page
        # As in a browser with more than one tab: the one that goes does not take the profile's storage with it.
        after = await self.context.new_page()
        await before.close()
        await self._come(after)

    async def _crash(self) -> None:
        """The tab's process dies on the spot: no page hide, no farewell."""
        before = self.page
        after = await self.context.new_page()
        with suppress(Error):
            await before.goto("chrome://crash")
        await before.close()
        await self._come(after)

    async def _lose_line(self) -> None:
        await self.context.set_offline(True)
        await self._rate()
        await self.context.clock.fast_forward(3000)
        await self.context.set_offline(False)

    async def _pause(self) -> None:
        await asyncio.sleep(self.dice.random() / 2)
        await self.context.clock.fast_forward(30_000)

    async def _end_well(self) -> None:
        """The line is sound at last; she looks in once more and sends what she had not sent."""
        if self.is_wrong and self.dice.random() < 0.5:
            self.told.deeds.append("clock put right")
            await self.context.clock.set_system_time(datetime.now(UTC))
        self.line.calm.add(self.told.name)
        if not self.is_blocked and self.dice.random() < 0.5:
            await self._reload()
        if self.told.text and not self.told.is_sent:
            await self._place.get_by_role("button", name=say("send"), exact=True).click()
        for _ in range(100):
            if await self._has_arrived():
                return
            await asyncio.sleep(0.1)
            await self.context.clock.fast_forward(LONGEST_WAIT)
        raise AssertionError("it waits for ever")

    async def _has_arrived(self) -> bool:
        return self.arrived(self.told) if self.is_blocked else bool(await self.page.evaluate(ALL_ARRIVED))

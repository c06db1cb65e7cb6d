"""What the widget costs the page's main thread while it loads, on a device four times slower than this one.

Traced by the browser. A task is counted for the widget when its scripts took a millisecond of it or more, and then
whole: with whatever else the browser did in the same task, such as laying out the page. (The browser's own long task,
in which it takes over the page, often ends with a microtask of ours that takes no time; the same page without the tag,
measured beside it, has that task too.)
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.benchmarks.claims import figure, heading, median
from tests.browsers import FLAGS, find_chromium
from tests.journeys.conftest import FINNISH
from tests.journeys.foreign import PATH, PLACE, ForeignSite, page_of, serving_pages, tag_of
from tests.journeys.shop import Shop

SLOWDOWN = 4
ROUNDS = 5
SETTLED = 4000  # ms, by when all is loaded and drawn
LONG_TASK = 50  # ms, by the W3C's Long Tasks
OURS_FROM = 1  # ms
CATEGORIES = "devtools.timeline,toplevel,disabled-by-default-devtools.timeline"
# In these a trace tells whose script runs; what awaits something runs unnamed, and the page has no script but ours.
OF_A_SCRIPT = ("EvaluateScript", "v8.compile", "v8.compileModule", "v8.evaluateModule", "FunctionCall")
UNNAMED = ("RunMicrotasks", "BlinkScheduler_PerformMicrotaskCheckpoint")
# What else a task may be busy with, as DevTools names it.
OTHER_WORK = ("ParseHTML", "UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit")

Event = dict[str, Any]
# The page without the tag, with the floating button, with a question in view.
CASES = {
    "without the tag": ("", ""),
    "launcher and button": ("tag", ""),
    "question in view": ("tag", PLACE),
}


@dataclass(frozen=True)
class Load:
    """One page load: the tasks' lengths, our scripts in all and at a stretch, in ms; what the longest task did."""

    tasks: Sequence[float]
    scripts: float
    stretch: float
    longest_did: Counter[str]

    @property
    def longest(self) -> float:
        return max(self.tasks, default=0)

    @property
    def blocking(self) -> float:
        """What of each task goes beyond a long task's bound, added up."""
        return sum(max(0, task - LONG_TASK) for task in self.tasks)


def run() -> None:
    heading(f"The widget on the page's main thread, the processor slowed down {SLOWDOWN} times, median of {ROUNDS}")
    path = find_chromium()
    if not path:
        print("Not run: Chromium is missing. Install Debian's package chromium, or set CHROMIUM to the program's path.")
        return
    with tempfile.TemporaryDirectory() as folder, serving_pages() as site, sync_playwright() as playwright:
        shop = Shop(Path(folder))
        shop.start()
        try:
            shop.allow(site.origin)
            browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=False, args=FLAGS)
            # The first page of a browser pays for the browser.
            measure(browser, shop, site, "question in view")
            for case in CASES:
                tell(case, [measure(browser, shop, site, case) for _ in range(ROUNDS)])
            browser.close()
        finally:
            shop.stop()


def tell(case: str, loads: list[Load]) -> None:
    goal = LONG_TASK if CASES[case][0] else None
    figure(f"{case}: longest task", median([load.longest for load in loads]), "ms", at_most=goal)
    figure(f"{case}: total blocking time", median([load.blocking for load in loads]), "ms")
    if goal:
        figure(f"{case}: our scripts, longest at a stretch", median([load.stretch for load in loads]), "ms")
        figure(f"{case}: our scripts in all", median([load.scripts for load in loads]), "ms")
    worst = max(loads, key=lambda load: load.longest)
    did = ", ".join(f"{name} {ms:.0f} ms" for name, ms in worst.longest_did.most_common(5) if ms >= 1)
    print(f"  the longest of all {worst.longest:.0f} ms: {did}")


def measure(browser: Browser, shop: Shop, site: ForeignSite, case: str) -> Load:
    tag, place = CASES[case]
    context = browser.new_context(**FINNISH)
    page = context.new_page()
    page.goto(site.put("/tyhja", page_of(place="")))
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    address = site.put(PATH, page_of(tag and tag_of(shop.url), place))
    with tempfile.NamedTemporaryFile(suffix=".json") as kept:
        browser.start_tracing(page=page, path=kept.name, categories=CATEGORIES.split(","))
        load(page, address)
        events: list[Event] = json.loads(browser.stop_tracing())["traceEvents"]
    if tag:
        expect(page.locator("[data-kohtaamo] .c" if place else "button[part=launcher]")).to_be_visible()
    context.close()
    return cost(events, shop.url if tag else site.origin, everything=not tag)


def load(page: Page, address: str) -> None:
    """Looks at nothing meanwhile: what the driver runs in the page would be counted too."""
    page.goto(address, wait_until="commit")
    page.wait_for_timeout(SETTLED)


def cost(events: list[Event], ours: str, everything: bool = False) -> Load:
    timed = [one for one in events if one.get("dur")]
    named = ("ParseHTML",) if everything else OF_A_SCRIPT
    threads = {(one["pid"], one["tid"]) for one in timed if one["name"] in named and is_of(one, ours)}
    assert threads, "the trace shows nothing of this page"
    timed = [one for one in timed if (one["pid"], one["tid"]) in threads]
    scripts = outermost([one for one in timed if runs_ours(one, ours)])
    tasks = [one for one in timed if one["name"].endswith("RunTask")]
    if not everything:
        tasks = [task for task in tasks if sum(busy(one) for one in scripts if holds(task, one)) >= OURS_FROM]
    longest = max(tasks, key=busy)
    did: Counter[str] = Counter()
    for one in timed:
        if one["name"] in (*OTHER_WORK, *OF_A_SCRIPT) and holds(longest, one):
            did[one["name"]] += busy(one)
    return Load([busy(task) for task in tasks], sum(map(busy, scripts)), max(map(busy, scripts), default=0), did)


def busy(event: Event) -> float:
    """Milliseconds the thread worked, the slowing down included, what it waited for other programs left out."""
    return float(event.get("tdur", event["dur"])) / 1000


def outermost(events: list[Event]) -> list[Event]:
    return [one for one in events if not any(holds(other, one) for other in events if other is not one)]


def runs_ours(event: Event, ours: str) -> bool:
    return event["name"] in UNNAMED or (event["name"] in OF_A_SCRIPT and is_of(event, ours))


def is_of(event: Event, origin: str) -> bool:
    return any(address.startswith(origin + "/") for address in addresses(event.get("args", {})))


def addresses(arguments: Any) -> Iterator[str]:
    """The addresses an event names, wherever it does."""
    if isinstance(arguments, dict):
        for name, value in arguments.items():
            if name in {"url", "fileName"}:
                yield str(value)
            else:
                yield from addresses(value)


def holds(outer: Event, inner: Event) -> bool:
    same = (outer["pid"], outer["tid"]) == (inner["pid"], inner["tid"])
    return same and outer["ts"] <= inner["ts"] and inner["ts"] + inner["dur"] <= outer["ts"] + outer["dur"]

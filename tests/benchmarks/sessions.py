"""What 500 visitors on a bad line have said, and what of it is on record."""

import os
import tempfile
from pathlib import Path

from tests.benchmarks.claims import figure, heading
from tests.browsers import find_chromium
from tests.faults.sessions import run_sessions
from tests.journeys.foreign import serving_pages
from tests.journeys.shop import Shop

COUNT, SEED = int(os.environ.get("KOHTAAMO_SESSIONS", "500")), 500


def run() -> None:
    heading(f"{COUNT} visits in Chromium; line, server, tabs and clocks fail at random (seed {SEED})")
    chromium = find_chromium()
    if not chromium:
        print("Not run: Chromium is missing. Install Debian's package chromium, or set CHROMIUM to the program's path.")
        return
    with tempfile.TemporaryDirectory() as folder, serving_pages() as site:
        shop = Shop(Path(folder))
        shop.start()
        try:
            outcome = run_sessions(shop, site, chromium, COUNT, SEED)
        finally:
            shop.stop()
    for line in outcome.wrong:
        print(f"  {line}")
    print(f"  on the line: {dict(outcome.faults.most_common())}")
    print(f"  the visitors: {dict(outcome.deeds.most_common())}")
    figure("visits", len(outcome.visitors))
    figure("requests spoilt by the line", sum(n for fault, n in outcome.faults.items() if fault))
    figure("times the server was killed", outcome.kills)
    figure("ratings or texts lost, doubled or changed", len(outcome.wrong), at_most=0)
    figure("time it took", outcome.seconds, "s")

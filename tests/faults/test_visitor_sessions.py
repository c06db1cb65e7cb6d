"""Whatever happens to line, server, tab and clock, every rating given is on record once, with every word written."""

import os

import pytest

from tests.faults.fault_proxy import FAULTS
from tests.faults.sessions import run_sessions
from tests.journeys.foreign import serving_pages
from tests.journeys.shop import Shop

pytestmark = pytest.mark.browser

# `make bench ARGS=sessions` runs 500; KOHTAAMO_SESSIONS=500 does it here.
COUNT = int(os.environ.get("KOHTAAMO_SESSIONS", "20"))
SEED = int(os.environ.get("KOHTAAMO_SESSIONS_SEED", "4"))


def test_every_rating_given_on_a_bad_line_is_stored_once_with_every_word(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: str
):
    shop = Shop(tmp_path_factory.mktemp("sessions"))
    shop.start()
    try:
        with serving_pages() as site:
            outcome = run_sessions(shop, site, chromium_path, COUNT, SEED)
    finally:
        shop.stop()
    print(f"{COUNT} visits in {outcome.seconds:.0f} s; {dict(outcome.deeds)}; on the line: {dict(outcome.faults)}")
    assert not outcome.wrong, "\n".join(outcome.wrong)
    assert len(outcome.visitors) == COUNT
    assert not [fault for fault in FAULTS if not outcome.faults[fault]], "every fault has struck"
    assert outcome.kills, "the server was killed under them"

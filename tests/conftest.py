"""What every test may ask for. The fixtures live in modules by subject; this file only gathers them."""

from collections import Counter
from importlib.util import find_spec

import pytest

from backend.foundation import ids

pytest_plugins = ["tests.databases", "tests.browsers"]
if find_spec("tests.applications"):
    pytest_plugins.append("tests.applications")


@pytest.fixture(autouse=True)
def present_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids only go upwards: a test that travelled to the future must not leave ids of the future to the next."""
    monkeypatch.setattr(ids, "_last", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A skipped test is easily overlooked in a line of dots: say at the end what this run does not prove."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    if reasons:
        terminalreporter.section("NOT RUN HERE", sep="!", yellow=True, bold=True)
        for reason, times in reasons.most_common():
            terminalreporter.line(f"{times} {'test' if times == 1 else 'tests'}: {reason}", yellow=True)

"""A Chromium that is told only where to go and what to say: nothing is injected into its pages.

Playwright's own scripts in a page keep it out of the back/forward cache, so what happens there is looked at by the
protocol itself, over a pipe.
"""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browsers import FLAGS

WAIT_SECONDS = 20
_END = b"\0"


class BareBrowser:
    """One tab. `ask` sends a command of the DevTools protocol and waits for its answer.

    `not_kept` says why the browser loaded a page anew that it could have kept.
    """

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._read, self._number, self._session = b"", 0, ""
        self.complaints: list[str] = []
        self.not_kept: list[str] = []
        self._heard: set[str] = set()
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Runtime.enable")
        self.ask("Log.enable")
        self.ask("Page.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + _END)
        while (answer := self._next()).get("id") != self._number:
            pass
        assert "error" not in answer, answer
        return dict(answer["result"])

    def go(self, address: str) -> None:
        self._heard.clear()
        self.ask("Page.navigate", url=address)
        self._hear("Page.loadEventFired")

    def back(self) -> None:
        entries = self.ask("Page.getNavigationHistory")
        self._heard.clear()
        self.ask("Page.navigateToHistoryEntry", entryId=entries["entries"][entries["currentIndex"] - 1]["id"])
        self._hear("Page.frameNavigated")

    def _hear(self, event: str) -> None:
        """Waits without a question: one that reaches a page just put away would throw it out of the cache."""
        while event not in self._heard:
            self._next()

    def value(self, expression: str) -> Any:
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def until(self, expression: str) -> Any:
        """What the expression gives once it is something; while a page changes nothing can be asked of it."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            try:
                if found := self.value(expression):
                    return found
            except AssertionError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"{expression} stays without a value; the page: {self.value('document.body.innerText')}")

    def _next(self) -> dict[str, Any]:
        while _END not in self._read:
            self._read += os.read(self._answers, 1 << 16) or _gone()
        message, _, self._read = self._read.partition(_END)
        told: dict[str, Any] = json.loads(message)
        self._heard.add(told.get("method", ""))
        if told.get("method") == "Page.backForwardCacheNotUsed":
            self.not_kept += [one["reason"] for one in told["params"]["notRestoredExplanations"]]
        if told.get("method") == "Runtime.exceptionThrown" or _is_complaint(told):
            self.complaints.append(json.dumps(told["params"]))
        return told


def _is_complaint(told: dict[str, Any]) -> bool:
    params = told.get("params", {})
    if told.get("method") == "Log.entryAdded":
        return params["entry"]["level"] in {"error", "warning"}
    return told.get("method") == "Runtime.consoleAPICalled" and params["type"] in {"error", "warning"}


def _gone() -> bytes:
    raise AssertionError("the browser is gone")


@contextmanager
def bare_browser(program: str, profile: Path) -> Iterator[BareBrowser]:
    """A browser with a new profile, ended by its own pid."""
    commands, answers = os.pipe(), os.pipe()
    flags = ["--headless=new", "--no-sandbox", "--remote-debugging-pipe", f"--user-data-dir={profile}", *FLAGS]
    # The flag names the descriptors 3 and 4; the shell puts ours there.
    start = f'exec "$0" "$@" 3<&{commands[0]} 4>&{answers[1]}'
    process = subprocess.Popen(
        ["bash", "-c", start, program, *flags], pass_fds=(commands[0], answers[1]), stderr=subprocess.DEVNULL
    )
    try:
        yield BareBrowser(commands[1], answers[0])
    finally:
        process.terminate()
        process.wait(10)
        for descriptor in (*commands, *answers):
            os.close(descriptor)

"""A real Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# Debian's build of the same browser without windows: a journey takes three quarters of the time, because the whole
# program draws a toolbar for every page, even where there is no screen. It keeps no page in the back/forward cache.
WINDOWLESS = "chromium-headless-shell"

# The browser of a test talks to the server under test and to nobody else.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """The program's path: what CHROMIUM says, or else the first of the usual names that is there."""
    given = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [given] if given else NAMES)), None)


def find_windowless() -> str | None:
    """The lighter build, unless CHROMIUM says which browser to use."""
    return None if os.environ.get("CHROMIUM") else shutil.which(WINDOWLESS)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    if path := find_chromium():
        return path
    if given := os.environ.get("CHROMIUM"):
        pytest.fail(f"CHROMIUM={given} is not a program that can be started.")
    pytest.skip("Chromium is missing: install Debian's package chromium, or set CHROMIUM to the program's path")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One browser for the whole run. A test opens a context of its own in it: a visitor with an empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_windowless() or chromium_path, headless=True, chromium_sandbox=False, args=FLAGS
        )
        yield browser
        browser.close()

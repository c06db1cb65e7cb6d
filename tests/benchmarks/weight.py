"""What a visitor's page loads."""

import json
from typing import Any

from tests.benchmarks.claims import figure, heading
from tests.servers import ROOT

MANIFEST = ROOT / "backend" / "embed" / "built" / "manifest.json"
OF_A_FILE = {"raw", "gzip", "brotli"}


def run() -> None:
    heading("The widget's weight: raw, gzip -9, brotli")
    manifest: dict[str, Any] = json.loads(MANIFEST.read_text())
    for name, size in sorted(manifest.items()):
        if isinstance(size, dict) and set(size) == OF_A_FILE:
            print(f"  {name:<20}{size['raw']:>8,}{size['gzip']:>8,}{size['brotli']:>8,} B")
    gated, whole = manifest["gated"], manifest["whole"]
    figure("launcher, gzip", manifest["k.js"]["gzip"], "B", at_most=1000)
    figure("launcher and triggers, gzip", gated["gzip"], "B", at_most=gated["budget"])
    language = whole["language"]
    figure(f"all that is loaded to rate and comment in {language}, gzip", whole["gzip"], "B", at_most=whole["budget"])

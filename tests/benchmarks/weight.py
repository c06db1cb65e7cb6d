"""What a visitor's page loads."""

import gzip

from tests.benchmarks.claims import figure, heading
from tests.servers import ROOT

BUILT = ROOT / "backend" / "embed" / "built"


def run() -> None:
    heading("The widget's weight, gzip -9")
    sizes = {
        path.name: len(gzip.compress(path.read_bytes(), 9)) for path in BUILT.iterdir() if path.name != "manifest.json"
    }
    for name, size in sorted(sizes.items()):
        figure(f"{name} ({len((BUILT / name).read_bytes()):,} B raw)", size, "B")
    launcher = sizes["k.js"]
    # The conversation's part (t.*, and words ending in t.*) comes only to those who have said something before.
    scripts = sum(size for name, size in sizes.items() if name.endswith(".js") and not name.startswith("t."))
    language = max(size for name, size in sizes.items() if name.endswith(".json"))
    figure("launcher", launcher, "B", at_most=1500)
    figure("all that is loaded to rate and comment in one language", scripts + language, "B", at_most=8000)

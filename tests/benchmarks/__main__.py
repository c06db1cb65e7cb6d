"""`make bench`: every benchmark, or those named: `make bench ARGS="weight inbox"`."""

import importlib
import sys

from tests.benchmarks.claims import summary

ALL = (
    "weight",
    "main_thread",
    "sessions",
    "intake",
    "reads",
    "postgresql",
    "inbox",
    "sentiment",
    "similar",
    "spam",
    "topics",
    "recovery",
    "figures",
    "million",
    "live",
)


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no benchmark {unknown[0]}; choose from: {', '.join(ALL)}")
        return 2
    for name in names or ALL:
        importlib.import_module(f"tests.benchmarks.{name}").run()
    summary()
    return 0


sys.exit(main(sys.argv[1:]))

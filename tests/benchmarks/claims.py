"""A benchmark states its claim, measures, and prints both."""

import statistics
from collections.abc import Sequence

_results: list[bool] = []


def heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def figure(
    name: str, value: float, unit: str = "", *, at_most: float | None = None, at_least: float | None = None
) -> bool:
    """Print a figure beside what is claimed of it; whether the claim holds (a figure without a claim always does)."""
    goal = f"at most {at_most:g}" if at_most is not None else f"at least {at_least:g}" if at_least is not None else None
    holds = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
    told = f"  (claim: {goal} {unit}{'' if holds else '  NOT REACHED'})".rstrip() if goal else ""
    print(f"{name:<64} {value:>10,.2f} {unit}{told}", flush=True)
    if goal:
        _results.append(holds)
    return holds


def summary() -> None:
    print(f"\n{sum(_results)} of {len(_results)} claims reached in this run.")


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)

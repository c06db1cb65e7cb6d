"""The options of a choice. Each has a number for the day counts and keeps it whatever is done to the question. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

MOST_EVER = 200

Option = Mapping[str, Any]


def numbered(known: Sequence[Option] | None, wanted: Sequence[Option] | None) -> list[dict[str, Any]] | None:
    """The wanted options (`key`, `text`) in their order, each with its number, then known ones that were taken away.

    A key that was there before keeps its number, a new one gets the next. Raises ValueError when there would be more
    than MOST_EVER: what was once an option stays, because somebody may have chosen it.
    """
    if wanted is None:
        return None
    numbers = numbers_of(known)
    following = max(numbers.values(), default=0)
    options: list[dict[str, Any]] = []
    for option in wanted:
        if option["key"] not in numbers:
            following += 1
        options.append({"key": option["key"], "text": option["text"], "number": numbers.get(option["key"], following)})
    keys = {option["key"] for option in options}
    options += [{**option, "is_retired": True} for option in known or () if option["key"] not in keys]
    if len(options) > MOST_EVER:
        raise ValueError(f"{MOST_EVER} options were tried here; use a new key for a new question")
    return options


def numbers_of(options: Sequence[Option] | None) -> dict[str, int]:
    """The number of each option by its key, those taken away among them: older tags still send them."""
    return {option["key"]: option["number"] for option in options or ()}


def current_options(options: Sequence[Option] | None) -> list[dict[str, Any]] | None:
    """What a visitor may choose now: key and text."""
    if options is None:
        return None
    return [{"key": option["key"], "text": option["text"]} for option in options if not option.get("is_retired")]

"""When a question is shown: after an earlier one was answered, and answered so. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.touchpoints.scales import CHOICE, SCALES

Rule = Mapping[str, Any]


def fault_in(rule: Rule, earlier: Sequence[Mapping[str, Any]]) -> str | None:
    """What is wrong with a loaded rule of a question that these come before; None when nothing is."""
    asked = next((question for question in earlier if question["key"] == rule["question"]), None)
    if asked is None:
        return f"No question with the key {rule['question']} comes before this one."
    if asked["kind"] not in SCALES and (rule["at_least"] is not None or rule["at_most"] is not None):
        return f"{asked['key']} is not answered by a number: leave at_least and at_most out."
    if asked["kind"] in SCALES:
        return _fault_in_range(rule, asked["kind"])
    return _fault_in_options(rule, asked)


def _fault_in_range(rule: Rule, kind: str) -> str | None:
    scale = SCALES[kind]
    if rule["any_of"] is not None:
        return "Only a choice has options: leave any_of out."
    least, most = (rule[name] if rule[name] is not None else end for name, end in _ends(scale.least, scale.most))
    if scale.least <= least <= most <= scale.most:
        return None
    return f"Expected whole numbers from {scale.least} to {scale.most}, at_least no greater than at_most."


def _ends(least: int, most: int) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("at_least", least), ("at_most", most)


def _fault_in_options(rule: Rule, asked: Mapping[str, Any]) -> str | None:
    if rule["any_of"] is None:
        return None
    if asked["kind"] != CHOICE:
        return "Only a choice has options: leave any_of out."
    unknown = set(rule["any_of"]) - {option["key"] for option in asked["options"] or ()}
    return f"{asked['key']} has no option {', '.join(sorted(unknown))}." if unknown else None

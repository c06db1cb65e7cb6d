"""What programs leave behind: code that scanners try on every form, and moulds that were sent unfilled. Pure."""

import re

_SIGNS = (
    *(
        "<",
        "%3c",
        "=",
        "../",
        "/etc/",
        "${",
        "{{",
        "javascript:",
        "data:text",
        "union",
        "sleep(",
        "waitfor",
    ),
    *("xp_cmdshell", "drop table", "information_schema", "pg_sleep", "benchmark("),
)
_PROBE = re.compile(
    r"<(?:script|svg|iframe|object|embed|body|img|input)\b[^>]{0,200}(?:\bon[a-z]{3,20} ?=|src ?= ?['\"]?(?://|javascript))"
    r"|<script\b|<svg/on|<\?php|%3c(?:script|a%20|img|svg)|javascript:|data:text/html"
    r"|\bunion(?: all)? select\b|\b(?:and|or) ['\"]?(\w{1,5})['\"]? ?= ?['\"]?\1\b|\bsleep\(\d|\bwaitfor delay\b"
    r"|\bxp_cmdshell\b|;? ?drop table \w|\binformation_schema\b|\bpg_sleep\b|\bbenchmark ?\(\d"
    r"|(?:\.\./){2,}|/etc/passwd\b|\$\{jndi:|\{\{ ?\d+ ?\* ?\d+ ?\}\}|\$\{\d+\*\d+\}|<%= ?\d"
)


def probe(text: str) -> str | None:
    """The beginning of code that a program tried out; None where nobody did."""
    lower = text.lower()
    found = _PROBE.search(lower) if any(map(lower.__contains__, _SIGNS)) else None
    return found.group() if found else None


_SPUN = re.compile(r"\{[^{}|\n]{1,60}\|[^{}\n]{1,120}\}")
_BLANK = re.compile(
    r"\{\{[^{}\n]{1,40}\}\}|\{[a-z]+_[a-z_]+\}|\[(?:[A-Z][\w-]*(?: [A-Z]\w*)?|your-\w+)\]|%{1,2}[A-Za-z_]{3,20}%{1,2}"
)
_LABEL = re.compile(
    r"\b(?:full |first |last )?(name|e-?mail|phone|message|subject|company|city|website|url|comment): ?",
    re.IGNORECASE,
)
_FEWEST_BLANKS, _FEWEST_LABELS = 2, 3


def template(text: str) -> str | None:
    """A mould with its choices or blanks, or a form with its labels; None for the one blank a customer tells of."""
    if "{" in text or "[" in text or "%" in text:
        blanks = dict.fromkeys(_SPUN.findall(text) or _BLANK.findall(text))
        if len(blanks) >= _FEWEST_BLANKS or _SPUN.search(text):
            return " ".join(blanks)
    if text.count(":") >= _FEWEST_LABELS:
        labels = dict.fromkeys(label.lower() for label in _LABEL.findall(text))
        if len(labels) >= _FEWEST_LABELS and not labels.keys().isdisjoint({"message", "subject", "comment", "company"}):
            return ", ".join(labels)
    return None

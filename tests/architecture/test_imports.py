"""Imports run one way (docs/decisions and CONTRIBUTING say why): a room knows the rooms below it and no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend"

# From the ground up. Rooms of one line do not know one another. A new room finds its place here before its first file.
LINES = [
    {"foundation"},
    {"accounts", "events"},
    {"sites"},
    {"customers", "touchpoints", "sentiment"},
    {"feedback"},
    {"improvements", "moderation", "conversations"},
    {"intake", "insights", "notifications"},
    {"ops", "console", "embed"},
]
ROOMS = set().union(*LINES)


def reach() -> dict[str, set[str]]:
    """For every room, and the modules that stand beside the rooms: what it may import of ours."""
    allowed: dict[str, set[str]] = {}
    below = {"settings"}
    for line in LINES:
        allowed |= {room: set(below) for room in line}
        below |= line
    return allowed | {
        "sentiment": set(),
        "settings": set(),
        "notifications": {"settings", "foundation", "accounts", "events", "sites"},  # reads events, not features
        "rooms": ROOMS | {"settings"},
        "app": ROOMS | {"settings", "rooms"},
    }


ALLOWED = reach()

MOST_LINES = 300
NAMES_THAT_SAY_NOTHING = {"service", "services", "util", "utils", "helper", "helpers", "common", "misc", "shared"}


def imports(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name of every module that the source imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                origin = ".".join([*above, *([module] if module else [])])
                yield from ((node.lineno, f"{origin}.{name.name}") for name in names)
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def breaches(path: Path, source: str) -> list[str]:
    """One sentence for each import by which the file (its path relative to the repository) knows too much."""
    parts = path.with_suffix("").parts
    room = parts[1]
    imported = imports(source, ".".join(parts[:-1]))
    found = {(line, name.split(".")[1]) for line, name in imported if name.startswith("backend.")}
    allowed = ALLOWED.get(room, set())
    knows = ", ".join(sorted(allowed)) or "nothing of ours"
    return [
        f"{path}:{line}: {room} may not import {other}; it may import {knows}."
        for line, other in sorted(found)
        if other != room and other not in allowed
    ]


def sources(*folders: str, endings: tuple[str, ...] = (".py",)) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in endings and not {"node_modules", "built", "__pycache__"} & set(path.parts)
    ]


def test_no_room_imports_a_room_beside_or_above_it():
    files = [path.relative_to(ROOT) for path in sources("backend") if path != BACKEND / "__init__.py"]
    found = [breach for path in files for breach in breaches(path, (ROOT / path).read_text("utf-8"))]
    assert not found, "\n" + "\n".join(found)


def test_every_room_has_its_place_in_the_line():
    rooms = {path.parent.name for path in BACKEND.glob("*/__init__.py")}
    assert rooms <= ROOMS, f"{', '.join(sorted(rooms - ROOMS))}: give it a place in LINES (and in the design) first."


@pytest.mark.parametrize(
    "source",
    [
        "import backend.intake.submit",
        "from backend import intake",
        "from backend.intake.submit import submit",
        "from ..intake import submit",
        "from .. import intake",
        "def late():\n    from backend.intake import submit",
        "if TYPE_CHECKING:\n    from backend.intake import submit",
        "import importlib\nimportlib.import_module('backend.intake.submit')",
    ],
)
def test_a_breach_is_found_however_it_is_written(source):
    [breach] = breaches(Path("backend/feedback/queries.py"), source)
    assert breach.startswith(f"backend/feedback/queries.py:{source.count(chr(10)) + 1}: feedback may not import intake")
    assert "it may import accounts, customers, events, foundation, sentiment, settings, sites, touchpoints." in breach


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("backend/moderation/decide.py", "from backend.conversations.models import Message"),
        ("backend/sentiment/score.py", "from backend.foundation.ids import new_id"),
        ("backend/foundation/database.py", "import backend.app"),
        ("backend/accounts/models.py", "from backend.rooms import ROOMS"),
        ("backend/touchpoints/models.py", "from backend.sentiment import score"),
        ("backend/notifications/deliver.py", "from backend.feedback.models import Feedback"),
    ],
)
def test_rooms_beside_and_above_are_out_of_reach(file, source):
    assert breaches(Path(file), source)


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("backend/intake/submit.py", "from backend.sentiment import score\nfrom backend.foundation.ids import new_id"),
        ("backend/intake/submit.py", "from .writer import write\nfrom . import routes\nfrom flask import Flask"),
        ("backend/rooms.py", "from backend import embed, intake"),
        ("backend/app.py", "from backend.rooms import ROOMS\nfrom backend.settings import read_settings"),
    ],
)
def test_rooms_below_are_within_reach(file, source):
    assert not breaches(Path(file), source)


def test_no_file_is_named_for_nothing():
    found = [path for path in sources("backend", "widget", endings=(".py", ".ts", ".tsx")) if is_nameless(path)]
    assert not found, f"{[str(path.relative_to(ROOT)) for path in found]}: name the file for what it does."


def is_nameless(path: Path) -> bool:
    return path.stem in NAMES_THAT_SAY_NOTHING


def test_no_module_is_longer_than_a_reader_can_hold():
    lengths = {
        path.relative_to(ROOT): path.read_text("utf-8").count("\n")
        for path in sources("backend", "widget", endings=(".py", ".ts", ".tsx", ".css", ".mjs"))
    }
    found = [f"{path}: {length} lines; {MOST_LINES} fit" for path, length in lengths.items() if length > MOST_LINES]
    assert not found, "\n" + "\n".join(found)

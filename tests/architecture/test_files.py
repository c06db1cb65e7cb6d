"""What a review would forget: whole languages, documented settings, files free of the machine they came from."""

import json
import re
from pathlib import Path

import pytest

from backend.settings import SETTINGS

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", "node_modules", "built", "var", "__pycache__"}
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")
PINNED = re.compile(r"[\w.\[\]-]+==[\w.]+|-r requirements\.txt")

# In pieces, so that this file does not hold what it forbids.
REGISTRIES = [
    ".".join(name)
    for name in [
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("deb", "debian", "org"),
    ]
]


def our_files() -> list[Path]:
    return [
        path for path in sorted(ROOT.rglob("*")) if path.is_file() and not NOT_OURS & set(path.relative_to(ROOT).parts)
    ]


def content_of(path: Path) -> bytes:
    """What the file holds; nothing if a running program has taken its own short-lived file away meanwhile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def locale_folders() -> list[Path]:
    files = [*(ROOT / "widget").rglob("*.json"), *(ROOT / "backend").rglob("*.json")]
    return sorted({path.parent for path in files if path.parent.name == "locales"})


@pytest.mark.parametrize("folder", locale_folders(), ids=lambda folder: str(folder.relative_to(ROOT)))
def test_every_language_says_everything(folder):
    texts = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    # Languages differ in their plural forms, not in what has a plural.
    keys = {language: {PLURAL.sub("", key) for key in said} for language, said in texts.items()}
    everything = set().union(*keys.values())
    lacking = {language: sorted(everything - said) for language, said in keys.items() if said != everything}
    assert not lacking, f"{folder.relative_to(ROOT)} lacks {lacking}"
    assert {"fi", "sv", "en"} <= set(keys)


def test_no_file_names_a_package_registry():
    found = [
        f"{path.relative_to(ROOT)}: {registry}"
        for path in our_files()
        for registry in REGISTRIES
        if registry.encode() in content_of(path).lower()
    ]
    assert not found, f"{found}: name packages, not servers; each machine has its own mirror."


def test_the_locks_name_no_server():
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    for path in ROOT.glob("requirements*.txt"):
        lines = [line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines()]
        strange = [line for line in lines if line and not PINNED.fullmatch(line)]
        assert not strange, f"{path.name}: {strange}: one pinned package a line"


def test_every_setting_is_documented_and_no_other():
    page = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    documented = set(re.findall(r"^\|\s*`([A-Z][A-Z_]+)`", page, re.MULTILINE))
    assert documented == set(SETTINGS), f"the table differs from backend/settings.py: {documented ^ set(SETTINGS)}"


def test_settings_are_read_in_one_place():
    reads = re.compile(r"\bos\.(environ|getenv)\b|from os import .*(environ|getenv)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "backend").rglob("*.py"))
        if path != ROOT / "backend/settings.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if reads.search(line)
    ]
    assert not found, f"{found}: read it in backend/settings.py, where it is checked and documented."


def test_the_changelog_says_what_comes_next():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    [unreleased] = re.findall(r"^## Unreleased\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert re.search(r"^- \S", unreleased, re.MULTILINE)


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text("utf-8")
    missing = [path.name for path in sorted(folder.glob("[0-9]*.md")) if f"({path.name})" not in index]
    assert not missing, f"{missing}: add a line to docs/decisions/README.md"

"""What review would forget about the widget: weight, words ad blockers match, locales that say the same things."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "backend" / "embed" / "built"
LOCALES = sorted((ROOT / "widget" / "locales").glob("*.json"))
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")
TELLING = "feedback|survey|widget|comment|track|analytics|popup|rating|nps"
# A class in a style sheet or given to an element, an id, a part, the name of an element of our own, a global.
GIVEN = r"""className:["'`]|\bid:["'`]|part:["'`]|<?kohtaamo-|window\."""
NAMES = re.compile(rf"(?:{GIVEN})[\w -]*(?:{TELLING})", re.IGNORECASE)
CLASSES = re.compile(rf"[.#][\w-]*(?:{TELLING})", re.IGNORECASE)
SHEETS = sorted((ROOT / "widget" / "src").rglob("*.css"))


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    if not (BUILT / "manifest.json").exists():
        pytest.skip("the widget is not built: run node widget/build.mjs")
    content: dict[str, Any] = json.loads((BUILT / "manifest.json").read_text())
    return content


def weight(name: str) -> int:
    return len(gzip.compress((BUILT / name).read_bytes(), 9))


def test_the_launcher_keeps_its_budget_with_triggers_and_without(manifest):
    assert weight("k.js") <= 1000
    assert weight("k.js") + weight(f"g.{manifest['version']}.js") <= 1500


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
def test_all_that_rating_and_commenting_loads_keeps_its_budget(path, manifest):
    version = manifest["version"]
    needed = ["k.js", f"b.{version}.js", f"p.{version}.js", f"{path.stem}.{version}.json"]
    assert sum(map(weight, needed)) <= 8000


def test_pointing_at_an_element_keeps_its_budget(manifest):
    assert weight(f"h.{manifest['version']}.js") <= 3000


def test_every_file_of_the_manifest_is_there_and_has_a_name_no_ad_blocker_matches(manifest):
    for name in ["k.js", *manifest["files"]]:
        assert (BUILT / name).is_file()
        assert not re.search(TELLING, name)


def test_no_built_file_names_a_class_an_id_a_part_or_a_global_tellingly(manifest):
    for name in ["k.js", *manifest["files"]]:
        if name.endswith(".js"):
            assert not NAMES.findall((BUILT / name).read_text("utf-8")), name


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_sheet_names_a_class_or_an_id_tellingly(path):
    assert not CLASSES.findall(path.read_text("utf-8"))


def test_the_pinned_launcher_is_the_launcher_and_has_the_integrity_it_claims(manifest):
    pinned = manifest["pinned"]
    content = (BUILT / pinned["file"]).read_bytes()
    assert pinned["file"] == f"k.{manifest['version']}.js"
    assert content == (BUILT / "k.js").read_bytes()
    assert pinned["integrity"] == "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
def test_a_locale_says_all_that_english_says(path):
    words, english = json.loads(path.read_text()), json.loads(path.with_name("en.json").read_text())
    assert {PLURAL.sub("", key) for key in words} == {PLURAL.sub("", key) for key in english}
    assert all(text.strip() for text in words.values())
    assert all(("{n}" in words[key]) == ("{n}" in text) for key, text in english.items() if key in words)

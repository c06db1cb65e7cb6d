"""What review would forget about the widget: weight, words ad blockers match, locales that say the same things."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "backend" / "embed" / "built"
LOCALES = sorted((ROOT / "widget" / "locales").glob("*.json"))
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")


@pytest.fixture(scope="module")
def manifest() -> dict:
    if not (BUILT / "manifest.json").exists():
        pytest.skip("the widget is not built: run node widget/build.mjs")
    return json.loads((BUILT / "manifest.json").read_text())


def test_the_launcher_and_all_that_rating_loads_keep_their_budgets(manifest):
    assert manifest["k.js"]["gzip"] <= 1500
    assert manifest["whole"]["gzip"] <= 8000


def test_every_file_of_the_manifest_is_there_and_has_a_name_no_ad_blocker_matches(manifest):
    for name in ["k.js", *manifest["files"]]:
        assert (BUILT / name).is_file()
        assert not re.search("feedback|survey|widget|comment|track|analytics|popup|rating|nps", name)


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
def test_a_locale_says_all_that_english_says(path):
    words, english = json.loads(path.read_text()), json.loads(path.with_name("en.json").read_text())
    assert {PLURAL.sub("", key) for key in words} == {PLURAL.sub("", key) for key in english}
    assert all(text.strip() for text in words.values())
    assert all(("{n}" in words[key]) == ("{n}" in text) for key, text in english.items() if key in words)

"""kohtaamo.d.ts, which sites compile against, says what the source does."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "widget" / "src").rglob("*.ts"))
TYPES = (ROOT / "widget" / "kohtaamo.d.ts").read_text("utf-8")
TAG_PAGE = (ROOT / "docs" / "reference" / "tag.md").read_text("utf-8")

# Heard by the widget's own parts alone.
INNER_EVENTS = {"event"}


def block(text: str, opening: str) -> str:
    """What stands between this opening and the closing brace of the same depth."""
    [(_, inside)] = re.findall(rf"^( *){opening}[^\n]*\n(.*?)^\1}}", text, re.MULTILINE | re.DOTALL)
    return str(inside)


def verbs_of_the_source() -> set[str]:
    found = [path for path in SOURCES if "const verbs: Record<" in path.read_text("utf-8")]
    assert found, "no file of widget/src holds `const verbs: Record<…> = {`"
    inside = "\n".join(block(path.read_text("utf-8"), "const verbs: Record<") for path in found)
    [indent, *_] = re.findall(r"^( +)\w", inside, re.MULTILINE)
    return set(re.findall(rf"^{indent}(\w+)(?:\(|:)", inside, re.MULTILINE))


def events_of_the_source() -> set[str]:
    calls = [call for path in SOURCES for call in re.findall(r"\bemit_\(([^()]*?)[,)]", path.read_text("utf-8"))]
    return {name for call in calls for name in re.findall(r"'(\w+)'", call)} - INNER_EVENTS


def test_the_types_name_the_verbs_that_the_source_hears():
    named = set(re.findall(r"'(\w+)'", " ".join(re.findall(r"\(verb: ([^,)]*)", TYPES))))
    assert named == verbs_of_the_source()


def test_the_types_name_the_events_that_the_source_sends():
    named = set(re.findall(r"^    (\w+): ", block(TYPES, "interface Details"), re.MULTILINE))
    assert named == events_of_the_source()


@pytest.mark.parametrize("kind", ["verb", "event"])
def test_the_reference_page_names_them_too(kind):
    pattern = r"^\| `kohtaamo\('(\w+)'" if kind == "verb" else r"^\| `kohtaamo:(\w+)`"
    named = set(re.findall(pattern, TAG_PAGE, re.MULTILINE))
    verbs = verbs_of_the_source() - {"off"}  # on one line with `on`
    assert named == (verbs if kind == "verb" else events_of_the_source())


def test_a_page_compiles_against_the_types():
    compiler = ROOT / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        pytest.skip("TypeScript is missing: run make check")
    command = [".ci/node", str(compiler), "--noEmit", "--project", "tests/widget/types"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

"""What the documents promise about the widget is what its source does."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "widget" / "src").rglob("*.ts"))
SOURCE = "\n".join(path.read_text("utf-8") for path in SOURCES)
STORAGE_PAGE = (ROOT / "docs" / "reference" / "device-storage.md").read_text("utf-8")
TAG_PAGE = (ROOT / "docs" / "reference" / "tag.md").read_text("utf-8")
PAGES = sorted([*(ROOT / "docs" / "how-to").glob("*.md"), *(ROOT / "docs" / "reference").glob("*.md")])
# What each page of the how-tos is about, and the words without which it would not be.
HOW_TO = {
    "plain-html": ["<script", "data-site", "data-kohtaamo"],
    "wordpress": ["WordPress", "data-site"],
    "react-next": ["React", "Next", "data-kohtaamo"],
    "vue": ["Vue", "kohtaamo-touchpoint"],
    "single-page-app": ["history", "destroy"],
    "strict-csp": ["script-src", "connect-src", "trusted-types"],
    "first-party-path": ["nginx", "proxy_pass", "Caddy", "reverse_proxy"],
    "email-rating-links": ["?rating=", "/w/p/"],
    "google-tag-manager": ["Tag Manager", "data-site"],
}
LINK = re.compile(r"\]\(([^)#\s:]*)(?:#([^)\s]+))?\)")


def test_every_item_written_to_the_device_is_on_the_page_and_no_other():
    written = set(re.findall(r"['\"`](k\w:)['\"`]", SOURCE))
    assert written == set(re.findall(r"^\| `(k\w:)<site key>`", STORAGE_PAGE, re.MULTILINE))


def test_nothing_is_written_to_the_device_but_by_local_storage():
    assert not re.search(r"sessionStorage|indexedDB|document\.cookie|caches\.|navigator\.storage", SOURCE)


def test_every_member_of_what_is_kept_is_on_the_page():
    [kept] = re.findall(r"const KEPT = \{(.*?)\}", (ROOT / "widget" / "build.mjs").read_text("utf-8"), re.DOTALL)
    inner = {"body_"}  # inside `f`
    letters = {letter for name, letter in re.findall(r"(\w+): '(\w)'", kept) if name not in inner}
    documented = set(re.findall(r"^\| `(\w+)` \|", STORAGE_PAGE, re.MULTILINE))
    assert documented == letters | {"id", "touchpoint", "key"}


def test_every_part_name_is_promised_and_no_other():
    used = set(re.findall(r"\bpart: '(\w+)'|\.part\.add\('(\w+)'\)", SOURCE))
    documented = set(re.findall(r"^\| `(\w+)` \|", TAG_PAGE.split("| Part | Is |")[1].split("\n\n")[0], re.MULTILINE))
    assert documented == {name for pair in used for name in pair if name}


@pytest.mark.parametrize("name", HOW_TO)
def test_there_is_a_page_on_how_to_put_the_tag_on(name):
    path = ROOT / "docs" / "how-to" / f"{name}.md"
    text = path.read_text("utf-8")
    assert [word for word in HOW_TO[name] if word.lower() not in text.lower()] == []
    assert f"({name}.md)" in path.with_name("README.md").read_text("utf-8"), "listed"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_every_link_leads_somewhere(page):
    for path, heading in LINK.findall(page.read_text("utf-8")):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{path} does not exist"
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
            assert heading in anchors, f"{path}#{heading}: {sorted(anchors)}"

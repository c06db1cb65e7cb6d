"""What visitors read of what became of what they said: as data for the tag, and as a page without JavaScript."""

import json
from pathlib import Path

import pytest

from tests.improvements.grouping import TEXT, TITLE, group, improve

LOCALES = Path(__file__).parents[2] / "backend/embed/locales"


def show(ada, shop, shows=True):
    ada.patch(f"/sites/{shop.id}", json={"shows_improvements": shows})


def listed(shop):
    return shop.client.get(f"/w/v1/sites/{shop.key}/done")


def page(shop, query=""):
    return shop.client.get(f"/w/d/{shop.key}{query}")


def test_nothing_is_shown_until_the_owner_wants_it(shop, ada):
    improve(ada, shop, is_public=True)
    assert (listed(shop).status_code, page(shop).status_code) == (404, 404)
    show(ada, shop)
    assert (listed(shop).status_code, page(shop).status_code) == (200, 200)
    assert (page(shop).mimetype, page(shop, "?lang=sv").status_code) == ("text/html", 200)


def test_only_public_ones_stand_in_it_and_what_is_done_comes_first(shop, ada):
    show(ada, shop)
    improve(ada, shop)
    for state in ("declined", "planned", "done", "in_progress"):
        improve(ada, shop, is_public=True, state=state)
    items = listed(shop).json["items"]
    assert [item["state"] for item in items] == ["done", "in_progress", "planned", "declined"]
    assert (items[0]["title"], items[0]["text"], items[0]["said_by"]) == (TITLE, TEXT, 0)


def test_it_says_how_many_said_it_and_nothing_that_they_said(shop, ada):
    show(ada, shop)
    kept, spam = shop.leave(comment="Kassa jumittaa"), shop.leave(comment="Osta tästä")
    group(ada, improve(ada, shop, is_public=True), kept, spam)
    ada.post(f"/feedback/{spam['feedback_id']}/decisions", json={"verdict": "spam"})
    assert [item["said_by"] for item in listed(shop).json["items"]] == [1]
    words = page(shop).text
    assert "1 kävijä kertoi tästä" in words
    assert "jumittaa" not in words + listed(shop).text


def test_the_page_speaks_the_language_that_its_address_names_and_no_other(shop, ada):
    """What it says depends on its address alone: else a cache would show one visitor's language to all."""
    show(ada, shop)
    improve(ada, shop, is_public=True, state="done")
    finnish = page(shop)
    assert "Kassa nopeutui" in finnish.text
    assert "Vary" not in finnish.headers
    assert shop.client.get(f"/w/d/{shop.key}", headers={"Accept-Language": "en"}).text == finnish.text
    english = page(shop, "?lang=en").text
    assert "A faster checkout" in english
    assert '<html lang="en"' in english
    assert page(shop, "?lang=xx").text == finnish.text


@pytest.mark.parametrize("path", ["/w/d/{}", "/w/v1/sites/{}/done"])
def test_caches_may_keep_it_and_ask_whether_it_changed(shop, ada, path):
    show(ada, shop)
    improvement = improve(ada, shop, is_public=True)
    address = path.format(shop.key)
    first = shop.client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=30"
    tag = {"If-None-Match": first.headers["ETag"]}
    assert shop.client.get(address, headers=tag).status_code == 304
    ada.patch(f"/improvements/{improvement}", json={"state": "in_progress"})
    assert shop.client.get(address, headers=tag).status_code == 200


def test_what_the_owner_wrote_is_text_and_nothing_else(shop, ada):
    show(ada, shop)
    improve(ada, shop, title={"fi": "<b>Kassa</b>"}, is_public=True)
    assert "&lt;b&gt;Kassa" in page(shop).text
    assert "default-src 'none'" in page(shop).headers["Content-Security-Policy"]


def test_an_owner_is_told_where_the_page_is(shop, ada):
    told = ada.get(f"/sites/{shop.id}/tag").json
    assert told["done_page"] == f"http://localhost/w/d/{shop.key}"


@pytest.mark.parametrize("language", sorted(path.stem for path in LOCALES.glob("*.json")))
def test_every_language_names_itself(language):
    assert json.loads((LOCALES / f"{language}.json").read_text("utf-8"))["own_name"]

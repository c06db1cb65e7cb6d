"""The pages' words: a language for everybody, the owner's texts first, and colours that can be read."""

import json
import re
from datetime import UTC, datetime

import pytest

from backend.embed.colour import LEAST_CONTRAST, contrast, readable
from backend.embed.hosted_style import DARK_GROUNDS, FOLDER, LIGHT_GROUNDS, page_file, sheets_of
from backend.embed.hosted_words import LOCALES, Words, nearest, our_languages
from backend.foundation.interval import mean_interval

TEN = {"fi", "sv", "en", "nb", "da", "de", "nl", "et", "fr", "es"}


def test_ten_languages_are_spoken():
    assert set(our_languages()) == TEN


@pytest.mark.parametrize("language", sorted(TEN))
def test_every_text_is_said_in_every_language_and_has_the_same_places_to_fill(language):
    words, finnish = (json.loads((LOCALES / f"{one}.json").read_text("utf-8")) for one in (language, "fi"))
    for key, text in words.items():
        assert text.strip(), key
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", finnish[key])), key
    assert len(words["months"].split()) == 12
    if language != "fi":
        same = {key for key in words if words[key] == finnish[key]} - {"date", "thumbs.0"}  # no is ei in Estonian, too
        assert not same, "these were left in Finnish"


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("fi", 1, "1 tähti viidestä"),
        ("fi", 2, "2 tähteä viidestä"),
        ("fr", 0, "0 étoile sur cinq"),
        ("ja", 1, "1 star out of five"),
    ],
)
def test_plurals_follow_the_language(language, n, text):
    assert Words(language, "en").say("stars", n) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "1. tammikuuta 2027"), ("en", "1 January 2027"), ("de", "1. Januar 2027"), ("es", "1 de enero de 2027")],
)
def test_a_day_is_written_as_it_is_there(language, text):
    """By the site's clock: in Helsinki the year has changed by then."""
    assert Words(language, "en").date(datetime(2026, 12, 31, 23, tzinfo=UTC), "Europe/Helsinki") == text


@pytest.mark.parametrize(
    ("wanted", "languages", "found"),
    [
        (["de-AT"], ["fi", "de"], "de"),
        (["no"], ["nb"], "nb"),
        (["nn-NO"], ["nb"], "nb"),
        (["en"], ["en-GB", "en-US"], "en-GB"),
        (["en-us"], ["en-GB", "en-US"], "en-US"),
        (["xx", "sv"], ["fi", "sv"], "sv"),
        ([], ["fi"], None),
    ],
)
def test_the_nearest_language_is_taken(wanted, languages, found):
    assert nearest(wanted, languages) == found


def test_the_owners_text_is_picked_in_the_nearest_language():
    words = Words("sv-FI", "fi")
    assert words.pick({"fi": "Hei", "sv": "Hej"}) == "Hej"
    assert words.pick({"fi": "Hei", "en": "Hi"}) == "Hei"
    assert words.pick({"en": "Hi"}) == "Hi"
    assert words.pick(None) == ""


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("fi", "ltr")])
def test_a_page_runs_the_way_its_language_does(language, direction):
    assert Words(language, "en").direction == direction


@pytest.mark.parametrize("accent", ["#0b5d4e", "#ffffff", "#000000", "#ffe600", "#7f7f7f", "#ff00ff"])
def test_any_accent_can_be_read_on_every_ground(accent):
    for grounds, is_dark in ((LIGHT_GROUNDS, False), (DARK_GROUNDS, True)):
        shown = readable(accent, grounds, is_dark)
        parts = [int(shown[at : at + 2], 16) for at in (1, 3, 5)]
        for ground in grounds:
            # Rounded to whole parts, a hair may be lost.
            assert contrast(parts, [int(ground[at : at + 2], 16) for at in (1, 3, 5)]) >= LEAST_CONTRAST - 0.06


def test_an_accent_that_reads_stays_as_it_is():
    assert readable("#0b5d4e", LIGHT_GROUNDS, is_dark=False) == "#0b5d4e"


def test_the_grounds_are_those_of_the_style_sheet():
    sheet = (FOLDER / "hosted.css").read_text("utf-8")
    assert {*LIGHT_GROUNDS, *DARK_GROUNDS} <= {f"#{c * 2 if len(c) == 3 else c}" for c in re.findall(r"#(\w+)", sheet)}


def test_a_look_is_a_sheet_of_its_own_that_never_changes(shop):
    [sheet, look] = sheets_of({"accent": "#aa0000", "radius": 3})
    for name in (sheet, look):
        told = shop.client.get(f"/w/s/{name}")
        assert (told.status_code, told.mimetype) == (200, "text/css")
        assert told.headers["Cache-Control"].endswith("immutable")
    assert b"--radius: 3px" in page_file(look).body


@pytest.mark.parametrize("name", ["look-xyz-1.css", "look-aa0000-999.css", "hosted.css", "..%2fhosted.css"])
def test_no_other_sheet_is_made(shop, name):
    assert shop.client.get(f"/w/s/{name}").status_code == 404


@pytest.mark.parametrize(
    ("values", "interval"),
    [
        ([], None),
        ([4], None),
        ([4, 4, 4], (4, 4)),
        ([1, 5], (1, 5)),  # wider than the scale is no news
        ([4, 5, 4, 5, 4, 5], (3.93, 5)),
        ([2, 3, 4] * 40, (2.85, 3.15)),
    ],
)
def test_an_interval_tells_how_sure_a_mean_is(values, interval):
    found = mean_interval(len(values), sum(values), sum(value * value for value in values), 1, 5)
    assert found == (interval and pytest.approx(interval, abs=0.01))

import pytest

from backend.touchpoints.match import page_matches
from backend.touchpoints.scales import SCALES

SHOP = "https://shop.example.fi"


@pytest.mark.parametrize(
    ("pages", "page_url", "fits"),
    [
        ([], f"{SHOP}/anything", True),
        (["/"], SHOP, True),
        (["/"], f"{SHOP}/", True),
        (["/"], f"{SHOP}/kassa", False),
        (["/kassa"], f"{SHOP}/kassa", True),
        (["/kassa"], f"{SHOP}/kassa?askel=2#maksu", True),
        (["/kassa"], f"{SHOP}/kassa/", False),
        (["/kassa"], f"{SHOP}/kassalle", False),
        (["/kassa*"], f"{SHOP}/kassalle", True),
        (["/kassa/*"], f"{SHOP}/kassa/maksu/kortti", True),
        (["/kassa/*"], f"{SHOP}/kassa", False),
        (["*/kassa"], f"{SHOP}/fi/kassa", True),
        (["/*/tuote/*"], f"{SHOP}/fi/tuote/5", True),
        (["*"], f"{SHOP}/mitä/vain", True),
        (["/a", "/b"], f"{SHOP}/b", True),
        (["/a.b"], f"{SHOP}/axb", False),
        (["/a[b]?(c)"], f"{SHOP}/a[b]", False),
        (["/kassa"], f"{SHOP}/?x=/kassa", False),
        (["/kassa"], "https://evil.example/kassa", True),
        (["/kassa"], "", False),
    ],
)
def test_a_page_fits_by_its_path(pages, page_url, fits):
    assert page_matches(pages, page_url) is fits


def test_a_hostile_pattern_costs_no_time():
    assert not page_matches(["*a" * 20 + "b"], f"{SHOP}/{'a' * 60}")


@pytest.mark.parametrize(
    ("kind", "value", "score"),
    [("stars", 1, 0), ("stars", 3, 50), ("faces", 5, 100), ("nps", 0, 0), ("nps", 9, 90), ("nps", 10, 100)],
)
def test_answers_on_different_scales_compare(kind, value, score):
    assert SCALES[kind].score(value) == score

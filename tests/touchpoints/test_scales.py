import pytest

from backend.touchpoints.scales import SCALES


@pytest.mark.parametrize(
    ("kind", "value", "score"),
    [
        *(("stars", 1, 0), ("stars", 3, 50), ("faces", 5, 100), ("nps", 0, 0), ("nps", 9, 90), ("nps", 10, 100)),
        *(("thumbs", 0, 0), ("thumbs", 1, 100), ("csat", 2, 25), ("ces", 1, 0), ("ces", 4, 50), ("ces", 7, 100)),
        *(("expectation", -2, 0), ("expectation", -1, 25), ("expectation", 0, 50), ("expectation", 2, 100)),
    ],
)
def test_answers_on_different_scales_compare(kind, value, score):
    assert SCALES[kind].score(value) == score

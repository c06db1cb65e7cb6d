"""How often the scorer is right, as staff judged: counted, with the interval that tells how little is known."""

import pytest

from backend.feedback.accuracy import wilson

PRAISE = "Great, wonderful"


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        # As scipy.stats.binomtest(right, n).proportion_ci(method="wilson") gives them.
        (0, 0, 0.0, 1.0),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (8, 10, 0.4902, 0.9433),
        (1, 2, 0.0945, 0.9055),
        (90, 100, 0.8256, 0.9448),
        (900, 1000, 0.8798, 0.9171),
    ],
)
def test_the_interval_is_wilsons(right, n, low, high):
    assert wilson(right, n) == pytest.approx((low, high), abs=5e-5)


def judge(ada, shop, label, **members):
    left = shop.leave(**{"comment": PRAISE, "language": "en", **members})
    assert ada.call("PUT", f"/feedback/{left['feedback_id']}/sentiment", json={"label": label}).status_code == 200


@pytest.fixture
def judged(shop, ada):
    for label in ("positive", "positive", "mixed"):
        judge(ada, shop, label)
    judge(ada, shop, "positive", touchpoint="landing", comment="Loistava palvelu, kiitos paljon!", language="fi")
    shop.leave(comment="Terrible, awful", language="en")


def items(person, query=""):
    answer = person.get(f"/sentiment/accuracy{query}")
    assert answer.status_code == 200, answer.text
    return answer.json["items"]


def test_shares_are_told_of_all_and_by_language_touchpoint_and_version(ada, shop, judged):
    told = items(ada, f"?site={shop.key}")
    assert {(row["by"], row["key"]): (row["right"], row["n"]) for row in told if row["by"] != "version"} == {
        ("all", "all"): (3, 4),
        ("language", "en"): (2, 3),
        ("language", "fi"): (1, 1),
        ("touchpoint", "checkout"): (2, 3),
        ("touchpoint", "landing"): (1, 1),
    }
    assert [row["by"] for row in told] == ["all", "language", "language", "touchpoint", "touchpoint", "version"]
    assert told[0] == {"by": "all", "key": "all", "n": 4, "right": 3, "share": 0.75, "low": 0.3006, "high": 0.9544}


def test_nothing_judged_is_an_empty_list(ada, shop):
    shop.leave(comment=PRAISE)
    assert items(ada) == []


def test_another_sites_judgements_are_not_told(mallory, ada, shop, judged):
    assert items(mallory) == []
    assert mallory.get(f"/sentiment/accuracy?site={shop.key}").status_code == 404


def test_readers_may_see_it_and_strangers_not(person, shop, judged):
    assert items(person("viewer", ["read"]))[0]["n"] == 4
    assert person("owner", ["submit"]).get("/sentiment/accuracy").status_code == 403
    assert shop.client.get("/api/v1/sentiment/accuracy").status_code == 401


def test_what_is_erased_or_taken_back_is_not_counted_any_more(ada, shop):
    judge(ada, shop, "mixed")
    left = shop.leave(comment=PRAISE, language="en")
    ada.call("PUT", f"/feedback/{left['feedback_id']}/sentiment", json={"label": "mixed"})
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert items(ada)[0]["n"] == 1


def test_the_report_prints_the_same_figures(app, shop, judged):
    result = app.test_cli_runner().invoke(args=["sentiment", "report", "--site", shop.key])
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "all 4 3 75% 30% to 95%" in lines
    assert "language en 3 2 67% 21% to 94%" in lines
    assert lines[-1].endswith("a floor, not an estimate.")


def test_the_report_says_how_to_begin(app, shop):
    result = app.test_cli_runner().invoke(args=["sentiment", "report", "--site", shop.key])
    assert "correct or confirm" in result.output

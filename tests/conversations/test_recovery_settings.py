"""A site's recovery rules: sensible from the start, and set as a whole."""

import pytest

from tests.conversations.recovery_cast import configure


def test_a_new_site_has_rules_that_make_sense(shop, ada):
    rules = ada.get(f"/sites/{shop.id}/recovery").json
    assert (rules["is_on"], rules["score_line"], rules["answer_minutes"]) == (True, 25.0, 480)
    assert rules["week"] == [[[540, 1020]]] * 5 + [[], []]
    assert (rules["country"], rules["timezone"]) == ("FI", "Europe/Helsinki")
    assert {"fi", "sv", "en"} == set(rules["words"])
    assert "FI" in rules["countries"]
    assert len(rules["coming_holidays"]) == 6
    assert rules["rota"] == []


def test_what_is_set_is_what_is_read_and_what_is_left_out_is_the_default(shop, ada):
    closed = [{"on": "2026-12-31", "name": "Inventaario"}, {"on": "2026-07-24", "name": ""}]
    saved = configure(ada, shop, closed_days=closed, score_line=None, no_answer_days=7)
    assert saved == ada.get(f"/sites/{shop.id}/recovery").json
    assert [day["on"] for day in saved["closed_days"]] == ["2026-07-24", "2026-12-31"]
    assert saved["score_line"] is None
    assert (saved["country"], saved["coming_holidays"]) == (None, [])
    again = ada.call("PUT", f"/sites/{shop.id}/recovery", json={}).json
    assert (again["score_line"], again["closed_days"], again["no_answer_days"]) == (25.0, [], 14)


@pytest.mark.parametrize(
    ("rules", "name"),
    [
        ({"week": [[[0, 1440]]] * 6}, "week"),
        ({"week": [[]] * 7}, "week"),
        ({"week": [[[600, 540]]] + [[[0, 1440]]] * 6}, "week"),
        ({"week": [[[540, 700], [650, 1020]]] + [[[0, 1440]]] * 6}, "week"),
        ({"country": "XX"}, "country"),
        ({"score_line": 101}, "score_line"),
        ({"score_line": "25"}, "score_line"),
        ({"sentiment_line": -1.5}, "sentiment_line"),
        ({"answer_minutes": 0}, "answer_minutes"),
        ({"words": {"fi": ["  "]}}, "words"),
        ({"closed_days": [{"on": "2026-12-31"}, {"on": "2026-12-31"}]}, "closed_days"),
        ({"closed_days": [{"on": "31.12.2026"}]}, "closed_days"),
        ({"rota": [{"staff_id": "5b0b6f4e-0000-7000-8000-000000000000"}]}, "rota"),
    ],
)
def test_rules_that_make_no_sense_are_refused_by_name(shop, ada, rules, name):
    response = ada.call("PUT", f"/sites/{shop.id}/recovery", json=rules)
    assert response.status_code == 422, response.text
    assert response.json["invalid_params"][0]["name"].startswith(name)


def test_a_viewer_stands_on_no_rota_for_she_answers_nobody(shop, ada, person):
    viewer = person("viewer", name="Vera")
    response = ada.call("PUT", f"/sites/{shop.id}/recovery", json={"rota": [{"staff_id": str(viewer.staff_id)}]})
    assert (response.status_code, response.json["invalid_params"][0]["name"]) == (422, "rota.0.staff_id")


def test_who_takes_cases_says_herself_that_she_is_away(shop, ada, person):
    grace, linus = person("agent", name="Grace"), person("agent", name="Linus")
    configure(ada, shop, rota=[{"staff_id": str(grace.staff_id)}])
    path = f"/sites/{shop.id}/recovery/absence"
    away = grace.call("PUT", path, json={"away_until": "2026-12-31"})
    assert away.json["rota"] == [{"staff_id": str(grace.staff_id), "away_until": "2026-12-31"}]
    assert grace.call("PUT", path, json={"away_until": None}).json["rota"][0]["away_until"] is None
    refused = linus.call("PUT", path, json={"away_until": None})
    assert (refused.status_code, refused.json["code"]) == (409, "not_on_rota")

"""Words that staff file feedback under, and find it by again."""

import pytest


@pytest.fixture
def left(shop):
    return shop.leave(comment="Maksu jumittui")


def put(person, left, *tags):
    return person.call("PUT", f"/feedback/{left['feedback_id']}/tags", json={"tags": list(tags)})


def found(person, shop, query):
    return [row["comment"] for row in person.get(f"/feedback?site={shop.key}&{query}").json["items"]]


def test_a_feedback_stands_under_the_words_it_was_given(shop, ada, left):
    assert put(ada, left, "maksu", "kassa").json["tags"] == ["kassa", "maksu"]
    assert put(ada, left, "maksu", "hyvitys").json["tags"] == ["hyvitys", "maksu"]
    assert ada.get(f"/feedback/{left['feedback_id']}").json["tags"] == ["hyvitys", "maksu"]
    assert ada.get(f"/feedback?site={shop.key}").json["items"][0]["tags"] == ["hyvitys", "maksu"]
    assert put(ada, left).json["tags"] == []


def test_the_same_word_is_one_however_it_is_written(ada, left):
    assert put(ada, left, "Maksu", "#maksu", "  MAKSU ", "kallis  hinta").json["tags"] == ["kallis hinta", "maksu"]


def test_feedback_is_found_by_any_of_the_words(shop, ada, left):
    other = shop.leave(comment="Hidas toimitus")
    shop.leave(comment="Kaikki hyvin")
    put(ada, left, "maksu")
    put(ada, other, "toimitus", "maksu")
    assert found(ada, shop, "tag=Maksu") == ["Hidas toimitus", "Maksu jumittui"]
    assert found(ada, shop, "tag=toimitus") == ["Hidas toimitus"]
    assert found(ada, shop, "tag=toimitus&tag=maksu") == ["Hidas toimitus", "Maksu jumittui"]
    assert found(ada, shop, "tag=muu") == []


def test_the_words_in_use_are_told_the_commonest_first(shop, ada, mallory, left):
    put(ada, left, "maksu", "kassa")
    put(ada, shop.leave(), "maksu")
    assert ada.get(f"/tags?site={shop.key}").json["items"] == [{"tag": "maksu", "n": 2}, {"tag": "kassa", "n": 1}]
    assert mallory.get("/tags").json["items"] == []


def test_filing_is_in_the_history_and_the_same_again_is_nothing_new(ada, left):
    put(ada, left, "maksu")
    before = ada.get(f"/feedback/{left['feedback_id']}").json
    put(ada, left, "maksu")
    after = ada.get(f"/feedback/{left['feedback_id']}").json
    assert [event["kind"] for event in after["history"]][-1] == "tags.changed"
    assert after["history"] == before["history"]
    assert after["updated_at"] == before["updated_at"]


def test_tags_go_with_what_the_visitor_erases(shop, ada, left):
    put(ada, left, "maksu")
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert ada.get(f"/tags?site={shop.key}").json["items"] == []


@pytest.mark.parametrize(
    "tags", [["x" * 41], [""], [" "], [5], ["t"] * 21], ids=["long", "empty", "blank", "number", "many"]
)
def test_what_is_no_tag_is_refused(ada, left, tags):
    assert put(ada, left, *tags).status_code == 422

"""`flask counts verify` counts anew: exact after any deeds, and it finds what is not."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select, update

from backend.feedback.models import DayCount
from backend.feedback.rescore import rescore
from backend.feedback.verify_counts import differences
from backend.foundation.database import db, writing
from backend.sentiment.result import Sentiment
from tests.feedback.counting import counted
from tests.feedback.test_counts import DEEDS, LABELS, VERDICTS, ask_for_choices, do, said
from tests.insights.history import say

MORE_DEEDS = ["move to another stage", "rescore", "solve", "retire the choices", "ask for them again"]
deeds = st.lists(
    st.tuples(st.sampled_from([*DEEDS, *VERDICTS, "hide", *LABELS, *MORE_DEEDS]), st.integers(0, 3), said),
    min_size=1,
    max_size=14,
)


def do_more(shop, ada, deed, receipts, number):
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    if deed == "move to another stage":
        stage = ("image", "purchase", "use")[number % 3]
        return ada.patch(f"/touchpoints/{checkout['id']}", json={"stage": stage})
    if deed == "retire the choices":
        return ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": checkout["questions"][:3]})
    if deed == "rescore":
        with shop.app.app_context():
            list(rescore([shop.id], Contrary()))
        return None
    if deed == "solve" and receipts:
        return ada.patch(f"/feedback/{receipts[number % len(receipts)][2]}", json={"case": "solved"})
    ask_for_choices(ada, shop)
    return None


class Contrary:
    """A scorer of another version that holds everything for negative."""

    version = "contrary"

    def has_scored(self, version):
        return False

    def score(self, text, language):
        return Sentiment(-0.9, "negative", 0.9, language, None, (), self.version) if text else None


@settings(
    derandomize=True, database=None, deadline=None, max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(deeds)
def test_nothing_that_is_done_makes_the_counts_differ_from_a_recount(app, shop, ada, sequence):
    receipts: list = []
    ask_for_choices(ada, shop)
    for deed, number, what in sequence:
        if deed in MORE_DEEDS:
            do_more(shop, ada, deed, receipts, number)
        else:
            do(shop, ada, deed, receipts, number, what) if deed != "hide" else hide(ada, receipts, number)
    with app.app_context():
        assert differences(shop.id) == []


def hide(ada, receipts, number):
    if receipts:
        ada.post(f"/feedback/{receipts[number % len(receipts)][2]}/decisions", json={"verdict": "hide"})


@pytest.fixture
def wronged(app, shop):
    """A shop one of whose counts is one too many."""
    say(shop, {4: 3, 5: 2})
    with app.app_context(), writing():
        its = (DayCount.site_id == shop.id, DayCount.value == 4)
        db.session.execute(update(DayCount).where(*its).values(n=DayCount.n + 1))
    return shop


def test_a_wrong_count_is_found_and_told(app, wronged):
    told = app.test_cli_runner().invoke(args=["counts", "verify", "--site", wronged.key])
    assert told.exit_code == 1
    assert "1 differences." in told.output
    assert "value 4, no words: 4 kept, 3 counted" in told.output


def test_a_wrong_count_can_be_set_right(app, wronged):
    run = app.test_cli_runner().invoke
    assert "Set right." in run(args=["counts", "verify", "--repair", "--site", wronged.key]).output
    told = run(args=["counts", "verify", "--site", wronged.key])
    assert (told.exit_code, told.output.strip()) == (0, "0 differences.")
    assert sorted(counted(app, wronged).values()) == [2, 3]


def test_a_count_of_nothing_is_no_difference(app, shop):
    left = shop.leave(rating=4)
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    with app.app_context():
        assert [row.n for row in db.session.scalars(select(DayCount).where(DayCount.site_id == shop.id))] == [0]
        assert differences(shop.id) == []

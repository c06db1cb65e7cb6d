"""Pages and counts that many ask for at once are read once, for those alone whose rights are the same."""

import pytest

from backend.foundation.one_reading import Readings


@pytest.fixture
def question(app, monkeypatch):
    """The question under which somebody's request would share its reading, besides its answer."""
    asked = []
    share = Readings.share

    def noting(self, question, read):
        asked.append(question)
        return share(self, question, read)

    monkeypatch.setattr(Readings, "share", noting)

    def question(who, path):
        assert who.get(path).status_code == 200
        return asked[-1]

    return question


@pytest.fixture
def page(shop):
    shop.leave(comment="Hei")
    return f"/feedback?site={shop.key}&limit=30"


def test_two_agents_who_ask_for_the_same_page_share_it(question, page, person):
    assert question(person("agent", name="Bo"), page) == question(person("agent", name="Cy"), page)


@pytest.mark.parametrize("kind", ["/feedback", "/feedback/counts"])
def test_nobody_shares_with_whom_is_allowed_more_or_less(question, shop, person, kind):
    path = f"{kind}?site={shop.key}"
    asked = {question(person(role), path) for role in ("owner", "manager", "agent", "viewer")}
    asked.add(question(person("agent", ["read"]), path))
    assert len(asked) == 5


def test_pages_and_counts_of_other_sites_are_other_questions(question, shop, ada, mallory, other_shop):
    mine, hers = question(ada, "/feedback/counts"), question(mallory, "/feedback/counts")
    assert mine != hers
    assert question(ada, f"/feedback?site={shop.key}") != mine


def test_what_is_assigned_to_me_is_shared_with_nobody(question, page, person):
    mine = f"{page}&assignee=me"
    assert question(person("agent", name="Bo"), mine) != question(person("agent", name="Cy"), mine)


def test_who_reads_in_another_language_is_given_its_names(app, question, page, person):
    from backend.accounts.models import Staff
    from backend.foundation.database import db, writing

    readers = [person("agent", name=name) for name in ("Bo", "Cy")]
    with app.app_context(), writing():
        for reader, locale in zip(readers, ("fi", "en"), strict=True):
            db.session.get_one(Staff, reader.staff_id).locale = locale
    asked = [question(reader, page) for reader in readers]
    assert asked[0] != asked[1]
    names = [reader.get(page).json["items"][0]["touchpoint"]["name"] for reader in readers]
    assert names == ["Kassa", "Checkout"]


@pytest.mark.parametrize("more", ["&case=new", "&limit=31", "&q=hei", "&tag=kassa", "&since=2020-01-01T00:00:00Z"])
def test_every_filter_makes_it_another_question(question, shop, ada, more):
    base = f"/feedback?site={shop.key}"
    assert question(ada, base) != question(ada, base + more)


def test_what_was_stored_before_is_seen(shop, ada):
    for number in range(3):
        left = shop.leave(comment=f"Hei {number}")
        assert ada.get(f"/feedback?site={shop.key}").json["items"][0]["id"] == left["feedback_id"]

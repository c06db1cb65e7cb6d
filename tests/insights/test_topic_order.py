"""Which topic comes first: what adds most complaints to those told before it, the page's own field late."""

from backend.insights.topic_words import topics_in_names
from backend.insights.topics import find_topics
from tests.insights.remarks import comments, topic


def test_a_field_comes_after_what_tells_its_complaints_more_exactly():
    """On a page about bookings every comment speaks of booking: that is no finding."""
    said = [("negative", "booking gave me the wrong date")] * 3 + [("negative", "booking: hidden resort fee")] * 2
    found = find_topics(comments(*said, ("negative", "booking is odd"), language="en"))
    assert [one.key for one in found.items][:3] == ["dates", "fees", "booking"]
    assert topic(found, "booking").complaints == 6


def test_the_pages_field_comes_after_what_fewer_complaints_tell():
    """Where tickets are sold, the word ticket tells nothing, however often it stands alone."""
    said = [("negative", "the ticket")] * 8 + [("negative", "the queue stood still")] * 3
    found = find_topics(comments(*said, *[("neutral", "so it goes")] * 20, language="en"))
    assert [one.key for one in found.items] == ["queue", "ticket"]
    assert topic(found, "ticket").complaints == 8


def test_a_field_that_few_speak_of_is_a_finding():
    said = [("negative", "the ticket")] * 6 + [("negative", "the queue stood still")] * 3
    found = find_topics(comments(*said, *[("neutral", "so it goes")] * 40, language="en"))
    assert [one.key for one in found.items] == ["ticket", "queue"]


def test_a_wide_topic_comes_after_an_exact_one_that_tells_nearly_as_many_complaints():
    """Those who write of tickets mostly write of several matters."""
    said = [("negative", "the ticket")] * 4 + [("negative", "the queue stood still")] * 3
    found = find_topics(comments(*said, *[("neutral", "so it goes")] * 40, language="en"))
    assert [one.key for one in found.items] == ["queue", "ticket"]


def test_of_two_that_add_as_many_complaints_the_one_that_more_speak_of_comes_first():
    said = [("negative", "rude man, and the queue")] * 2 + [("negative", "the queue")] * 4
    said += [("negative", "rude man")] * 2 + [("negative", "smashed")] * 3 + [("neutral", "smashed")] * 2
    found = find_topics(comments(*said, *[("neutral", "so it goes")] * 20, language="en"))
    assert [one.key for one in found.items] == ["queue", "damage", "manners"]


def test_praise_never_outweighs_two_complaints():
    said = [("negative", "rude man")] * 4 + [("negative", "the queue")] * 2 + [("positive", "no queue")] * 50
    assert [one.key for one in find_topics(comments(*said, language="en")).items] == ["manners", "queue"]


def test_a_topic_that_the_pages_name_speaks_of_is_its_field():
    said = comments(*[("negative", "tracking")] * 5, *[("negative", "rude man")] * 2, language="en")
    assert [one.key for one in find_topics(said).items] == ["tracking", "manners"]
    named = topics_in_names([{"en": "Parcel tracking", "fi": "Paketin seuranta"}])
    assert named == {"parcel", "tracking"}
    assert [one.key for one in find_topics(said, named=named).items] == ["manners", "tracking"]


def test_the_names_of_several_pages_tell_only_what_they_share():
    assert topics_in_names([{"en": "Parcel tracking"}, {"en": "Parcel lockers"}]) == {"parcel"}
    assert topics_in_names([]) == frozenset()


def test_a_topic_whose_complaints_another_tells_already_comes_after_one_that_tells_others():
    said = [("negative", "fingerprint and password")] * 4 + [("negative", "password")] + [("negative", "rude man")] * 3
    found = find_topics(comments(*said, language="en"))
    assert [one.key for one in found.items] == ["login", "manners", "biometric"]


def test_a_topic_of_a_third_of_all_comments_tells_only_what_none_tells_more_exactly():
    said = [("negative", "late, and the rude man")] * 4 + [("negative", "late")] * 2 + [("negative", "a queue")] * 3
    found = find_topics(comments(*said, *[("neutral", "so it goes")] * 5, language="en"))
    assert [one.key for one in found.items] == ["manners", "queue", "late"]
    assert topic(found, "late").complaints == 6


def test_two_topics_of_one_area_do_not_stand_together_where_another_tells_nearly_as_much():
    """Fees and discounts both lie in price: the queue, told nearly as often, comes between."""
    said = [("negative", "a hidden fee")] * 9 + [("negative", "the discount is gone")] * 8
    found = find_topics(comments(*said, *[("negative", "the queue stood still")] * 7, language="en"))
    assert [one.key for one in found.items][:3] == ["fees", "queue", "discount"]

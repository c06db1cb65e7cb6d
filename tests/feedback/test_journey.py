"""What else the same visitor said, as far as she told who she is."""

from tests.customers.signing import Signer


def journey(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}/journey").json["items"]


def test_what_she_said_under_the_same_address_stands_in_order(shop, ada):
    first = shop.leave(touchpoint="landing", rating=5, email="aino@example.fi", comment="Löytyi heti")
    shop.leave(comment="Joku muu", email="eino@example.fi")
    shop.leave(comment="Nimetön")
    last = shop.leave(rating=1, email="aino@example.fi", comment="Kassa jumissa")
    told = journey(ada, last)
    assert [each["id"] for each in told] == [first["feedback_id"], last["feedback_id"]]
    assert [each["touchpoint"]["key"] for each in told] == ["landing", "checkout"]
    assert [each["is_this"] for each in told] == [False, True]
    assert told[0]["by"] == ["email"]
    assert (told[0]["stage"]["key"], told[0]["rating"]["value"]) == ("image", 5)


def test_the_same_order_ties_them_too(shop, ada):
    first = shop.leave(subject="1001", comment="Tilattu")
    last = shop.leave(subject="1001", email="aino@example.fi", comment="Ei tullut")
    assert [each["by"] for each in journey(ada, last)] == [["subject"], ["email", "subject"]]
    assert len(journey(ada, first)) == 2


def test_who_is_alone_or_unknown_has_none(shop, ada):
    shop.leave(comment="Toinen")
    assert journey(ada, shop.leave(comment="Nimetön")) == []
    assert journey(ada, shop.leave(comment="Yksin", email="yksin@example.fi")) == []


def test_spam_under_her_address_is_not_hers(shop, ada):
    spam = shop.leave(email="aino@example.fi", comment="Halpoja kelloja")
    ada.post(f"/feedback/{spam['feedback_id']}/decisions", json={"verdict": "spam"})
    assert journey(ada, shop.leave(email="aino@example.fi", comment="Oikea")) == []


def test_another_site_is_another_matter(shop, other_shop, ada):
    other_shop.leave(email="aino@example.fi", comment="Muualla")
    assert journey(ada, shop.leave(email="aino@example.fi", comment="Täällä")) == []


def test_the_sites_own_token_ties_them_whatever_address_she_leaves(shop, ada):
    signer = Signer(shop, ada)
    first, last = signer.leave("c-1", comment="Ensin"), signer.leave("c-1", comment="Sitten")
    signer.leave("c-2", comment="Toinen asiakas")
    told = journey(ada, last)
    assert [each["id"] for each in told] == [first["feedback_id"], last["feedback_id"]]
    assert told[0]["by"] == ["customer"]

"""Personal data: found by form and check sum, masked where others read it."""

import pytest

from backend.moderation.personal_data import masked, personal_data


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Vastaa osoitteeseen aino.virtanen+x@posti.example.fi, kiitos", ["email"]),
        ("Numero on 040 123 4567.", ["phone"]),
        ("+358 40 1234567 ja 09-123 4567", ["phone", "phone"]),
        ("ring 070-123 45 67", ["phone"]),
        ("Tunnukseni on 131052-308T", ["identity_code"]),
        ("131052A308t pienellä", ["identity_code"]),
        ("131052-308U on väärin", []),
        ("993052-308T", []),
        ("Tilille FI21 1234 5600 0007 85 kiitos", ["bank_account"]),
        ("FI2112345600000785", ["bank_account"]),
        ("FI21 1234 5600 0007 86", []),
        ("SE45 5000 0000 0583 9825 7466", ["bank_account"]),
        ("Tilaus 100023456 ja 2026-11-22", []),
        ("12-05-2026 klo 12.30", []),
        ("Maksoin 1 234 567 euroa", []),
        ("tuote 0123", []),
        ("@aino ja a @ b", []),
        ("", []),
    ],
)
def test_what_tells_who_somebody_is_is_found_and_nothing_else(text, kinds):
    assert [piece.kind for piece in personal_data(text)] == kinds


def test_what_is_found_is_masked_and_the_rest_stays():
    text = "Soita 040 123 4567 tai a@b.example.fi, tili FI21 1234 5600 0007 85. Kiitos!"
    assert masked(text) == "Soita ••• tai •••, tili •••. Kiitos!"
    assert masked("Ei mitään 5/5") == "Ei mitään 5/5"


def test_what_is_published_shows_no_personal_data_but_staff_see_it(shop, ada):
    text = "Soittakaa 040 123 4567 tai aino@example.fi"
    left = shop.leave(comment=text)
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    shop.step(left["id"], left["thread_key"], permission=True, shown_name="aino@example.fi")
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    [item] = shop.client.get(f"/w/v1/sites/{shop.key}/touchpoints/checkout/published").json["items"]
    assert (item["comment"], item["shown_name"]) == ("Soittakaa ••• tai •••", "•••")
    seen = ada.get(f"/feedback/{left['feedback_id']}").json
    assert seen["comment"] == text
    assert seen["signals"] == [{"name": "personal_data", "found": "email, phone"}]

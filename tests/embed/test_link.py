"""The link to a touchpoint's page, as an address and as a picture to print."""

import re
from xml.etree import ElementTree

import pytest

from tests.applications import dispose, make_app, make_person, make_site


@pytest.fixture
def checkout(shop, ada):
    [found] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    return f"/touchpoints/{found['id']}"


def test_the_link_leads_to_the_form(shop, ada, checkout):
    told = ada.get(checkout + "/link").json
    assert told["url"] == f"http://localhost/w/p/{shop.key}/checkout"
    assert shop.client.get(told["url"]).status_code == 200
    assert told["qr_svg"] == f"http://localhost/api/v1{checkout}/qr.svg"


def test_the_picture_has_a_title_and_quiet_around_it(ada, checkout):
    told = ada.get(checkout + "/qr.svg")
    assert told.mimetype == "image/svg+xml"
    picture = ElementTree.fromstring(told.data)  # noqa: S314 - our own
    svg = "{http://www.w3.org/2000/svg}"
    assert picture.find(f"{svg}title").text == ada.get(checkout + "/link").json["url"]
    ground, drawn = picture.findall(f"{svg}path")
    assert (ground.get("fill"), drawn.get("stroke")) == ("#fff", "#000")
    side = int(picture.get("viewBox").split()[2])
    # Four modules free at the start, and the first row is drawn in its middle.
    assert re.match(r"M4 4\.5h7", drawn.get("d"))
    assert (side - 8 - 17) % 4 == 0, "a QR code and nothing beside it"
    assert "style" not in told.text


def test_the_public_address_is_the_one_that_was_set(fresh_database_url, tmp_path):
    app = make_app(fresh_database_url("sqlite"), tmp_path, public_url="https://kohtaamo.example.fi", prefix="/palaute")
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    [touchpoint, *_] = ada.get(f"/touchpoints?site={shop.key}").json["items"]
    link = ada.get(f"/touchpoints/{touchpoint['id']}/link").json["url"]
    assert link == f"https://kohtaamo.example.fi/palaute/p/{shop.key}/{touchpoint['key']}"
    assert 'src="https://kohtaamo.example.fi/palaute/k.js"' in ada.get(f"/sites/{shop.id}/tag").json["tag"]
    dispose(app)

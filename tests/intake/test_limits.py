"""Limits at the public door: by address, by touchpoint and by site, each with its own budget."""

import pytest

from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site
from tests.databases import free_port

# By the day, so that no window ends while a test counts.
FEW = {"limits": True, "limit_address": "5/day", "limit_touchpoint": "1000/day", "limit_site": "1000/day"}


@pytest.fixture
def app_with(fresh_database_url, tmp_path_factory):
    """Makes apps with these limits, all on one SQLite file as the processes of one server are."""
    address, made = database_url(fresh_database_url("sqlite")), []

    def make(**limits):
        made.append(make_app(address, tmp_path_factory.mktemp("data"), **{**FEW, **limits}))
        return made[-1]

    yield make
    for app in made:
        dispose(app)


def accepted(shop, times, **options):
    """How many of so many entries got in; the others must have been told to wait."""
    statuses = [shop.send(**options).status_code for _ in range(times)]
    assert set(statuses) <= {201, 429}
    return statuses.count(201)


def test_who_is_too_quick_is_told_how_long_to_wait(app_with):
    shop = make_site(app_with())
    assert accepted(shop, 5) == 5
    response = shop.send()
    assert (response.status_code, response.json["code"]) == (429, "too_many_requests")
    assert 1 <= int(response.headers["Retry-After"]) <= 86_400
    assert response.headers["RateLimit-Policy"] == '"address";q=5;w=86400'
    assert response.headers["RateLimit"].startswith('"address";r=0;t=')
    assert "RateLimit" in response.headers["Access-Control-Expose-Headers"]
    assert f"{response.headers['Retry-After']} seconds" in response.json["detail"]


def test_every_answer_says_what_is_left(app_with):
    shop = make_site(app_with())
    told = shop.send().headers
    assert told["RateLimit-Policy"] == '"address";q=5;w=86400, "touchpoint";q=1000;w=86400, "site";q=1000;w=86400'
    assert '"address";r=4' in told["RateLimit"]
    assert '"site";r=999' in told["RateLimit"]


def test_refused_requests_count_too(app_with):
    shop = make_site(app_with())
    for _ in range(5):
        assert shop.send(b"{").status_code == 400
    assert shop.send().status_code == 429


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP", "Forwarded"])
def test_two_hundred_forged_addresses_gain_nothing(app_with, header):
    shop = make_site(app_with())
    value = "for=10.0.0.{}" if header == "Forwarded" else "10.0.0.{}"
    statuses = [shop.send(headers={header: value.format(number)}).status_code for number in range(200)]
    assert statuses.count(201) == 5


def test_behind_one_proxy_the_last_address_counts_and_what_stands_before_it_gains_nothing(app_with):
    shop = make_site(app_with(trusted_hops=1))
    forged = [shop.send(headers={"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.7"}).status_code for n in range(50)]
    assert forged.count(201) == 5
    assert accepted(shop, 8, headers={"X-Forwarded-For": "203.0.113.7, 203.0.113.8"}) == 5


def test_an_ipv6_visitor_is_her_whole_network(app_with):
    shop = make_site(app_with())
    here = [
        shop.send(environ_overrides={"REMOTE_ADDR": f"2001:db8:0:1::{number:x}"}).status_code for number in range(20)
    ]
    assert here.count(201) == 5
    assert shop.send(environ_overrides={"REMOTE_ADDR": "2001:db8:0:2::1"}).status_code == 201


def test_a_flooded_touchpoint_leaves_the_others_open(app_with):
    shop = make_site(app_with(limit_address="1000/day", limit_touchpoint="5/day"))
    assert accepted(shop, 8) == 5
    assert shop.send(shop.entry(touchpoint="landing")).status_code == 201


def test_a_flooded_site_leaves_the_others_open(app_with):
    app = app_with(limit_address="1000/day", limit_site="5/day")
    flooded, quiet = make_site(app), make_site(app)
    assert accepted(flooded, 8) == 5
    assert flooded.send(flooded.entry(touchpoint="landing")).status_code == 429
    assert accepted(quiet, 5) == 5


def test_strangers_who_may_not_submit_use_up_nobodys_site(app_with):
    shop = make_site(app_with(limit_address="1000/day", limit_site="5/day"))
    for _ in range(10):
        assert shop.send(origin="https://evil.example").status_code == 403
    assert accepted(shop, 5) == 5


def test_reading_a_conversation_has_a_limit_of_its_own(app_with):
    shop = make_site(app_with(limit_reading="3/day"))
    key = shop.send().json["thread_key"]
    statuses = [shop.client.get(f"/w/v1/threads/{key}").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert shop.send().status_code == 201


def test_what_a_cdn_could_answer_is_never_refused(app_with):
    shop = make_site(app_with(limit_address="1/day", limit_reading="1/day"))
    assert {shop.client.get(f"/w/v1/sites/{shop.key}").status_code for _ in range(20)} == {200}


def test_with_valkey_the_count_is_one_across_processes(app_with, valkey_server):
    address = {"REMOTE_ADDR": f"2001:db8:0:{free_port():x}::1"}
    shops = [make_site(app_with(valkey_url=valkey_server)) for _ in range(2)]
    statuses = [shops[number % 2].send(environ_overrides=address).status_code for number in range(20)]
    assert statuses == [201] * 5 + [429] * 15


def test_without_valkey_each_process_counts_for_itself(app_with):
    shops = [make_site(app_with()) for _ in range(2)]
    assert [accepted(shop, 8) for shop in shops] == [5, 5]


def test_when_valkey_is_gone_visitors_are_still_heard_and_still_counted(app_with, capsys):
    shop = make_site(app_with(valkey_url=f"valkey://127.0.0.1:{free_port()}"))
    assert accepted(shop, 8) == 5
    assert "valkey_unreachable" in capsys.readouterr().err


def test_limits_that_are_off_refuse_nobody(app_with):
    assert accepted(make_site(app_with(limits=False)), 10) == 10


def bearer(person):
    return {"Authorization": f"Bearer {person.token}"}


def test_a_program_with_a_token_is_counted_by_its_owner_and_not_by_its_address(app_with):
    app = app_with(limit_address="2/day", limit_token="6/day")
    shop = make_site(app)
    ada, grace = make_person(app, shop, "owner"), make_person(app, shop, "owner", name="Grace")
    assert accepted(shop, 9, origin=None, headers=bearer(ada)) == 6
    told = shop.send(origin=None, headers=bearer(grace))
    assert told.headers["RateLimit-Policy"].startswith('"token";q=6;w=86400')
    assert accepted(shop, 5) == 2


@pytest.mark.parametrize("scopes", [None, ["read"]], ids=["unknown", "may not submit"])
def test_a_token_that_opens_nothing_counts_by_the_address(app_with, scopes):
    app = app_with(limit_address="2/day", limit_token="6/day")
    shop = make_site(app)
    headers = bearer(make_person(app, shop, "owner", scopes)) if scopes else {"Authorization": f"Bearer kt_{'a' * 43}"}
    statuses = [shop.send(origin=None, headers=headers).status_code for _ in range(4)]
    assert statuses == [403 if scopes else 401] * 2 + [429] * 2

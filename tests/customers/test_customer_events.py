"""What customers did: told by API or by a table, each once, all or none, read beside what they said."""

import pytest

EVENTS = "/customer-events"


def event(key="o-1", customer="c-1", kind="purchase", at="2026-11-01T12:00:00Z", **more):
    return {"key": key, "customer": customer, "kind": kind, "occurred_at": at, **more}


@pytest.fixture
def tell(shop, ada):
    return lambda *events, **options: ada.post(f"{EVENTS}?site={shop.key}", json={"items": list(events)}, **options)


@pytest.fixture
def bring(shop, ada):
    """Sends a table."""

    def send(*lines, site=None):
        data = "\n".join(lines)
        path = f"{EVENTS}/imports?site={(site or shop).key}"
        return ada.post(path, data=data.encode() if isinstance(data, str) else data, content_type="text/csv")

    return send


@pytest.fixture
def done(ada, known):
    """What a customer did, as staff read it."""
    return lambda reference: ada.get(f"/customers/{known(reference)['id']}/events").json["items"]


def test_what_is_told_is_read_on_the_customers_page_the_latest_first(tell, done):
    first = event("o-1", amount=49.9, currency="EUR")
    told = tell(first, event("o-2", kind="renewal", at="2026-11-03T12:00:00+02:00"), event("o-3", customer="c-2"))
    assert (told.status_code, told.json) == (201, {"new": 3, "known": 0})
    renewal, purchase = done("c-1")
    assert (renewal["kind"], renewal["occurred_at"]) == ("renewal", "2026-11-03T10:00:00.000Z")
    assert (purchase["key"], purchase["amount"], purchase["currency"]) == ("o-1", 49.9, "EUR")


def test_told_twice_it_is_one_event(tell, done):
    assert tell(event(), event()).json == {"new": 1, "known": 1}
    assert tell(event(), event("o-2")).json == {"new": 1, "known": 1}
    assert {row["key"] for row in done("c-1")} == {"o-1", "o-2"}


@pytest.mark.parametrize("change", [{"kind": "renewal"}, {"customer": "c-2"}, {"amount": 1, "currency": "EUR"}])
def test_a_key_that_came_before_with_other_content_refuses_all_of_it(tell, done, change):
    tell(event())
    refused = tell(event("o-2"), {**event(), **change})
    assert refused.status_code == 422
    assert [param["name"] for param in refused.json["invalid_params"]] == ["items.1.key"]
    assert [row["key"] for row in done("c-1")] == ["o-1"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "2099-01-01T00:00:00Z"},
        {"at": "2026-11-01T12:00:00"},
        {"kind": "Big Sale"},
        {"amount": 5},
        {"amount": 1e13, "currency": "EUR"},
        {"amount": True, "currency": "EUR"},
        {"amount": 5, "currency": "eur"},
        {"customer": " "},
        {"more": 1},
    ],
    ids=str,
)
def test_what_is_wrong_is_named_and_nothing_is_stored(shop, ada, tell, wrong):
    refused = tell(event("o-1"), event("o-2", **wrong))
    assert refused.status_code == 422
    assert refused.json["invalid_params"][0]["name"].startswith("items.1.")
    assert ada.get(f"/customers?site={shop.key}").json["items"] == []


def test_a_token_that_may_only_submit_tells_events(shop, person):
    till = person("owner", ["submit"])
    assert till.post(f"{EVENTS}?site={shop.key}", json={"items": [event()]}).status_code == 201
    assert till.get(f"/customers?site={shop.key}").status_code == 403


def test_a_table_is_read_with_its_own_separator_time_zone_and_decimal_comma(bring, done):
    told = bring(
        "\ufeffOccurred_at;Key;Customer;Kind;Amount;Currency",
        "2026-11-01 12:00;o-1;c-1;purchase;1 249,90;EUR",
        '2026-11-02;"o;2";c-1;renewal;;',
        "",
        "2026-11-03T12:00:00Z;o-3;c-1;cancellation",
    )
    assert (told.status_code, told.json) == (201, {"new": 3, "known": 0})
    cancelled, renewed, bought = done("c-1")
    assert (cancelled["kind"], renewed["key"]) == ("cancellation", "o;2")
    assert (bought["amount"], bought["occurred_at"]) == (1249.9, "2026-11-01T10:00:00.000Z")


def test_every_faulty_line_of_a_table_is_told_and_nothing_is_half_done(shop, ada, bring):
    refused = bring(
        "key,customer,kind,occurred_at,amount,currency",
        "o-1,c-1,purchase,2026-11-01,,",
        "o-2,c-1,purchase,yesterday,,",
        "o-3,,Purchase!,2026-11-01,,",
        "o-4,c-1,purchase,2026-11-01,ten,EUR",
    )
    assert refused.status_code == 422
    places = {param["name"] for param in refused.json["invalid_params"]}
    assert places == {"line 3", "line 4", "line 5"}
    assert ada.get(f"/customers?site={shop.key}").json["items"] == []


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["key,customer,kind"], 422),
        (["key,customer,kind,occurred_at,colour"], 422),
        (["key,key,customer,kind,occurred_at"], 422),
        ([""], 422),
        (["key,customer,kind,occurred_at", 'o-1,"c-1,purchase,2026-11-01'], 422),
        (["key,customer,kind,occurred_at", "o\0,c-1,purchase,2026-11-01"], 400),
    ],
)
def test_what_is_no_such_table_is_refused_with_a_sentence(bring, lines, status):
    refused = bring(*lines)
    assert refused.status_code == status
    assert len(refused.json["detail"]) > 20


def test_a_table_brought_twice_stores_nothing_twice(bring, done):
    lines = ["key,customer,kind,occurred_at", *(f"o-{n},c-{n % 7},purchase,2026-11-01" for n in range(1000))]
    assert bring(*lines).json == {"new": 1000, "known": 0}
    assert bring(*lines).json == {"new": 0, "known": 1000}


def test_events_are_taken_along_and_forgotten_with_the_customer(shop, ada, tell, known):
    tell(event())
    customer = known("c-1")["id"]
    assert [row["key"] for row in ada.get(f"/customers/{customer}/export").json["events"]] == ["o-1"]
    assert ada.delete(f"/customers/{customer}").status_code == 204
    assert tell(event()).json == {"new": 1, "known": 0}, "nothing of it was left"


def test_the_page_of_events_goes_on_where_it_ended(ada, tell, known):
    tell(*(event(f"o-{n}", at=f"2026-11-{n:02}T12:00:00Z") for n in range(1, 8)), event("x", kind="visit"))
    path = f"/customers/{known('c-1')['id']}/events?limit=4&kind=purchase"
    first = ada.get(path).json
    rest = ada.get(f"{path}&cursor={first['next_cursor']}").json
    assert [row["key"] for row in first["items"] + rest["items"]] == [f"o-{n}" for n in range(7, 0, -1)]

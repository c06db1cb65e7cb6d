"""A token proves who a customer is, or nothing: its every fault has a name, and none raises."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from joserfc import jws, jwt
from joserfc.jwk import OctKey

from backend.customers.identity import LONGEST_TOKEN, identify

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SITE, SECRET, OTHER = "pk_shop", "is_" + "s" * 43, "is_" + "o" * 43
GOOD = {"sub": "c-1", "aud": SITE, "exp": int(NOW.timestamp()) + 60}


def signed(claims=GOOD, algorithm="HS256", secret=SECRET):
    return jwt.encode({"alg": algorithm}, claims, OctKey.import_key(secret), algorithms=[algorithm])


def signed_bytes(payload):
    return jws.serialize_compact({"alg": "HS256"}, payload, OctKey.import_key(SECRET))


def unsigned(header, claims=GOOD, signature=""):
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, claims))
    return ".".join([*parts, signature])


def read(token, secrets=(SECRET,)):
    return identify(token, SITE, secrets, NOW)


def test_a_valid_token_names_the_customer_with_all_that_it_says_of_her():
    told = {"name": "Aino  Äijä\n", "email": "aino@example.fi", "segment": "gold", "account": "a-7"}
    person = read(signed({**GOOD, **told, "account_name": "Oy Äiti Ab", "extra": [1]})).person
    assert (person.reference, person.name, person.email, person.segment) == (
        "c-1",
        "Aino Äijä",
        "aino@example.fi",
        "gold",
    )
    assert (person.account, person.account_name) == ("a-7", "Oy Äiti Ab")


@pytest.mark.parametrize("token", [None, ""])
def test_no_token_says_nothing(token):
    assert read(token) is None


@pytest.mark.parametrize(
    ("token", "fault"),
    [
        pytest.param(signed(secret=OTHER), "bad_signature", id="another's secret"),
        pytest.param(signed()[:-2] + "AA", "bad_signature", id="changed"),
        pytest.param(signed(algorithm="HS512"), "wrong_algorithm", id="another algorithm"),
        pytest.param(unsigned({"alg": "none"}), "wrong_algorithm", id="no algorithm"),
        pytest.param(
            unsigned({"alg": "HS256", "crit": ["x"]}, signature="x"), "no_token", id="unknown critical header"
        ),
        pytest.param(unsigned({}), "no_token", id="no header"),
        pytest.param(unsigned([]), "no_token", id="a list for a header"),
        pytest.param(unsigned({"alg": ["HS256"]}, signature="x"), "no_token", id="a list for an algorithm"),
        pytest.param("aino", "no_token", id="a word"),
        pytest.param("ä.ö.å", "no_token", id="letters that no token has"),
        pytest.param({"sub": "c-1"}, "no_token", id="an object"),
        pytest.param(7, "no_token", id="a number"),
        pytest.param("a" * (LONGEST_TOKEN + 1), "too_long", id="too long"),
        pytest.param(signed({**GOOD, "aud": "pk_other"}), "wrong_site", id="another site's"),
        pytest.param(signed({"sub": "c-1", "exp": GOOD["exp"]}), "wrong_site", id="no site's"),
        pytest.param(signed({"sub": "c-1", "aud": SITE}), "no_expiry", id="for ever"),
        pytest.param(signed({**GOOD, "exp": int(NOW.timestamp()) - 60}), "expired", id="expired"),
        pytest.param(signed({**GOOD, "nbf": int(NOW.timestamp()) + 61}), "not_yet_valid", id="not yet"),
        pytest.param(signed({**GOOD, "iat": int(NOW.timestamp()) + 61}), "not_yet_valid", id="of tomorrow"),
        pytest.param(signed_bytes(b'{"sub":"c","aud":"pk_shop","exp":NaN}'), "bad_claim", id="no number"),
        pytest.param(signed_bytes(b'{"sub":"c","aud":"pk_shop","exp":"9"}'), "bad_claim", id="a text for a time"),
        pytest.param(signed_bytes(b'{"sub":"\\ud800","aud":"pk_shop","exp":9e9}'), "bad_claim", id="half a letter"),
        pytest.param(signed_bytes(b'{"sub":"a\\u0000","aud":"pk_shop","exp":9e9}'), "bad_claim", id="NUL"),
        pytest.param(signed_bytes(b"[1]"), "no_token", id="a list of claims"),
        pytest.param(signed_bytes(b"\xff"), "no_token", id="no text"),
        pytest.param(signed({**GOOD, "sub": ""}), "no_reference", id="nobody"),
        pytest.param(signed({"aud": SITE, "exp": GOOD["exp"]}), "no_reference", id="no subject"),
        pytest.param(signed({**GOOD, "sub": "c" * 201}), "bad_claim", id="a reference too long"),
        pytest.param(signed({**GOOD, "sub": "c 1 "}), "bad_claim", id="a reference with a blank at its end"),
        pytest.param(signed({**GOOD, "name": ["Aino"]}), "bad_claim", id="a list for a name"),
    ],
)
def test_what_is_wrong_with_a_token_has_a_name(token, fault):
    identity = read(token)
    assert (identity.person, identity.fault) == (None, fault)


def test_a_clock_may_be_wrong_by_a_minute():
    now = int(NOW.timestamp())
    assert read(signed({**GOOD, "exp": now - 59, "nbf": now + 59, "iat": now + 59})).person


def test_one_of_several_sites_may_be_meant():
    assert read(signed({**GOOD, "aud": ["pk_other", SITE]})).person


def test_a_site_without_a_secret_believes_nobody():
    assert read(signed(), secrets=()).fault == "not_set_up"


def test_the_secret_before_counts_while_it_overlaps():
    assert read(signed(secret=OTHER), secrets=(SECRET, OTHER)).person


def test_a_key_in_the_header_is_not_believed():
    header = {"alg": "HS256", "jwk": {"kty": "oct", "k": base64.urlsafe_b64encode(OTHER.encode()).decode().rstrip("=")}}
    forged = jwt.encode(header, GOOD, OctKey.import_key(OTHER), algorithms=["HS256"])
    assert read(forged).fault == "bad_signature"


def test_an_hour_later_it_is_over():
    assert identify(signed(), SITE, (SECRET,), NOW + timedelta(hours=1)).fault == "expired"

"""Two-step sign-in: a code from the app beside the password, and a way back when the phone is lost."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from argon2 import PasswordHasher

from backend.accounts import passwords
from backend.accounts.models import SecondFactor, Staff
from backend.accounts.sign_in import make_link
from backend.foundation.clock import now, travel
from backend.foundation.database import db, writing
from backend.foundation.qr_codes import qr_code
from tests.applications import make_person

PASSWORD = "correct horse battery"
SESSION, FACTOR = "/api/v1/session", "/api/v1/session/second-factor"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
LATER = timedelta(seconds=90)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", QUICK)
    monkeypatch.setattr(passwords, "_nobody", [])


@pytest.fixture
def grace(app, shop):
    grace = make_person(app, shop, "agent", name="Grace")
    with app.app_context(), writing():
        db.session.get_one(Staff, grace.staff_id).password_hash = QUICK.hash(PASSWORD)
    return grace


class Browser:
    """A browser signed in by password, with the token its page holds."""

    def __init__(self, app, person):
        self.client, self.person = app.test_client(), person

    def sign_in(self, **more):
        given = {"email": self.person.email, "password": PASSWORD, **more}
        response = self.client.post(SESSION, json=given, headers={"User-Agent": "Lynx/2.9 (Amiga)"})
        if response.status_code == 201:
            self.csrf = response.json["csrf_token"]
        return response

    def call(self, method, path, **options):
        return self.client.open(path, method=method, headers={"X-CSRF-Token": self.csrf}, **options)

    def switch_on(self):
        secret = self.call("POST", FACTOR).json["secret"]
        response = self.call("PUT", FACTOR, json={"code": code_of(secret)})
        assert response.status_code == 200, response.text
        return secret, response.json["recovery_codes"]


def code_of(secret, off=0):
    return pyotp.TOTP(secret).at(int(now().timestamp()) + off)


@pytest.fixture
def browser(app, grace):
    browser = Browser(app, grace)
    assert browser.sign_in().status_code == 201
    return browser


@pytest.fixture
def stranger(app, grace):
    """Somebody at another machine who knows the password."""
    return Browser(app, grace)


def test_a_password_alone_signs_in_no_more(browser, stranger):
    secret, _ = browser.switch_on()
    refused = stranger.sign_in()
    assert (refused.status_code, refused.json["code"]) == (401, "second_factor_needed")
    assert "Set-Cookie" not in refused.headers
    with travel(LATER):
        assert stranger.sign_in(code=code_of(secret)).status_code == 201


def test_a_wrong_password_is_refused_before_anybody_hears_of_a_second_factor(browser, stranger):
    browser.switch_on()
    refused = stranger.sign_in(password="wrong password!!")
    assert (refused.status_code, refused.json["code"]) == (401, "not_signed_in")


def test_nobody_is_asked_for_a_code_before_a_first_one_was_shown(browser, stranger):
    browser.call("POST", FACTOR)
    assert stranger.sign_in().status_code == 201
    assert browser.call("PUT", FACTOR, json={"code": "000000"}).status_code == 422
    assert browser.call("GET", FACTOR).json == {"is_on": False, "recovery_codes_left": 0}


def test_a_code_works_once(browser, stranger):
    secret, _ = browser.switch_on()
    with travel(LATER):
        code = code_of(secret)
        assert stranger.sign_in(code=code).status_code == 201
        assert stranger.sign_in(code=code).status_code == 401


@pytest.mark.parametrize(("off", "status"), [(-60, 401), (-30, 201), (30, 201), (60, 401)])
def test_a_phone_may_be_half_a_minute_off(browser, stranger, off, status):
    secret, _ = browser.switch_on()
    with travel(timedelta(minutes=5)):
        assert stranger.sign_in(code=code_of(secret, off)).status_code == status


def test_a_recovery_code_signs_in_once_however_it_is_typed(browser, stranger):
    _, codes = browser.switch_on()
    assert len(set(codes)) == 10
    typed = codes[0].upper().replace("-", " ")
    assert stranger.sign_in(code=typed).status_code == 201
    assert stranger.sign_in(code=typed).status_code == 401
    assert browser.call("GET", FACTOR).json == {"is_on": True, "recovery_codes_left": 9}


def test_new_recovery_codes_end_the_old_ones(browser, stranger):
    secret, old = browser.switch_on()
    with travel(LATER):
        renewed = browser.call("POST", f"{FACTOR}/recovery-codes", json={"code": code_of(secret)})
    assert renewed.status_code == 201
    assert stranger.sign_in(code=old[1]).status_code == 401
    assert stranger.sign_in(code=renewed.json["recovery_codes"][0]).status_code == 201


def test_a_link_needs_the_code_too_and_is_not_used_up_without_it(app, browser, grace):
    secret, _ = browser.switch_on()
    with app.app_context(), writing():
        token = make_link(db.session.get_one(Staff, grace.staff_id))
    client = app.test_client()
    assert client.post(SESSION, json={"link_token": token}).json["code"] == "second_factor_needed"
    with travel(LATER):
        assert client.post(SESSION, json={"link_token": token, "code": code_of(secret)}).status_code == 201


def test_it_is_switched_off_with_a_code_only(browser, stranger):
    secret, _ = browser.switch_on()
    wrong = browser.call("POST", f"{FACTOR}/removals", json={"code": "123456"})
    assert (wrong.status_code, wrong.json["invalid_params"][0]["name"]) == (422, "code")
    assert browser.call("GET", SESSION).status_code == 200, "a wrong code must not end the session"
    with travel(LATER):
        assert browser.call("POST", f"{FACTOR}/removals", json={"code": code_of(secret)}).status_code == 204
    assert stranger.sign_in().status_code == 201
    assert browser.call("POST", f"{FACTOR}/removals", json={"code": "123456"}).status_code == 404


def test_a_running_second_factor_is_not_replaced_by_a_new_secret(browser):
    browser.switch_on()
    assert browser.call("POST", FACTOR).status_code == 409


def test_the_database_alone_makes_nobody_a_code(app, browser, grace):
    secret, codes = browser.switch_on()
    with app.app_context():
        row = db.session.get(SecondFactor, grace.staff_id)
        kept = repr((row.salt, *db.session.execute(db.text("SELECT * FROM recovery_code")).all()))
    assert secret not in kept
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_a_program_has_no_second_factor(grace):
    for method, path in (("GET", ""), ("POST", ""), ("PUT", ""), ("POST", "/recovery-codes"), ("POST", "/removals")):
        json = {} if method == "GET" or path + method == "POST" else {"json": {"code": "123456"}}
        assert grace.call(method, f"/session/second-factor{path}", **json).status_code == 404, (method, path)


def test_an_operator_helps_who_has_lost_phone_and_codes(app, browser, stranger, grace):
    browser.switch_on()
    told = app.test_cli_runner().invoke(args=["staff", "reset-second-factor", grace.email])
    assert told.exit_code == 0
    assert stranger.sign_in().status_code == 201


def test_a_new_secret_waits_for_a_confirmation_on_its_way(app, browser, stranger, monkeypatch):
    """Else the app would be asked for codes of a secret that it does not have."""
    from backend.accounts import second_factor

    assert stranger.sign_in().status_code == 201
    secret = browser.call("POST", FACTOR).json["secret"]
    renew, inside = second_factor.renew_recovery_codes, threading.Event()

    def slowly(staff_id):
        inside.set()
        time.sleep(0.5)
        return renew(staff_id)

    monkeypatch.setattr(second_factor, "renew_recovery_codes", slowly)
    with ThreadPoolExecutor() as pool:
        confirmed = pool.submit(browser.call, "PUT", FACTOR, json={"code": code_of(secret)})
        assert inside.wait(5)
        assert stranger.call("POST", FACTOR).status_code == 409
        assert confirmed.result().status_code == 200


def test_the_secret_comes_as_text_as_an_address_and_as_a_picture(app, grace):
    browser = Browser(app, grace)
    browser.sign_in()
    told = browser.call("POST", FACTOR).json
    assert told["uri"].startswith("otpauth://totp/Kohtaamo:")
    assert f"secret={told['secret']}" in told["uri"]
    assert told["qr_svg"].startswith("<svg ")
    assert told["qr_svg"] == qr_code(told["uri"], "Kohtaamo")

import subprocess
import sys

import pytest

from backend.sentiment import score
from backend.settings import SCORERS, SETTINGS, SettingsError, database_url, read_settings
from tests.servers import ROOT, settings_for

SECRET = "s" * 32


def test_without_any_variable_everything_has_a_value():
    settings = read_settings({})
    assert (settings.host, settings.port, settings.prefix, settings.trusted_hops) == ("127.0.0.1", 8000, "/w", 0)
    assert settings.limits is True
    assert settings.database == f"sqlite:///{settings.data}/kohtaamo.db"


def test_an_empty_variable_counts_as_unset():
    assert read_settings(dict.fromkeys(SETTINGS, "")) == read_settings({})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "eighty", "whole number"),
        ("PORT", "0", "1 to 65535"),
        ("PORT", "65536", "1 to 65535"),
        ("PUBLIC_URL", "kohtaamo.example.fi", "https://"),
        ("PUBLIC_URL", "https://example.fi/path", "without a path"),
        ("DATABASE_URL", "mysql://localhost/x", "sqlite:///path or postgresql://"),
        ("DATABASE_URL", "kohtaamo.db", "sqlite:///path or postgresql://"),
        ("DATABASE_URL", "postgresql://h:port/d", "sqlite:///path or postgresql://"),
        ("DATABASE_URL", "postgresql+psycopg2://h/d", "sqlite:///path or postgresql://"),
        ("DATABASE_URL", "sqlite+aiosqlite:///kohtaamo.db", "sqlite:///path or postgresql://"),
        ("DATABASE_URL", "sqlitex:///kohtaamo.db", "sqlite:///path or postgresql://"),
        ("DATABASE_URL", "sqlite://", "sqlite:///path or postgresql://"),
        ("VALKEY_URL", "localhost:6379", "valkey://"),
        ("SECRET_KEY", "short", "at least 32"),
        ("KOHTAAMO_PREFIX", "w", "starts with /"),
        ("KOHTAAMO_PREFIX", "/", "starts with /"),
        ("KOHTAAMO_PREFIX", "/w/", "does not end with it"),
        ("KOHTAAMO_PREFIX", "/api", "taken are /api"),
        ("KOHTAAMO_PREFIX", "/console/w", "taken are /api, /console"),
        ("KOHTAAMO_PREFIX", "/readyz", "/readyz"),
        ("KOHTAAMO_PREFIX", "/<int:x>", "letters, digits"),
        ("KOHTAAMO_PREFIX", "/a//b", "letters, digits"),
        ("KOHTAAMO_TRUSTED_HOPS", "-1", "0 or more"),
        ("KOHTAAMO_PROCESSES", "0", "1 or more"),
        ("KOHTAAMO_THREADS", "0", "1 or more"),
        ("KOHTAAMO_LIMITS", "maybe", "on or off"),
        ("KOHTAAMO_LIMIT_ADDRESS", "many", "60/minute"),
        ("KOHTAAMO_LIMIT_SIGN_IN", "10", "60/minute"),
        ("KOHTAAMO_GROUP_COMMIT", "2", "on or off"),
        ("KOHTAAMO_SCORER", "vader", "kohtaamo or textblob"),
        ("KOHTAAMO_LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
    ],
)
def test_a_value_that_cannot_be_used_stops_the_start_by_name(name, value, words):
    with pytest.raises(SettingsError) as refusal:
        read_settings({name: value})
    assert str(refusal.value).startswith(f"{name}=")
    assert words in str(refusal.value)


def test_every_fault_is_told_at_once():
    wrong = {"PORT": "eighty", "KOHTAAMO_LIMITS": "maybe", "SECRET_KEY": "short", "KOHTAAMO_THREADS": "0"}
    with pytest.raises(SettingsError) as refusal:
        read_settings(wrong)
    assert {line.partition("=")[0] for line in str(refusal.value).splitlines()} == set(wrong)


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "VALKEY_URL"])
def test_a_fault_never_prints_a_secret(name):
    with pytest.raises(SettingsError) as refusal:
        read_settings({name: "odd://u:hunter2@h"})
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://h/d?sslmode=require", "postgresql+psycopg://h/d?sslmode=require"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:////var/kohtaamo.db", "sqlite:////var/kohtaamo.db"),
    ],
)
def test_a_database_is_named_the_way_people_have_it_at_hand(given, used):
    assert database_url(given) == used


@pytest.mark.parametrize(("word", "is_on"), [("on", True), ("1", True), ("True", True), ("OFF", False), ("no", False)])
def test_a_switch_is_on_or_off(word, is_on):
    assert read_settings({"KOHTAAMO_LIMITS": word}).limits is is_on


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"HOST": "::", "PORT": "80"}, "http://127.0.0.1:80"),
        ({"HOST": "::1"}, "http://[::1]:8000"),
        ({"PUBLIC_URL": "https://kohtaamo.example.fi/"}, "https://kohtaamo.example.fi"),
    ],
    ids=["default", "every address", "ipv6", "behind a proxy"],
)
def test_the_address_is_one_that_can_be_opened(variables, address):
    assert read_settings(variables).address == address


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "flask", "--app", "wsgi:app", "serve"),
        ("-m", "gunicorn", "-c", "python:backend.ops.gunicorn", "wsgi:app"),
    ],
    ids=["flask", "gunicorn"],
)
def test_a_wrong_setting_ends_the_start_in_plain_words(tmp_path, command):
    environment = settings_for(tmp_path, PORT="eighty", KOHTAAMO_THREADS="0")
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 1
    assert "PORT=eighty: expected a whole number" in done.stderr
    assert "KOHTAAMO_THREADS=0: expected 1 or more" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_scorers_one_can_choose_are_those_there_are():
    assert score.SCORERS == SCORERS
    assert [read_settings({"KOHTAAMO_SCORER": name}).scorer for name in SCORERS] == list(SCORERS)


def test_a_prefix_beside_what_is_taken_is_free():
    assert read_settings({"KOHTAAMO_PREFIX": "/apix/k-1"}).prefix == "/apix/k-1"

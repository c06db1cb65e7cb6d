"""Settings: read once from the environment, checked together, faults told by name.

`SETTINGS` is the one list. docs/reference/settings.md says the same in words, and a test compares the two.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field as dataclass_field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from limits import parse as parse_rate
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

# What stands at the root beside the visitors' prefix.
RESERVED_PATHS = ("api", "console", "demo", "healthz", "pages", "readyz")
PATH = re.compile(r"(/[A-Za-z0-9_-]+)+")
SCORERS = ("kohtaamo", "textblob")
MAIL_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}")


class SettingsError(Exception):
    """One or more settings cannot be used; the text names each with what was expected."""


def text(value: str) -> str:
    return value


def whole_number(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise ValueError("expected a whole number, for example 2") from None


def switch(value: str) -> bool:
    if value.lower() in {"on", "1", "true", "yes"}:
        return True
    if value.lower() in {"off", "0", "false", "no"}:
        return False
    raise ValueError("expected on or off")


def port_number(value: str) -> int:
    number = whole_number(value)
    if not 1 <= number <= 65535:
        raise ValueError("expected a port from 1 to 65535")
    return number


def log_level(value: str) -> str:
    if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("expected DEBUG, INFO, WARNING or ERROR")
    return value.upper()


def scorer(value: str) -> str:
    if value.lower() not in SCORERS:
        raise ValueError(f"expected {' or '.join(SCORERS)}")
    return value.lower()


def valkey_url(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    if scheme.split("+")[0] not in {"valkey", "valkeys", "redis", "rediss"} or not separator or not rest:
        raise ValueError("expected valkey://host:port or valkeys://user:password@host:port")
    return value


def folder(value: str) -> Path:
    return Path(value).expanduser().resolve()


def rate(value: str) -> str:
    try:
        parse_rate(value)
    except ValueError:
        raise ValueError("expected a rate, for example 60/minute") from None
    return value


def url_prefix(value: str) -> str:
    if not value.startswith("/") or value.endswith("/") or len(value) < 2:
        raise ValueError("expected a path that starts with / and does not end with it, for example /w")
    if not PATH.fullmatch(value):
        raise ValueError("expected letters, digits, - and _ between the slashes, for example /w")
    if value.split("/")[1] in RESERVED_PATHS:
        raise ValueError(f"expected a path of its own; taken are {', '.join(f'/{name}' for name in RESERVED_PATHS)}")
    return value


def database_url(value: str) -> str:
    """Accepts the addresses people have at hand (`postgres://…`) and names our driver."""
    expected = "expected sqlite:///path or postgresql://user:password@host/database"
    scheme, _, rest = value.partition("://")
    drivers = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
    named = f"{drivers.get(scheme, scheme)}://{rest}"
    try:
        url = make_url(named)
    except (ArgumentError, ValueError):
        raise ValueError(expected) from None
    if url.drivername not in {"sqlite", "postgresql+psycopg"} or (url.drivername == "sqlite" and not url.database):
        raise ValueError(expected)
    return named


def web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise ValueError("expected an address without a path, for example https://kohtaamo.example.fi")
    return value.rstrip("/")


def issuer_address(value: str) -> str:
    """An issuer may have a path; it is compared letter by letter with what the provider calls itself."""
    parts = urlsplit(value)
    is_local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not parts.netloc or parts.query or parts.fragment or (parts.scheme != "https" and not is_local):
        raise ValueError("expected the provider's https address, for example https://login.example.fi/realm")
    return value.rstrip("/")


def smtp_url(value: str) -> str:
    expected = "expected smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465"
    parts = urlsplit(value)
    try:
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise ValueError(expected) from None
    if parts.scheme not in {"smtp", "smtps"} or not is_whole or parts.path not in {"", "/"} or parts.fragment:
        raise ValueError(expected)
    if parts.query not in {"", "tls=off"}:
        raise ValueError("expected no more after the host than ?tls=off, which sends everything in the clear")
    return value


def mail_address(value: str) -> str:
    if not MAIL_ADDRESS.fullmatch(value):
        raise ValueError("expected an address alone, for example palaute@example.fi; each site's name stands before it")
    return value


def setting(name: str, read: Callable[[str], Any], default: str | None, meaning: str) -> Any:
    return dataclass_field(default=None, metadata={"name": name, "read": read, "default": default, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    host: str = setting("HOST", text, "127.0.0.1", "address the server listens on")
    port: int = setting("PORT", port_number, "8000", "port the server listens on")
    public_url: str | None = setting(
        "PUBLIC_URL", web_address, None, "address visitors use, when a proxy stands between"
    )
    data: Path = setting("KOHTAAMO_DATA", folder, "var", "folder of the database and the secrets")
    database_url: str | None = setting(
        "DATABASE_URL", database_url, None, "database; SQLite in the data folder if unset"
    )
    valkey_url: str | None = setting(
        "VALKEY_URL", valkey_url, None, "Valkey for limits that are exact across processes"
    )
    secret_key: str | None = setting("SECRET_KEY", text, None, "signing key; made and kept in the data folder if unset")
    prefix: str = setting("KOHTAAMO_PREFIX", url_prefix, "/w", "path of everything a visitor's browser calls")
    trusted_hops: int = setting("KOHTAAMO_TRUSTED_HOPS", whole_number, "0", "proxies whose X-Forwarded-For is believed")
    processes: int = setting("KOHTAAMO_PROCESSES", whole_number, "2", "server processes")
    threads: int = setting("KOHTAAMO_THREADS", whole_number, "32", "threads a process")
    silence: int = setting(
        "KOHTAAMO_SILENCE", whole_number, "10", "seconds after which a client that stops sending loses its connection"
    )
    limits: bool = setting("KOHTAAMO_LIMITS", switch, "on", "off only for load tests on a machine of your own")
    limit_address: str = setting("KOHTAAMO_LIMIT_ADDRESS", rate, "60/minute", "writes from one address (IPv6: one /64)")
    limit_token: str = setting(
        "KOHTAAMO_LIMIT_TOKEN", rate, "3000/minute", "writes with one person's API tokens, from any address"
    )
    limit_reading: str = setting("KOHTAAMO_LIMIT_READING", rate, "300/minute", "a visitor's reads of her conversations")
    limit_touchpoint: str = setting("KOHTAAMO_LIMIT_TOUCHPOINT", rate, "1200/minute", "writes at one touchpoint")
    limit_site: str = setting("KOHTAAMO_LIMIT_SITE", rate, "3000/minute", "writes on one site")
    limit_sign_in: str = setting(
        "KOHTAAMO_LIMIT_SIGN_IN", rate, "10/15 minutes", "sign-in tries by account and address"
    )
    oidc_issuer: str | None = setting(
        "KOHTAAMO_OIDC_ISSUER", issuer_address, None, "OpenID Connect provider by which staff may sign in"
    )
    oidc_client_id: str | None = setting("KOHTAAMO_OIDC_CLIENT_ID", text, None, "our name at that provider")
    oidc_client_secret: str | None = setting("KOHTAAMO_OIDC_CLIENT_SECRET", text, None, "our secret at that provider")
    oidc_name: str = setting("KOHTAAMO_OIDC_NAME", text, "OpenID Connect", "the provider's name on the sign-in page")
    smtp_url: str | None = setting("SMTP_URL", smtp_url, None, "mail server that takes our letters; none if unset")
    smtp_timeout: int = setting("SMTP_TIMEOUT", whole_number, "20", "seconds that server has for each of its answers")
    mail_from: str | None = setting("MAIL_FROM", mail_address, None, "address our letters come from")
    group_commit: bool = setting(
        "KOHTAAMO_GROUP_COMMIT", switch, "on", "off gives every entry a transaction of its own"
    )
    scorer: str = setting("KOHTAAMO_SCORER", scorer, "kohtaamo", "what judges a comment's mood: kohtaamo or textblob")
    log_level: str = setting("KOHTAAMO_LOG_LEVEL", log_level, "INFO", "DEBUG, INFO, WARNING or ERROR")

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data / 'kohtaamo.db'}"

    @property
    def is_https(self) -> bool:
        """Whether visitors come by https whatever the last hop in front of us speaks."""
        return self.public_url is not None and self.public_url.startswith("https://")

    @property
    def sends_mail(self) -> bool:
        return self.smtp_url is not None

    @property
    def address(self) -> str:
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return self.public_url or f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


# Their values may hold a secret, and what is told at start ends up in a log.
SECRETS = {"KOHTAAMO_OIDC_CLIENT_SECRET", "SECRET_KEY", "SMTP_URL", "DATABASE_URL", "VALKEY_URL"}

SETTINGS: Mapping[str, Mapping[str, Any]] = {field.metadata["name"]: field.metadata for field in fields(Settings)}


def read_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Settings from the environment (an empty variable counts as unset); `overrides` win, by field name.

    Raises SettingsError that lists every fault, so that an operator mends them in one go.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    faults: list[str] = []
    for field in fields(Settings):
        name, read = field.metadata["name"], field.metadata["read"]
        raw = environment.get(name) or field.metadata["default"]
        try:
            values[field.name] = None if raw is None else read(raw)
        except ValueError as fault:
            faults.append(f"{name}={'…' if name in SECRETS else raw}: {fault}")
    values.update(overrides)
    faults += _faults_of(values)
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**values)


def _faults_of(values: Mapping[str, Any]) -> list[str]:
    """Faults of values that could be read; one that could not has been told already."""
    faults = []
    if values.get("secret_key") is not None and len(values["secret_key"]) < 32:
        faults.append("SECRET_KEY=…: expected at least 32 characters; leave it unset to have one made and kept")
    if values.get("trusted_hops", 0) < 0:
        faults.append(f"KOHTAAMO_TRUSTED_HOPS={values['trusted_hops']}: expected 0 or more")
    if values.get("oidc_issuer") and not (values.get("oidc_client_id") and values.get("oidc_client_secret")):
        faults.append("KOHTAAMO_OIDC_ISSUER: set KOHTAAMO_OIDC_CLIENT_ID and KOHTAAMO_OIDC_CLIENT_SECRET with it")
    for name in ("mail_from", "public_url"):
        if values.get("smtp_url") and not values.get(name):
            faults.append(f"SMTP_URL: set {name.upper()} with it: letters need a sender, and links that lead here")
    for name in ("processes", "threads", "silence"):
        if values.get(name, 1) < 1:
            faults.append(f"KOHTAAMO_{name.upper()}={values[name]}: expected 1 or more")
    if values.get("smtp_timeout", 1) < 1:
        faults.append(f"SMTP_TIMEOUT={values['smtp_timeout']}: expected 1 or more")
    return faults

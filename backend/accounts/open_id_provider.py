"""Talking to the sign-in provider. Imported at first need: its packages take a second and 25 MB to load."""

import time
from typing import Any

import requests
from authlib.integrations.base_client.errors import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from flask import current_app
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from backend.settings import Settings

DISCOVERY_LASTS, ANSWER_SECONDS = 3600, 10
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
FAULTS = (requests.RequestException, OAuthError, JoseError, ValueError, KeyError)


def address_to_go_to(settings: Settings, callback: str, state: str, nonce: str, verifier: str) -> str:
    """The provider's page for this sign-in; raises one of FAULTS."""
    found = _discovered(settings)
    with _session(settings, callback) as session:
        address, _ = session.create_authorization_url(
            found["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    return str(address)


def claims_of(settings: Settings, callback: str, code: str, nonce: str, verifier: str) -> dict[str, Any]:
    """What the provider's signed token says, checked; raises one of FAULTS."""
    found = _discovered(settings)
    with _session(settings, callback) as session:
        given = session.fetch_token(found["token_endpoint"], code=code, code_verifier=verifier)
    token = jwt.decode(given["id_token"], _keys(found["jwks_uri"]), algorithms=ALGORITHMS)
    rules = {
        "iss": {"essential": True, "value": found["issuer"]},
        "aud": {"essential": True, "value": settings.oidc_client_id},
        "nonce": {"essential": True, "value": nonce},
        "sub": {"essential": True},
        "exp": {"essential": True},
    }
    jwt.JWTClaimsRegistry(leeway=60, **rules).validate(token.claims)  # type: ignore[arg-type]
    return dict(token.claims)


def _session(settings: Settings, callback: str) -> Any:
    return OAuth2Session(
        settings.oidc_client_id, settings.oidc_client_secret, scope="openid email profile",
        redirect_uri=callback, code_challenge_method="S256", default_timeout=ANSWER_SECONDS,
    )  # fmt: skip


def _discovered(settings: Settings) -> dict[str, Any]:
    """The provider's own description of itself, kept for an hour; raises when it speaks for another issuer."""
    kept: dict[str, Any] = current_app.extensions.setdefault("open_id_provider", {})
    if kept.get("until", 0) < time.monotonic():
        found = _read(f"{settings.oidc_issuer}/.well-known/openid-configuration")
        # Some write a slash at the end of their name; the setting is kept without.
        if found["issuer"] not in {settings.oidc_issuer, f"{settings.oidc_issuer}/"}:
            raise ValueError(f"the provider calls itself {found['issuer']}, the setting says {settings.oidc_issuer}")
        kept.update(found=found, until=time.monotonic() + DISCOVERY_LASTS)
    return dict(kept["found"])


def _keys(address: str) -> KeySet:
    return KeySet.import_key_set(_read(address))


def _read(address: str) -> Any:
    response = requests.get(address, timeout=ANSWER_SECONDS, allow_redirects=False)
    response.raise_for_status()
    return response.json()

"""The signature of a token. Imported at first need: its packages take a quarter of a second to load."""

from collections.abc import Mapping, Sequence
from typing import Any

from joserfc import jwt
from joserfc.errors import BadSignatureError, JoseError, UnsupportedAlgorithmError
from joserfc.jwk import OctKey

from backend.customers.identity import ALGORITHM, Faulty


def claims_of(token: str, secrets: Sequence[str]) -> Mapping[str, Any]:
    """The claims of a JWT signed with one of the secrets; raises Faulty. No other algorithm is read, `none` least."""
    fault = "bad_signature"
    for secret in secrets:
        try:
            return dict(jwt.decode(token, OctKey.import_key(secret), algorithms=[ALGORITHM]).claims)
        except BadSignatureError:
            continue
        except UnsupportedAlgorithmError:
            raise Faulty("wrong_algorithm") from None
        except (JoseError, ValueError, TypeError, KeyError, RecursionError):
            raise Faulty("no_token") from None
    raise Faulty(fault)

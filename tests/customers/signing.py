"""What a site's own server does: it signs who its customer is."""

import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey

from tests.applications import Person, Shop


class Signer:
    """A shop's server, with the secret that its owner was shown."""

    def __init__(self, shop: Shop, owner: Person, **wanted: Any) -> None:
        response = owner.post(f"/sites/{shop.id}/identity/secrets", json=wanted)
        assert response.status_code == 201, response.text
        self.shop, self.secret = shop, str(response.json["secret"])

    def sign(self, reference: str = "c-1", **claims: Any) -> str:
        """A token for this customer, good for an hour; a claim of None is left out."""
        told = {"sub": reference, "aud": self.shop.key, "exp": int(time.time()) + 3600, **claims}
        return self.sign_claims({name: value for name, value in told.items() if value is not None})

    def sign_claims(self, claims: dict[str, Any], algorithm: str = "HS256") -> str:
        return jwt.encode({"alg": algorithm}, claims, OctKey.import_key(self.secret), algorithms=[algorithm])

    def leave(self, reference: str = "c-1", comment: str = "Sanoja", **claims: Any) -> dict[str, Any]:
        """An entry of this customer that arrived."""
        return self.shop.leave(comment=comment, identity=self.sign(reference, **claims))

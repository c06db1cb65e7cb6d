import pytest

from tests.applications import Person, Shop
from tests.customers.signing import Signer


@pytest.fixture
def signer(shop: Shop, ada: Person) -> Signer:
    return Signer(shop, ada)


@pytest.fixture
def known(shop: Shop, ada: Person):
    """Finds a customer by her reference."""

    def find(reference: str):
        [customer] = ada.get(f"/customers?site={shop.key}&reference={reference}").json["items"]
        return customer

    return find

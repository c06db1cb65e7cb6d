"""Customers and accounts as the caller may touch them: 404 who is no member, 403 whose role does not reach."""

from uuid import UUID

from backend.customers.models import Account, Customer
from backend.customers.queries import find_account, find_customer
from backend.sites.access import require_site, site_ids


def own_customer(customer_id: UUID, scope: str, to_change: bool = False) -> Customer:
    customer = find_customer(site_ids("read"), customer_id, to_change)
    require_site(customer.site_id, scope)
    return customer


def own_account(account_id: UUID, scope: str) -> Account:
    account = find_account(site_ids("read"), account_id)
    require_site(account.site_id, scope)
    return account

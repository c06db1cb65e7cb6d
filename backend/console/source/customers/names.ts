import { href } from '../state/route';
import type { Account, Customer } from '../wire-customers';

/** By name where the site has told it; the reference always says who is meant. */
export function nameOf({ name, reference }: Pick<Customer | Account, 'name' | 'reference'>): string {
  return name ?? reference;
}

export function customerHref(id: string): string {
  return href(`/customers/${encodeURIComponent(id)}`);
}

export function accountHref(id: string): string {
  return href(`/customers/account/${encodeURIComponent(id)}`);
}

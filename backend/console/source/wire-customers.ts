/** The shapes of the staff API about who said it, where the site tells. */

export interface Account {
  id: string;
  /** What the site's own system calls it. */
  reference: string;
  name: string | null;
  created_at: string;
}

export interface AccountCard extends Account {
  customers: number;
  entries: number;
}

export interface Customer {
  id: string;
  reference: string;
  name: string | null;
  email: string | null;
  segment: string | null;
  account: Account | null;
  merged_into_id: string | null;
  first_seen_at: string;
  last_seen_at: string;
}

export interface CustomerCard extends Customer {
  entries: number;
  merged: Customer[];
}

/** Whose an entry is: verified by the site's signature, or why the token that came proves nothing. */
export interface Whose {
  verified: boolean;
  how: string;
  fault: string | null;
  id: string | null;
  reference: string | null;
  name: string | null;
  email: string | null;
  segment: string | null;
  account: { id: string; reference: string; name: string | null } | null;
}

/** Which secret signs now; 0 when none has been made. */
export interface IdentityState {
  number: number;
  previous_until: string | null;
}

export interface ShownSecret extends IdentityState {
  secret: string;
}

/** What a customer did, as the site's own systems tell. */
export interface CustomerEvent {
  id: string;
  key: string;
  kind: string;
  occurred_at: string;
  amount: number | null;
  currency: string | null;
}

export interface EventsNoted {
  new: number;
  known: number;
}

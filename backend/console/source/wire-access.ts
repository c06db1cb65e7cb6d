/** The shapes of the staff API about who may come in: second factor, sessions, tokens, people of a site. */
import type { Person, Scope } from './wire';

export type TokenScope = Scope | 'submit';
export type Role = 'owner' | 'manager' | 'agent' | 'viewer';

export const TOKEN_SCOPES: TokenScope[] = ['read', 'reply', 'moderate', 'manage', 'submit'];
export const ROLES: Role[] = ['owner', 'manager', 'agent', 'viewer'];

export interface SecondFactorState {
  is_on: boolean;
  recovery_codes_left: number;
}

/** What an authenticator app takes, by hand or by eye. */
export interface SecondFactorSecret {
  secret: string;
  uri: string;
  qr_svg: string;
}

export interface OwnSession {
  id: string;
  /** What the browser calls itself. */
  agent: string;
  by_link: boolean;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  is_current: boolean;
}

export interface Token {
  id: string;
  label: string;
  scopes: TokenScope[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

export interface ShownToken extends Token {
  token: string;
}

export interface Member extends Person {
  email: string;
  role: Role;
  /** Has a way in of their own: before that an invitation can be renewed. */
  has_come: boolean;
}

/** A letter of the site's: that it waits, went, or could not go. */
export interface Letter {
  id: string;
  kind: string;
  about_id: string;
  state: 'waiting' | 'sent' | 'given_up' | 'unneeded';
  reason: string | null;
}

export interface Invitation {
  member: Member;
  /** Shown this once; null for who signs in here already, and wherever it goes by letter. */
  link: string | null;
  mailed: boolean;
}

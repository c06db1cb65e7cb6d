/** The shapes of the staff API that a site's owner sets up: the site itself, its journey, its questions. */
import type { Words } from './wire';

export interface Look {
  accent: string;
  position: 'left' | 'right';
  scheme: 'auto' | 'light' | 'dark';
  radius: number;
  font: 'system' | 'inherit';
}

/** For how many days a visitor is left alone on the whole site. */
export interface Quiet {
  answered_days: number;
  dismissed_days: number;
}

export type PublishPolicy = 'hold_all' | 'hold_suspicious' | 'publish_at_once';
export const PUBLISH_POLICIES: PublishPolicy[] = ['hold_all', 'hold_suspicious', 'publish_at_once'];

export interface Site {
  id: string;
  key: string;
  name: string;
  allowed_origins: string[];
  languages: string[];
  default_language: string;
  look: Partial<Look>;
  quiet: Quiet;
  structured_data: boolean;
  shows_improvements: boolean;
  publish_policy: PublishPolicy;
  /** For how many months what visitors wrote is kept; null: for ever. */
  texts_kept_months: number | null;
  /** By language, `*` for any. */
  blocked_words: Record<string, string[]>;
}

export interface Stage {
  id: string;
  key: string;
  name: Words;
  position: number;
}

export interface Option {
  key: string;
  text: Words;
}

/** Shown when the earlier question was answered, and answered so. What is null asks nothing. */
export interface ShowIf {
  question: string;
  at_least: number | null;
  at_most: number | null;
  any_of: string[] | null;
}

export interface Question {
  key: string;
  kind: string;
  text: Words;
  low: Words | null;
  high: Words | null;
  required: boolean;
  options: Option[] | null;
  several: boolean;
  shuffle: boolean;
  show_if: ShowIf | null;
}

export type Placement = 'inline' | 'floating' | 'popover' | 'element';
export type AttributeKind = 'text' | 'number' | 'boolean';

/** Hosts, query and share must all hold; of the rest the first that happens opens a popover. */
export interface When {
  hosts: string[] | null;
  query: Record<string, string> | null;
  share: number | null;
  seconds: number | null;
  scroll: number | null;
  exit: boolean;
  seen: string | null;
  clicked: string | null;
  event: string | null;
}

export interface Touchpoint {
  id: string;
  key: string;
  name: Words;
  stage: string;
  position: number;
  placement: Placement;
  pages: string[];
  when: When | null;
  attributes: Record<string, AttributeKind>;
  revenue_value: number;
  commitment_value: number;
  launcher: Words | null;
  thanks: Words | null;
  ask_comment: boolean;
  ask_email: boolean;
  ask_permission: boolean;
  ask_pointing: boolean;
  comment_label: Words | null;
  email_reason: Words | null;
  /** null: as on the whole site. */
  publish_policy: PublishPolicy | null;
  is_active: boolean;
  questions: Question[];
}

/** Where pages with the tag were seen. */
export interface SeenOrigin {
  origin: string;
  is_allowed: boolean;
  first_seen_at: string;
  last_seen_at: string;
}

export interface Installation {
  items: SeenOrigin[];
  last_entry_at: string | null;
}

export interface SiteTag {
  tag: string;
  /** A file that never changes, with its integrity: for pages that pin what they load. */
  pinned_tag: string | null;
  version: string | null;
}

/** The hosted page of a touchpoint. */
export interface TouchpointLink {
  url: string;
  qr_svg: string;
}

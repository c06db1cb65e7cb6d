/** The shapes of the staff API, as they come over the wire. */
import type { Role } from './wire-access';
import type { Whose } from './wire-customers';
import type { Praise, RecoveryCase } from './wire-recovery';

export type Publication = 'pending' | 'published' | 'hidden' | 'spam';
export type Case = 'new' | 'open' | 'waiting' | 'solved';
export type Device = 'phone' | 'tablet' | 'computer';
export type Mood = 'positive' | 'neutral' | 'negative' | 'mixed' | 'unknown';
export type Visibility = 'public' | 'private' | 'note';
export type Verdict = 'publish' | 'hide' | 'spam' | 'restore';
export type Scope = 'read' | 'reply' | 'moderate' | 'manage';

export const PUBLICATIONS: Publication[] = ['pending', 'published', 'hidden', 'spam'];
export const CASES: Case[] = ['new', 'open', 'waiting', 'solved'];
export const DEVICES: Device[] = ['phone', 'tablet', 'computer'];
export const MOODS: Mood[] = ['positive', 'neutral', 'negative', 'mixed', 'unknown'];
export const VISIBILITIES: Visibility[] = ['public', 'private', 'note'];

/** One text in several languages: {"fi": "Kassa", "en": "Checkout"}. */
export type Words = Record<string, string>;

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface Person {
  id: string;
  name: string;
}

export interface Membership {
  id: string;
  key: string;
  name: string;
  timezone: string;
  role: Role;
  scopes: Scope[];
}

export interface Session {
  staff: Person & { email: string; locale: string | null };
  csrf_token: string;
  must_set_password: boolean;
  sites: Membership[];
}

export interface Answer {
  question: string;
  kind: string;
  value: number;
  score: number;
}

export interface Evidence {
  start: number;
  end: number;
  weight: number;
}

/** What a member of the staff said of a comment's sentiment. */
export interface Correction {
  label: Exclude<Mood, 'unknown'>;
  by: string;
  at: string;
}

export interface Sentiment {
  /** What counts: the staff's label where there is one. */
  label: Mood;
  /** What the program said; score, confidence and evidence are always its own. */
  machine_label: Mood;
  corrected: Correction | null;
  score: number | null;
  confidence: number | null;
  language: string | null;
  evidence: Evidence[];
  version: string | null;
}

/** What the visitor pointed at, in page pixels. */
export interface PointedElement {
  selector: string;
  role: string | null;
  text: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One thing the house rules found, and what it was. */
export interface Signal {
  name: string;
  found: string | null;
}

export interface Feedback {
  id: string;
  /** The code on the visitor's receipt. */
  reference: string;
  site: string;
  touchpoint: { key: string; name: string };
  stage: { key: string; name: string } | null;
  publication: Publication;
  case: Case;
  comment: string | null;
  rating: Answer | null;
  answers: Answer[];
  /** Answers to text questions, by the question's key. */
  texts?: Record<string, string>;
  language: string | null;
  sentiment: Sentiment | null;
  /** The rating and the words say opposite things. */
  contradicts: boolean;
  page_url: string | null;
  page_title: string | null;
  email: string | null;
  /** Which options were chosen, by the question's key. */
  choices?: Record<string, string[]>;
  /** What the page told: about what, what kind of visitor, and the owner's own attributes. */
  subject: string | null;
  segment: string | null;
  /** What she wrote on, as far as her browser tells. */
  device: Device | null;
  /** Whether she had said something on the site before. */
  returning: boolean | null;
  /** Whose it is, where a token came with it. */
  customer?: Whose | null;
  attributes: Record<string, string | number | boolean> | null;
  element: PointedElement | null;
  /** Whether others may see it; null when she was not asked. */
  permission: boolean | null;
  shown_name: string | null;
  /** On the scale of `rating`, after something was done about it. */
  second_rating: number | null;
  /** When the visitor took it back: only staff see it since. */
  withdrawn_at: string | null;
  /** When its words were forgotten because they were old. */
  forgotten_at: string | null;
  /** Since when a visitor's report on it waits for a decision. */
  reported_at: string | null;
  read_at: string | null;
  created_at: string;
  updated_at: string;
  /** When words or ratings last changed. A decision sends it back, so that nobody decides on what they have not read. */
  said_at: string;
  assignee: Person | null;
  message_count: number;
  /** The feedback that is dealt with for this one too. */
  duplicate_of_id: string | null;
  /** What staff filed it under. */
  tags: string[];
  answered_at: string | null;
  reasons: string[];
  /** In a list: where the words of the search stand in the comment, in code points. */
  highlights?: [number, number][];
  signals: Signal[];
}

export interface Message {
  id: string;
  from: 'staff' | 'visitor';
  name: string | null;
  visibility: Visibility;
  text: string;
  sent_at: string;
}

export interface Happening {
  kind: string;
  actor: string | null;
  occurred_at: string;
  reason: string | null;
}

export interface Conversation extends Feedback {
  messages: Message[];
  recovery: RecoveryCase | null;
  praise: Praise;
  history: Happening[];
  /** What was merged into this one: an answer goes to these too. */
  duplicates: { id: string; reference: string; comment: string | null; language: string | null; created_at: string }[];
  /** One's own answer as it was left, here or on another device. */
  draft: { text: string; visibility: Visibility } | null;
  /** Who else is writing an answer at this time. */
  writing: string[];
}

/** Another feedback that says nearly the same. */
export interface Similar {
  id: string;
  comment: string;
  language: string | null;
  touchpoint: { key: string; name: string };
  rating: Answer | null;
  sentiment: Mood | null;
  created_at: string;
  similarity: number;
}

/** One of a visitor's entries, as far as they can be told to be hers. */
export interface JourneyStep {
  id: string;
  touchpoint: { key: string; name: string };
  stage: { key: string; name: string } | null;
  rating: Answer | null;
  sentiment: Mood | null;
  comment: string | null;
  language: string | null;
  created_at: string;
  by: ('customer' | 'email' | 'subject')[];
  is_this: boolean;
}

/** Of `n` comments whose sentiment staff judged, the program said the same of `right`; 95 % interval. */
export interface Accuracy {
  by: 'all' | 'language' | 'touchpoint' | 'version';
  key: string;
  n: number;
  right: number;
  share: number;
  low: number;
  high: number;
}

export interface Counts {
  publication: Partial<Record<Publication, number>>;
  case: Partial<Record<Case, number>>;
  /** The states of which more stand than were counted. */
  more: { publication: Publication[]; case: Case[] };
}

/** What the list is narrowed by, kept under a name. */
export interface SavedView {
  id: string;
  name: string;
  filters: Record<string, string | string[]>;
  is_shared: boolean;
  is_mine: boolean;
}

export interface ViewCount {
  id: string;
  n: number;
  more: boolean;
}

export interface InvalidParam {
  name: string;
  code: string;
  reason: string;
}

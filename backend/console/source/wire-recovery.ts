/** The shapes of the staff API about disappointed visitors and how they are won back. */
import type { Answer, Person } from './wire';

export type Outcome = 'won_back' | 'no_change' | 'worse' | 'no_answer';
export type RecoveryState = 'open' | 'answered' | 'closed';

export const OUTCOMES: Outcome[] = ['won_back', 'no_change', 'worse', 'no_answer'];
export const RECOVERY_STATES: RecoveryState[] = ['open', 'answered', 'closed'];

export interface Reason {
  rule: 'rating' | 'sentiment' | 'words' | 'by_hand';
  /** The site's own words that were found. */
  words?: string[];
}

export interface RecoveryCase {
  state: RecoveryState;
  reasons: Reason[];
  opened_at: string;
  due_at: string;
  is_overdue: boolean;
  escalated_at: string | null;
  answered_at: string | null;
  closed_at: string | null;
  in_time: boolean | null;
  outcome: Outcome | null;
  outcome_by: 'visitor' | 'staff' | 'time' | null;
}

/** Whether these are happy words, and how far the question for leave to publish has come. */
export interface Praise {
  is_praise: boolean;
  asked_at: string | null;
  /** Once she gives leave it is published. */
  publishes: boolean;
}

export interface ListedCase extends RecoveryCase {
  feedback: {
    id: string;
    site: string;
    touchpoint: { key: string; name: string };
    comment: string | null;
    language: string | null;
    rating: Answer | null;
    second_rating: number | null;
    created_at: string;
    assignee: Person | null;
  };
}

export interface RecoveryCounts {
  open: number;
  overdue: number;
  mine: number;
  mine_overdue: number;
  unowned: number;
  answered: number;
  outcomes: Partial<Record<Outcome, number>>;
}

export interface RotaMember {
  staff_id: string;
  /** The last day away; null when here. */
  away_until: string | null;
}

export interface ClosedDay {
  on: string;
  name: string;
}

/** [start, end] in minutes from midnight. */
export type Span = [number, number];

export interface RecoveryRules {
  is_on: boolean;
  score_line: number | null;
  sentiment_line: number | null;
  words: Record<string, string[]>;
  answer_minutes: number;
  no_answer_days: number;
  week: Span[][];
  country: string | null;
  closed_days: ClosedDay[];
  names_shown: boolean;
  rota: RotaMember[];
}

export interface Recovery extends RecoveryRules {
  timezone: string;
  countries: string[];
  coming_holidays: ClosedDay[];
}

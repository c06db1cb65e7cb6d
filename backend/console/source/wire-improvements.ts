/** The shapes of the staff API that improvements speak. */
import type { Words } from './wire';

export const IMPROVEMENT_STATES = ['planned', 'in_progress', 'done', 'declined'] as const;
export type ImprovementState = (typeof IMPROVEMENT_STATES)[number];

/** What the owner means to do about a group of feedback; `told` are those who know of its present state. */
export interface Improvement {
  id: string;
  title: Words;
  text: Words | null;
  state: ImprovementState;
  state_since: string;
  is_public: boolean;
  change: { id: string; title: string } | null;
  by: string | null;
  members: number;
  told: number;
  is_telling: boolean;
}

export interface Said {
  feedback_id: string;
  reference: string;
  touchpoint: string;
  rating: number | null;
  comment: string | null;
  language: string | null;
  created_at: string;
  told_as: ImprovementState | null;
  told_at: string | null;
  is_left_out: boolean;
}

export interface SaidPage {
  items: Said[];
  next_cursor: string | null;
  members: number;
  told: number;
  to_tell: number;
  is_telling: boolean;
}

export interface Grouped {
  /** By which the whole can be taken back; null when nothing came in. */
  id: string | null;
  added: number;
  already: number;
  has_more: boolean;
}

export interface Ungrouped {
  removed: number;
  /** Told meanwhile, so they stay. */
  kept: number;
  is_deleted: boolean;
}

import type { Say } from '../panel/words';
import type { Ground } from '../types';

/** What the server publishes, in wire names. */
export interface Item {
  id: string;
  rating: number | null;
  comment: string;
  shown_name?: string | null;
  language: string | null;
  created_at: string;
  verified?: boolean;
  answers: { name: string | null; text: string; sent_at: string }[];
}

export interface Page {
  items: Item[];
  n: number;
  mean: number | null;
  low?: number | null;
  high?: number | null;
  least?: number | null;
  most?: number | null;
  next_cursor?: string | null;
}

/** One list on the page: its words, its touchpoint, and the figures it stands under. */
export interface Shelf {
  say_: Say;
  ground: Ground;
  key: string;
  page: Page;
}

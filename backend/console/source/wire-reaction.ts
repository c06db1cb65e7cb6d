/** The shapes of the staff API about how fast and how well staff react. */

/** In seconds. */
export interface Waits {
  n: number;
  median: number | null;
  p90: number | null;
  longest: number | null;
}

/** k of n, with its 95 % interval. */
export interface Part {
  k: number;
  n: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

/** Second minus first rating, on 0–100. */
export interface Lift {
  n: number;
  mean: number | null;
  low: number | null;
  high: number | null;
}

export interface ReactionItem {
  by: 'all' | 'touchpoint' | 'staff';
  key: string;
  name: string | null;
  first_answer: Waits;
  in_time: Part;
  recovered: Part;
  lift: Lift;
}

export interface Reaction {
  since: string;
  until: string;
  items: ReactionItem[];
  /** Comments that wait for an answer now; cut: there are more than were looked at. */
  backlog: { is_cut: boolean; waits: Waits };
}

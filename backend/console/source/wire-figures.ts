/** The shapes of the staff API's figures. */

/** With its 95 % interval; null where too little was said to have one. */
export interface Figure {
  formula: string;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  too_few: boolean;
}

/** In points of 0–100, with its 95 % interval. */
export interface Difference {
  value: number;
  low: number;
  high: number;
  n_before: number;
  n_after: number;
  p: number;
  needed: number | null;
  too_few: boolean;
  verdict: Verdict;
}

export type Verdict = 'better' | 'worse' | 'same' | 'cannot_tell' | 'too_early';
export type Direction = 'better' | 'worse' | 'steady' | 'too_few';

export interface Days {
  since: string;
  until: string;
}

export interface Asked {
  key: string;
  kind: string;
  text: string;
  least: number | null;
  most: number | null;
}

export interface Move {
  direction: Direction;
  difference: Difference | null;
}

/** Of page loads, of which one in ten is counted: `n` says how many of those showed it. */
export interface Response {
  /** The question itself, the button before it, or the dialog that an element of the page opened. */
  shown_as: 'question' | 'button' | 'dialog';
  opened: Figure | null;
  answered: Figure;
}

export interface Encounter {
  id: string;
  key: string;
  name: string;
  is_active: boolean;
  question: Asked | null;
  score: Figure;
  trend: Move;
  baseline: Move;
  volume: { step: number; n: number[] };
  sentiment: Record<string, number>;
  response: Response | null;
  revenue_value: number;
  commitment_value: number;
  at_stake: { revenue: Figure; commitment: Figure };
  open_cases: number;
  questions: (Asked & { figures: Figure[] })[];
}

export interface StageFigures {
  key: string;
  name: string;
  score: Figure;
  touchpoints: Encounter[];
}

export interface PlaceName {
  key: string;
  name: string;
}

interface AtPlace {
  touchpoint: PlaceName;
  figure: Figure;
}

/** What the journey page opens on. */
export type Fact =
  | { key: 'nothing_said' | 'too_few' }
  | (AtPlace & { key: 'weakest' | 'weakest_of_several'; kind: string; most: number; of: number; alike: PlaceName[] })
  | (AtPlace & { key: 'reason'; option: string })
  | { key: 'got_worse' | 'got_better'; touchpoints: PlaceName[] }
  | { key: 'mend_first'; touchpoint: PlaceName }
  | { key: 'mend_differs'; revenue: PlaceName; commitment: PlaceName };

export interface JourneyFigures {
  period: Days & { days: number };
  before: Days;
  baseline: Days | null;
  source: 'counts' | 'rows';
  rules: { least: number; matters: number };
  overall: Figure;
  spread: { least: number; most: number; pulls: Record<string, number> } | null;
  stages: StageFigures[];
  priorities: { revenue: string[]; commitment: string[]; agree: boolean };
  summary: Fact[];
  cases_capped: boolean;
}

export const CHANGE_KINDS = ['release', 'price', 'campaign', 'content', 'service', 'other'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something the owner did; `touchpoints` null means all of them. */
export interface Change {
  id: string;
  title: string;
  kind: ChangeKind;
  at: string;
  touchpoints: string[] | null;
  link: string | null;
  by?: string | null;
}

/** A change on a chart: `day` is the site's. */
export type Mark = Change & { day: string };

export interface Trend {
  period: Days & { days: number };
  step: Step;
  source: 'counts' | 'rows';
  touchpoint: string;
  question: Asked;
  baseline: Days | null;
  points: (Days & { figures: Figure[] })[];
  changes: Mark[];
}

export const STEPS = ['day', 'week', 'four_weeks'] as const;
export type Step = (typeof STEPS)[number];

export interface Compared {
  key: string;
  name: string;
  kind: string;
  least: number;
  most: number;
  before: Figure;
  after: Figure;
  difference: Difference | null;
  verdict: Verdict;
}

export type Warning =
  | { kind: 'overlap'; changes: Mark[] }
  | { kind: 'mix'; dimension: 'language' | 'segment'; member: string; before: number; after: number };

export interface Effect {
  change: Mark;
  verdict: Verdict;
  windows: { before: Days; after: Days; days: number } | null;
  overall: Difference | null;
  touchpoints: Compared[];
  warnings: Warning[];
}

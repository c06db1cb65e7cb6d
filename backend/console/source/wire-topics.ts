/** The shapes of the staff API about what comments speak of. */
import type { Mood, Words } from './wire';
import type { Grouped, ImprovementState } from './wire-improvements';

export interface TopicExample {
  id: string;
  comment: string;
  sentiment: Mood | null;
  /** Its words, in small letters, that speak of the topic. */
  words: string[];
}

export interface Topic {
  key: string;
  name: string;
  is_word: boolean;
  n: number;
  complaints: number;
  praises: number;
  /** Of all complaints, those that speak of it; and the interval of that. */
  share: number;
  low: number;
  high: number;
  says: 'complaint' | 'praise' | 'both';
  change: 'more' | 'fewer' | 'steady' | 'too_few';
  weeks: { week: string; n: number }[];
  /** The words that speak of it most often. */
  words: string[];
  area: string | null;
  examples: TopicExample[];
  /** Into whose group what was said about it was gathered, and still is. */
  improvements: { id: string; title: Words; state: ImprovementState }[];
}

/** A broad field of topics; a comment can be in several. */
export interface TopicArea {
  key: string;
  name: string;
  n: number;
  complaints: number;
  share: number;
  low: number;
  high: number;
  words: string[];
  topics: string[];
}

export interface Topics {
  n: number;
  is_whole: boolean;
  complaints: number;
  praises: number;
  areas: TopicArea[];
  items: Topic[];
}

/** What the site's staff said of a topic. */
export interface TopicRule {
  key: string;
  name: string | null;
  words: string[];
  into: string | null;
  is_muted: boolean;
}

/** What a gathering would take. */
export interface Outlook {
  /** As many as the topic counts. */
  found: number;
  /** Of these, hidden. */
  left_out: number;
  n: number;
  already: number;
  is_whole: boolean;
  until: string;
}

export interface Gathered extends Grouped {
  improvement_id: string;
}

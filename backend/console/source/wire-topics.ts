/** The shapes of the staff API about what comments speak of. */
import type { Mood } from './wire';

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
  examples: TopicExample[];
}

export interface Topics {
  n: number;
  is_whole: boolean;
  complaints: number;
  praises: number;
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

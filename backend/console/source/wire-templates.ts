/** The shapes of the staff API about texts that answers begin with. */
import type { Mood, Words } from './wire';

export interface Template {
  id: string;
  name: string;
  texts: Words;
  touchpoints: string[];
  sentiments: Mood[];
  use_count: number;
  last_used_at: string | null;
}

export type NewTemplate = Pick<Template, 'name' | 'texts' | 'touchpoints' | 'sentiments'>;

/** A template filled for one feedback, in the visitor's language. */
export interface Suggestion {
  id: string;
  name: string;
  language: string;
  text: string;
  /** Places that nothing is known for: they stand in the text as they were. */
  missing: string[];
  is_suggested: boolean;
  use_count: number;
}

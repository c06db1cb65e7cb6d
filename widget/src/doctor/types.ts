import type { Say } from '../panel/words';
import type { App, Site } from '../types';

/** A fault must be mended, a warning may be meant so, a rest is neither: it only tells what is not here. */
export type State = 'ok' | 'warn' | 'fault' | 'rest';

export interface Finding {
  state_: State;
  words_: string;
  /** What to do about it. */
  todo_?: string;
}

/** What one visit of the doctor knows. */
export interface Visit {
  app_: App;
  say_: Say;
  /** The host the tag names, as a policy wants it. */
  host_: string;
  site_?: Site;
}

export const finding = ({ say_ }: Visit, state: State, key: string, n?: string | number, todo?: string): Finding => ({
  state_: state,
  words_: say_('check.' + key, n),
  todo_: todo && say_('check.' + todo, n),
});

import type { Ground, Place, Question } from '../types';
import type { Card, View } from './card';
import type { Entry, Store } from './store';
import type { Sync } from './sync';
import type { Hold } from './scale';
import type { Say } from './words';

/** What every view needs at hand. */
export interface Desk extends Ground {
  say_: Say;
  /** What say_ knows; files loaded later add to it. */
  strings_: Record<string, string>;
  store_: Store;
  sync_: Sync;
}

/** What the further part adds, where a touchpoint needs it. */
export interface More {
  ask(card: Card): View;
  view(card: Card, question: Question, hold?: Hold): View;
  /** Is this entry about what this page and place are about? */
  same(entry: Entry, desk: Desk, place?: Place): boolean;
}

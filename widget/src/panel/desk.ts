import type { Ground } from '../types';
import type { Store } from './store';
import type { Sync } from './sync';
import type { Say } from './words';

/** What every view needs at hand. */
export interface Desk extends Ground {
  say_: Say;
  /** What say_ knows; files loaded later add to it. */
  strings_: Record<string, string>;
  store_: Store;
  sync_: Sync;
}

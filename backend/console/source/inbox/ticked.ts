import { createStore } from '../state/store';
import { list } from './list';

/** What is ticked in the list, for a decision on all of it at once. */
export interface Ticked {
  ids: ReadonlySet<string>;
  /** Everything that the view lists, far beyond the rows on the screen. */
  whole: boolean;
}

const NOTHING: Ticked = { ids: new Set(), whole: false };
export const ticked = createStore<Ticked>(NOTHING);

let path = '';
let latest: string | null = null;

/** Another view has other rows: nobody decides on what she no longer sees. */
list.subscribe(() => {
  if (list.get().path === path) return;
  path = list.get().path;
  untick();
});

export function untick(): void {
  latest = null;
  if (ticked.get().ids.size || ticked.get().whole) ticked.set(NOTHING);
}

export function tick(id: string, on = !ticked.get().ids.has(id)): void {
  const ids = new Set(ticked.get().ids);
  if (on) ids.add(id);
  else ids.delete(id);
  latest = id;
  ticked.set({ ids, whole: false });
}

/** With Shift: everything from the row ticked last to this one gets the same. */
export function tickTo(id: string): void {
  const shown = list.get().items.map((row) => row.id);
  const [from, to] = [shown.indexOf(latest ?? id), shown.indexOf(id)].sort((a, b) => a - b);
  const on = !ticked.get().ids.has(id);
  for (const one of shown.slice(Math.max(from ?? 0, 0), (to ?? 0) + 1)) tick(one, on);
}

/** All rows on the screen, or none if all are ticked. */
export function tickShown(): void {
  const shown = list.get().items.map(({ id }) => id);
  const all = shown.every((id) => ticked.get().ids.has(id));
  ticked.set({ ids: new Set(all ? [] : shown), whole: false });
}

export function tickWhole(): void {
  ticked.set({ ids: new Set(list.get().items.map(({ id }) => id)), whole: true });
}

export function anyTicked(): boolean {
  return ticked.get().ids.size > 0;
}

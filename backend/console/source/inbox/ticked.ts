import { createStore } from '../state/store';
import { list } from './list';

/** The rows ticked for a deed on many, in no order. Another list begins with none. */
export const ticked = createStore<ReadonlySet<string>>(new Set());
let latest: string | null = null;

export function untickAll(): void {
  if (ticked.get().size > 0) ticked.set(new Set());
  latest = null;
}

export function tick(id: string, on = !ticked.get().has(id)): void {
  const now = new Set(ticked.get());
  if (on) now.add(id);
  else now.delete(id);
  latest = id;
  ticked.set(now);
}

/** With Shift: everything from the row ticked last to this one gets the same. */
export function tickTo(id: string): void {
  const ids = list.get().items.map((row) => row.id);
  const [from, to] = [ids.indexOf(latest ?? id), ids.indexOf(id)].sort((a, b) => a - b);
  const on = !ticked.get().has(id);
  for (const one of ids.slice(Math.max(from ?? 0, 0), (to ?? 0) + 1)) tick(one, on);
}

let path = '';
list.subscribe(() => {
  if (list.get().path === path) return;
  path = list.get().path;
  untickAll();
});

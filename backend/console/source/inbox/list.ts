import { get } from '../api';
import { asProblem, type Problem } from '../problem';
import { createStore } from '../state/store';
import type { Feedback, Page } from '../wire';
import { apiPath } from './query';

/** The rows of one view of the inbox. Rows stay where they are until the reader asks for others. */
export interface InboxList {
  path: string;
  status: 'loading' | 'ready' | 'failed';
  problem: Problem | null;
  items: Feedback[];
  cursor: string | null;
  more: 'idle' | 'loading' | 'failed';
  /** Newer than the first row, waiting behind the "new" pill. */
  arrived: Feedback[];
  /** So many arrived that the polled page does not reach the rows shown. */
  gap: boolean;
  /** Those that came in last, so that the eye finds them. */
  fresh: ReadonlySet<string>;
}

const LOOK = 30;
const nothing = (path: string): InboxList => ({
  path, status: 'loading', problem: null, items: [], cursor: null, more: 'idle', arrived: [], gap: false, fresh: new Set(),
});

export const list = createStore<InboxList>(nothing(''));

/** The row that Tab reaches and the keys start from. */
export const tabStop = createStore<string | null>(null);

export async function openList(siteKey: string, filters: URLSearchParams, again = false): Promise<void> {
  const path = apiPath(siteKey, filters);
  if (list.get().path === path && !again) return;
  list.set(nothing(path));
  try {
    const page = await get<Page<Feedback>>(path);
    if (list.get().path === path) list.change({ status: 'ready', items: page.items, cursor: page.next_cursor });
  } catch (error) {
    if (list.get().path === path) list.change({ status: 'failed', problem: asProblem(error) });
  }
}

export async function loadMore(): Promise<void> {
  const { path, cursor, more } = list.get();
  if (!cursor || more === 'loading') return;
  list.change({ more: 'loading' });
  try {
    const page = await get<Page<Feedback>>(`${path}&cursor=${encodeURIComponent(cursor)}`);
    if (list.get().path !== path) return;
    const known = new Set(list.get().items.map(({ id }) => id));
    const items = [...list.get().items, ...page.items.filter(({ id }) => !known.has(id))];
    list.change({ items, cursor: page.next_cursor, more: 'idle' });
  } catch {
    if (list.get().path === path) list.change({ more: 'failed' });
  }
}

function refreshed(items: Feedback[], page: Feedback[]): Feedback[] {
  const latest = new Map(page.map((feedback) => [feedback.id, feedback]));
  const changed = items.some(({ id, updated_at }) => (latest.get(id)?.updated_at ?? updated_at) !== updated_at);
  return changed ? items.map((feedback) => latest.get(feedback.id) ?? feedback) : items;
}

/** Looks for newer feedback. What is on the screen is updated in place and never moves. */
export async function lookForArrivals(): Promise<void> {
  const { path, status } = list.get();
  if (status !== 'ready') return;
  const page = await get<Page<Feedback>>(path.replace(/limit=\d+/, `limit=${LOOK}`), { hasty: true }).catch(() => null);
  const now = list.get();
  if (!page || now.path !== path) return;
  const newest = now.items[0]?.created_at ?? '';
  const known = new Set(now.items.map(({ id }) => id));
  const arrived = page.items.filter(({ id, created_at }) => !known.has(id) && created_at >= newest);
  const unchanged = arrived.length === now.arrived.length;
  list.change({
    items: refreshed(now.items, page.items),
    arrived: unchanged ? now.arrived : arrived,
    gap: arrived.length === page.items.length && page.next_cursor !== null,
  });
}

/** Whether the feedback with this id stands on the screen. */
export function isShown(id: string): boolean {
  return list.get().items.some((row) => row.id === id);
}

export function showArrivals(siteKey: string, filters: URLSearchParams): void {
  const { arrived, items, gap } = list.get();
  if (gap) void openList(siteKey, filters, true);
  else list.change({ items: [...arrived, ...items], arrived: [], fresh: new Set(arrived.map(({ id }) => id)) });
}

/** Puts the newer state of a feedback into its row, wherever it came from. */
export function updateRow(id: string, part: Partial<Feedback>): void {
  const { items } = list.get();
  if (items.some((row) => row.id === id)) list.change({ items: items.map((row) => (row.id === id ? { ...row, ...part } : row)) });
}

export function findRow(id: string | null): Feedback | undefined {
  return list.get().items.find((row) => row.id === id);
}

/** The row before or after; without a starting row the first. */
export function neighbour(id: string | null, step: 1 | -1): Feedback | undefined {
  const { items } = list.get();
  const place = items.findIndex((row) => row.id === id);
  return place < 0 ? items[0] : items[place + step];
}

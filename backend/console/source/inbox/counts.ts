import { get } from '../api';
import { createStore } from '../state/store';
import type { Counts } from '../wire';
import { countViews } from './saved-views';

export const counts = createStore<Counts | null>(null);
const COUNTED_TO = 1000;
let countedSite = '';

/** Counts are a help, not a need: when they cannot be had the views stand without them. */
export async function loadCounts(siteKey: string): Promise<void> {
  if (countedSite !== siteKey) counts.set(null);
  countedSite = siteKey;
  const fresh = await get<Counts>(`/feedback/counts?site=${encodeURIComponent(siteKey)}`, { hasty: true }).catch(() => null);
  if (fresh && countedSite === siteKey && JSON.stringify(fresh) !== JSON.stringify(counts.get())) counts.set(fresh);
}

export function recount(): void {
  if (countedSite) void loadCounts(countedSite);
  void countViews();
}

/** What the view of everything lists: all but spam; like its parts, as far as was counted. */
export function totalOf({ publication }: Counts): number {
  const total = (publication.pending ?? 0) + (publication.published ?? 0) + (publication.hidden ?? 0);
  return Math.min(total, COUNTED_TO);
}

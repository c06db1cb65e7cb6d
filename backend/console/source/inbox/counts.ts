import { get } from '../api';
import { createStore } from '../state/store';
import type { Counts } from '../wire';

export const counts = createStore<Counts | null>(null);
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
}

/** What the view of everything lists: all but spam. */
export function totalOf({ publication }: Counts): number {
  return (publication.pending ?? 0) + (publication.published ?? 0) + (publication.hidden ?? 0);
}

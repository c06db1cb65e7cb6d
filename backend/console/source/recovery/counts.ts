import { get } from '../api';
import { createStore } from '../state/store';
import type { ListedCase, RecoveryCounts } from '../wire-recovery';
import type { Page } from '../wire';

export const recoveryCounts = createStore<RecoveryCounts | null>(null);
/** When an answer is due, by the feedback's id: of the cases that press most. */
export const dueTimes = createStore<ReadonlyMap<string, string>>(new Map());
let countedSite = '';
/** The counts that the marks were fetched at. */
let markedAt = '';

/** Counts and marks are a help, not a need: when they cannot be had the pages stand without them. */
export async function loadRecovery(siteKey: string): Promise<void> {
  if (countedSite !== siteKey) forget();
  countedSite = siteKey;
  const site = `site=${encodeURIComponent(siteKey)}`;
  const counted = await get<RecoveryCounts>(`/recovery/counts?${site}`, { hasty: true }).catch(() => null);
  if (!counted || countedSite !== siteKey) return;
  const told = JSON.stringify(counted);
  if (told !== JSON.stringify(recoveryCounts.get())) recoveryCounts.set(counted);
  // Every opening, answer and end changes a count: as long as none has, the marks stand.
  if (told === markedAt) return;
  const pressing = await get<Page<ListedCase>>(`/recovery/cases?${site}&limit=100`, { hasty: true }).catch(() => null);
  if (!pressing || countedSite !== siteKey) return;
  markedAt = told;
  dueTimes.set(new Map(pressing.items.map(({ feedback, due_at: due }) => [feedback.id, due])));
}

function forget(): void {
  markedAt = '';
  recoveryCounts.set(null);
  dueTimes.set(new Map());
}

export function recountRecovery(): void {
  if (countedSite) void loadRecovery(countedSite);
}

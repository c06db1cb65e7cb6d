import { keptDraft } from '../conversation/drafts';
import { currentRoute, go } from '../state/route';
import { createStore } from '../state/store';
import { findRow, neighbour } from './list';
import { feedbackHref, filtersOf } from './query';

const KEPT = 'kohtaamo.advance';

/** Whether a decision opens the next feedback; each member of the staff chooses, and the browser remembers. */
export const advanceOn = createStore(localStorage.getItem(KEPT) !== 'off');

export function switchAdvance(on: boolean): void {
  localStorage.setItem(KEPT, on ? 'on' : 'off');
  advanceOn.set(on);
}

/** From a decided feedback to the one below. Who moved on meanwhile, or has begun an answer, stays where she is. */
export function advanceFrom(id: string): void {
  const { path, query } = currentRoute();
  const isOpen = path[0] === 'feedback' && path[1] === id;
  if (!advanceOn.get() || !findRow(id) || (path[0] === 'feedback' && !isOpen) || keptDraft(id).text) return;
  const next = neighbour(id, 1);
  if (!next) return;
  const inList = document.activeElement?.closest('.row-list') != null;
  if (isOpen) go(feedbackHref(next.id, filtersOf(query)));
  if (inList) document.getElementById(`row-${next.id}`)?.focus();
}

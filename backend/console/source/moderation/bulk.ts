import { get, post } from '../api';
import { refreshConversation, opened } from '../conversation/opened';
import { recount } from '../inbox/counts';
import { list, openList } from '../inbox/list';
import { apiPath } from '../inbox/query';
import { mayI } from '../state/session';
import { createStore } from '../state/store';
import { toast, toastProblem } from '../state/toasts';
import type { Verdict } from '../wire';
import { plural, t } from '../words/locale';
import { ticked, untick } from '../inbox/ticked';

/** One verdict on many, and how far it has come. */
export interface Bulk {
  id: string;
  verdict: Verdict;
  state: 'working' | 'done' | 'undoing' | 'undone';
  total: number;
  done: number;
  skipped: number;
  undone: number;
  has_more: boolean;
}

const LOOK_EVERY = 1000;

/** What is being worked off just now; null when nothing is. */
export const working = createStore<Bulk | null>(null);

interface View {
  siteKey: string;
  filters: URLSearchParams;
}

function bodyOf(verdict: Verdict): object {
  const { ids, whole } = ticked.get();
  const seen = list.get().items.map(({ updated_at }) => updated_at).sort().at(-1);
  return { verdict, ...(whole ? { all: true } : { ids: [...ids] }), ...(seen ? { seen_at: seen } : {}) };
}

/** What is ticked: rows by their ids, or all that the view lists. */
export function meant(siteKey: string, filters: URLSearchParams): { ids: string[] } | { all: true; filters: URLSearchParams } {
  const { ids, whole } = ticked.get();
  if (!whole) return { ids: [...ids] };
  const asked = new URLSearchParams(apiPath(siteKey, filters).split('?')[1]);
  for (const name of ['limit', 'site']) asked.delete(name);
  return { all: true, filters: asked };
}

/** Decides on all that is ticked, shows how far it has come, and offers the way back for the whole. */
export async function decideTicked(verdict: Verdict, view: View): Promise<void> {
  if (working.get()) return;
  if (!mayI('moderate')) return toast(t('problem.forbidden'), { tone: 'failed' });
  const asked = new URLSearchParams(apiPath(view.siteKey, view.filters).split('?')[1]);
  asked.delete('limit');
  const bulk = await follow(() => post<Bulk>(`/bulk-decisions?${asked}`, bodyOf(verdict)), view);
  if (!bulk) return;
  untick();
  const words = [plural(`bulk.${verdict}`, bulk.done), bulk.skipped > 0 && plural('bulk.skipped', bulk.skipped), bulk.has_more && t('bulk.hasMore')];
  toast(words.filter(Boolean).join(' '), { action: { label: t('undo'), run: () => void takeBack(bulk, view) } });
}

async function takeBack(bulk: Bulk, view: View): Promise<void> {
  const back = await follow(() => post<Bulk>(`/bulk-decisions/${bulk.id}/reversal`, {}), view);
  if (back) toast(plural('bulk.undone', back.undone));
}

/** Begins, then looks until it is finished. What cannot be had any more is told, and the list shows how far it came. */
async function follow(begin: () => Promise<Bulk>, view: View): Promise<Bulk | null> {
  try {
    let bulk = await begin();
    while (bulk.state === 'working' || bulk.state === 'undoing') {
      working.set(bulk);
      await new Promise((wake) => setTimeout(wake, LOOK_EVERY));
      bulk = await get<Bulk>(`/bulk-decisions/${bulk.id}`);
    }
    return bulk;
  } catch (error) {
    toastProblem(error);
    return null;
  } finally {
    working.set(null);
    recount();
    void openList(view.siteKey, view.filters, true);
    const { id } = opened.get();
    if (id) void refreshConversation(id);
  }
}

import { get, patch, post, remove } from '../api';
import { createStore } from '../state/store';
import type { Page, SavedView, ViewCount } from '../wire';
import { filtersOf } from './query';

interface SavedViews {
  items: SavedView[];
  counts: Record<string, ViewCount>;
}

/** The views that staff keep of the chosen site: one's own and the shared ones. */
export const savedViews = createStore<SavedViews>({ items: [], counts: {} });
let site: { key: string; id: string } | null = null;

const asked = () => `?site=${encodeURIComponent(site?.key ?? '')}`;

/** A help, as the counts are: where they cannot be had the list works without them. */
export async function loadViews(key: string, id: string): Promise<void> {
  if (site?.key !== key) savedViews.set({ items: [], counts: {} });
  site = { key, id };
  const page = await get<Page<SavedView>>(`/views${asked()}`, { hasty: true }).catch(() => null);
  if (!page || site?.key !== key) return;
  savedViews.change({ items: page.items });
  await countViews();
}

export async function countViews(): Promise<void> {
  const counted = site;
  if (!counted || savedViews.get().items.length === 0) return;
  const page = await get<{ items: ViewCount[] }>(`/views/counts${asked()}`, { hasty: true }).catch(() => null);
  if (!page || site !== counted) return;
  const counts = Object.fromEntries(page.items.map((count) => [count.id, count]));
  if (JSON.stringify(counts) !== JSON.stringify(savedViews.get().counts)) savedViews.change({ counts });
}

/** The filters as the API keeps them: each name with its one text, or with several. */
function asKept(filters: URLSearchParams): SavedView['filters'] {
  const names = [...new Set(filters.keys())];
  return Object.fromEntries(names.map((name) => {
    const values = filters.getAll(name);
    return [name, values.length === 1 && values[0] !== undefined ? values[0] : values];
  }));
}

export function filtersOfView({ filters }: SavedView): URLSearchParams {
  const pairs = Object.entries(filters).flatMap(([name, kept]) => [kept].flat().map((value) => [name, value]));
  return filtersOf(new URLSearchParams(pairs));
}

export function viewWith(filters: URLSearchParams, items: SavedView[]): SavedView | undefined {
  return items.find((view) => filtersOfView(view).toString() === filters.toString());
}

async function reload(): Promise<void> {
  if (site) await loadViews(site.key, site.id);
}

export async function saveView(name: string, filters: URLSearchParams, isShared: boolean): Promise<void> {
  await post<SavedView>(`/sites/${site?.id}/views`, { name, filters: asKept(filters), is_shared: isShared });
  await reload();
}

export async function renameView({ id }: SavedView, name: string, isShared: boolean): Promise<void> {
  await patch<SavedView>(`/views/${id}`, { name, is_shared: isShared });
  await reload();
}

export async function deleteView({ id }: SavedView): Promise<void> {
  await remove(`/views/${id}`);
  await reload();
}

import { useEffect, useState } from 'preact/hooks';
import { get } from '../api';
import { asProblem, type Problem } from '../problem';
import type { Page } from '../wire';

interface Shown<T> {
  path: string | null;
  items: T[] | null;
  cursor: string | null;
  problem: Problem | null;
  more: 'idle' | 'loading' | 'failed';
}

export interface Pages<T> extends Shown<T> {
  again: () => void;
  loadMore: () => void;
}

/** A list that grows downwards by the page; another path begins it anew. Null asks for nothing yet. */
export function usePages<T extends { id: string }>(path: string | null): Pages<T> {
  const empty: Shown<T> = { path, items: null, cursor: null, problem: null, more: 'idle' };
  const [kept, setKept] = useState(empty);
  const [turn, setTurn] = useState(0);
  const shown = kept.path === path ? kept : empty;
  useEffect(() => {
    if (!path) return undefined;
    const leaving = new AbortController();
    get<Page<T>>(path, { signal: leaving.signal })
      .then(({ items, next_cursor: cursor }) => setKept({ ...empty, items, cursor }))
      .catch((error: unknown) => leaving.signal.aborted || setKept({ ...empty, problem: asProblem(error) }));
    return () => leaving.abort();
  }, [path, turn]);
  const loadMore = () => {
    const { cursor, items } = shown;
    if (!cursor || !items || shown.more === 'loading') return;
    setKept({ ...shown, more: 'loading' });
    const joint = path?.includes('?') ? '&' : '?';
    get<Page<T>>(`${path}${joint}cursor=${encodeURIComponent(cursor)}`)
      .then((page) => {
        const known = new Set(items.map(({ id }) => id));
        const added = page.items.filter(({ id }) => !known.has(id));
        setKept((now) => (now.path === path ? { ...now, items: [...items, ...added], cursor: page.next_cursor, more: 'idle' } : now));
      })
      .catch(() => setKept((now) => (now.path === path ? { ...now, more: 'failed' } : now)));
  };
  return { ...shown, again: () => setTurn((before) => before + 1), loadMore };
}

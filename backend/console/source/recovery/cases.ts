import { useEffect, useState } from 'preact/hooks';
import { get } from '../api';
import { usePolling } from '../inbox/polling';
import { asProblem, type Problem } from '../problem';
import type { Page } from '../wire';
import type { ListedCase, RecoveryState } from '../wire-recovery';

export interface CaseList {
  items: ListedCase[] | null;
  problem: Problem | null;
  hasMore: boolean;
  loadMore: () => void;
  again: () => void;
}

const STEP = 50;

export function casesPath(siteKey: string, state: RecoveryState, owner: string | null): string {
  const asked = new URLSearchParams({ site: siteKey, state, limit: String(STEP) });
  if (owner) asked.set('owner', owner);
  return `/recovery/cases?${asked}`;
}

/** The cases at this address, looked at again every now and then; what was fetched beyond the first page stays. */
export function useCases(path: string): CaseList {
  const [page, setPage] = useState<Page<ListedCase> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = (cursor: string | null, signal?: AbortSignal) => {
    get<Page<ListedCase>>(cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path, { signal })
      .then((found) => {
        setPage((before) => (cursor && before ? { ...found, items: [...before.items, ...found.items] } : found));
        setProblem(null);
      })
      .catch((error: unknown) => signal?.aborted || setProblem(asProblem(error)));
  };
  useEffect(() => {
    const leaving = new AbortController();
    setPage(null);
    load(null, leaving.signal);
    return () => leaving.abort();
  }, [path]);
  const lookAgain = () => {
    if ((page?.items.length ?? 0) <= STEP) load(null);
  };
  usePolling(lookAgain, `${path} ${page?.items.length ?? 0}`);
  return {
    items: page?.items ?? null,
    problem,
    hasMore: Boolean(page?.next_cursor),
    loadMore: () => load(page?.next_cursor ?? null),
    again: () => load(null),
  };
}

import { useEffect, useRef } from 'preact/hooks';
import { put } from '../api';
import type { Draft } from './drafts';

const PAUSE = 1500;

/** Keeps the draft on the server too, a moment after the last letter: it is there on her other devices, and colleagues
 * see that she writes. Should that fail, this tab still has it. */
export function useKeptDraft(id: string, isNew: boolean): { keep: (draft: Draft) => void; forget: () => void } {
  const clock = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const waiting = useRef<Draft | null>(null);
  const known = useRef(!isNew);
  const send = () => {
    const draft = waiting.current;
    waiting.current = null;
    clearTimeout(clock.current);
    if (!draft || (!draft.text.trim() && !known.current)) return;
    known.current = Boolean(draft.text.trim());
    const { text, visibility } = draft;
    void put(`/feedback/${encodeURIComponent(id)}/draft`, { text, visibility }).catch(() => undefined);
  };
  useEffect(() => send, [id]);
  return {
    keep: (draft) => {
      waiting.current = draft;
      clearTimeout(clock.current);
      clock.current = setTimeout(send, PAUSE);
    },
    forget: () => {
      waiting.current = null;
      known.current = false;
      clearTimeout(clock.current);
    },
  };
}

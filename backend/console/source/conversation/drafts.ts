import { newKey } from '../api';
import type { Visibility } from '../wire';

/** An answer being written. Its key makes a second sending after a broken connection harmless. */
export interface Draft {
  text: string;
  visibility: Visibility;
  key: string;
  /** The template it began with. */
  template?: string | null;
}

const place = (id: string) => `kohtaamo.draft.${id}`;

export function freshDraft(visibility: Visibility = 'public'): Draft {
  return { text: '', visibility, key: newKey() };
}

/** What this tab has, else what the server kept from another one. */
export function keptDraft(id: string, elsewhere: Pick<Draft, 'text' | 'visibility'> | null = null): Draft {
  const kept = sessionStorage.getItem(place(id));
  if (!kept) return { ...freshDraft(), ...(elsewhere ? { text: elsewhere.text, visibility: elsewhere.visibility } : {}) };
  try {
    return { ...freshDraft(), ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    return freshDraft();
  }
}

export function keepDraft(id: string, draft: Draft): void {
  if (draft.text) sessionStorage.setItem(place(id), JSON.stringify(draft));
  else sessionStorage.removeItem(place(id));
}

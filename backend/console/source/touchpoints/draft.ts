import type { Question, Stage, Touchpoint, Words } from '../wire';

export type TouchpointDraft = Omit<Touchpoint, 'id'>;

export const QUESTION_KINDS = ['stars', 'faces', 'nps', 'text'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
export const WEIGHTS = [0, 1, 2, 3, 4, 5];

const FIRST_KEYS: Record<QuestionKind, string> = { stars: 'rating', faces: 'mood', nps: 'recommend', text: 'wish' };

/** "Tuotteen palautus" becomes "tuotteen-palautus": what stands in the page's code. */
export function keyFrom(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
}

export function freeKey(wanted: string, taken: string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let n = 2;
  while (taken.includes(`${wanted}-${n}`)) n += 1;
  return `${wanted}-${n}`;
}

export function newQuestion(kind: QuestionKind, others: Question[]): Question {
  const key = freeKey(FIRST_KEYS[kind], others.map((question) => question.key));
  return { key, kind, text: {}, low: null, high: null, required: false };
}

export function newTouchpoint(stage: Stage | undefined, position: number): TouchpointDraft {
  return {
    key: '', name: {}, stage: stage?.key ?? '', position, placement: 'inline', pages: [],
    revenue_value: 3, commitment_value: 3, launcher: null, thanks: null, is_active: true,
    questions: [{ ...newQuestion('stars', []), required: true }],
  };
}

export function moved<T>(items: T[], from: number, to: number): T[] {
  const rest = items.filter((_, place) => place !== from);
  const item = items[from];
  return item === undefined ? items : [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Empty texts are left out; a text with no language at all is null. */
function trimmed(words: Words | null): Words | null {
  const kept = Object.entries(words ?? {}).map(([language, text]) => [language, text.trim()]).filter(([, text]) => text);
  return kept.length ? (Object.fromEntries(kept) as Words) : null;
}

export function readyToSend(draft: TouchpointDraft): TouchpointDraft {
  return {
    ...draft,
    name: trimmed(draft.name) ?? {},
    launcher: trimmed(draft.launcher),
    thanks: trimmed(draft.thanks),
    pages: draft.pages.map((page) => page.trim()).filter(Boolean),
    questions: draft.questions.map((question) => ({
      ...question, text: trimmed(question.text) ?? {}, low: trimmed(question.low), high: trimmed(question.high),
    })),
  };
}

import { asProblem } from '../problem';
import { problemText } from '../words/problem-text';
import { createStore } from './store';

export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'failed';
  action?: { label: string; run: () => void };
}

export interface Undo {
  label: string;
  run: () => void;
}

const MOST_UNDOS = 30;
/** What can be taken back, the newest last: longer than its toast is shown, so that a slip is mended two rows later. */
let undos: Undo[] = [];

function spend(undo: Undo): void {
  undos = undos.filter((one) => one !== undo);
  undo.run();
}

/** Says what was done, and offers the way back, by the toast's button or by key. */
export function toastUndoable(text: string, undo: Undo): void {
  undos = [...undos.slice(1 - MOST_UNDOS), undo];
  toast(text, { action: { label: undo.label, run: () => spend(undo) } });
}

/** Takes back the newest deed; false if there is none. */
export function undoNewest(): boolean {
  const undo = undos.at(-1);
  if (!undo) return false;
  for (const { id, action } of toasts.get()) if (action) dismissToast(id);
  spend(undo);
  return true;
}

const SHOWN_FOR = { withAction: 8000, alone: 4000 };
export const toasts = createStore<Toast[]>([]);
let latest = 0;
const clocks = new Map<number, ReturnType<typeof setTimeout>>();

export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
  latest += 1;
  const added: Toast = { id: latest, text, tone: 'done', ...options };
  toasts.set([...toasts.get().slice(-1), added]);
  resumeToast(added.id);
}

/** An ended session needs no toast: the sign-in form says it. */
export function toastProblem(error: unknown): void {
  const problem = asProblem(error);
  if (problem.status !== 401) toast(problemText(problem), { tone: 'failed' });
}

export function dismissToast(id: number): void {
  pauseToast(id);
  toasts.set(toasts.get().filter((shown) => shown.id !== id));
}

/** While the pointer or the focus is on a toast it stays. */
export function pauseToast(id: number): void {
  clearTimeout(clocks.get(id));
  clocks.delete(id);
}

export function resumeToast(id: number): void {
  pauseToast(id);
  const hasAction = toasts.get().some((shown) => shown.id === id && shown.action);
  clocks.set(id, setTimeout(() => dismissToast(id), hasAction ? SHOWN_FOR.withAction : SHOWN_FOR.alone));
}

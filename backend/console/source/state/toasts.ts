import { asProblem } from '../problem';
import { problemText } from '../words/problem-text';
import { createStore } from './store';

export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'failed';
  action?: { label: string; run: () => void };
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

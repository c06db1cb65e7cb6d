import { put, remove } from '../api';
import { refreshConversation, updateFeedback } from '../conversation/opened';
import { currentSession, mayI } from '../state/session';
import { toast, toastProblem, toastUndoable } from '../state/toasts';
import type { Feedback, Sentiment } from '../wire';
import { t } from '../words/locale';

/** What staff can say, in the order of the keys 1–4: from bad to good. */
export const TONES = ['negative', 'neutral', 'mixed', 'positive'] as const;
export type Tone = (typeof TONES)[number];

export function keyOf(tone: Tone): string {
  return String(TONES.indexOf(tone) + 1);
}

/** How it looks before the server has answered. */
function asShown(sentiment: Sentiment, tone: Tone | null): Sentiment {
  const corrected = tone && { label: tone, by: currentSession()?.staff.name ?? '', at: new Date().toISOString() };
  return { ...sentiment, label: tone ?? sentiment.machine_label, corrected };
}

async function send({ id, sentiment, contradicts }: Feedback, tone: Tone | null): Promise<boolean> {
  if (!sentiment) return false;
  const path = `/feedback/${encodeURIComponent(id)}/sentiment`;
  updateFeedback(id, { sentiment: asShown(sentiment, tone) });
  try {
    updateFeedback(id, tone ? await put<Feedback>(path, { label: tone }) : await remove<Feedback>(path));
    void refreshConversation(id);
    return true;
  } catch (error) {
    updateFeedback(id, { sentiment, contradicts });
    toastProblem(error);
    return false;
  }
}

/** Undoing a correction brings back what staff had said before it, or the program's judgement. */
function undoing(before: Feedback) {
  return { label: t('undo'), run: () => void send(before, before.sentiment?.corrected?.label ?? null) };
}

/** Says what a comment's sentiment is. The same as the program said is a confirmation, and counts as one. */
export async function correct(before: Feedback, tone: Tone): Promise<void> {
  if (!mayI('moderate')) return toast(t('problem.forbidden'), { tone: 'failed' });
  const { sentiment } = before;
  if (!sentiment || sentiment.corrected?.label === tone) return;
  const words = { label: t(`mood.${tone}`).toLocaleLowerCase() };
  const done = tone === sentiment.machine_label ? t('tone.confirmedDone', words) : t('tone.correctedDone', words);
  if (await send(before, tone)) toastUndoable(done, undoing(before));
}

export async function takeBack(before: Feedback): Promise<void> {
  if (await send(before, null)) toastUndoable(t('tone.takenBack'), undoing(before));
}

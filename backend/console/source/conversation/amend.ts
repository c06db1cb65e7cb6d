import { patch } from '../api';
import { advanceFrom } from '../inbox/advance';
import { recount } from '../inbox/counts';
import { currentSession, mayI } from '../state/session';
import { toast, toastProblem, toastUndoable } from '../state/toasts';
import type { Case, Feedback, Person } from '../wire';
import { t } from '../words/locale';
import { refreshConversation, updateFeedback } from './opened';

type Standing = Pick<Feedback, 'case' | 'assignee'>;

/** Sets the case or whose it is, shown at once and taken back if the server refuses. */
async function send(id: string, wanted: Partial<Standing>, before: Standing): Promise<boolean> {
  updateFeedback(id, wanted);
  const { assignee, ...rest } = wanted;
  const wish = assignee === undefined ? rest : { ...rest, assignee_id: assignee?.id ?? null };
  try {
    await patch<Feedback>(`/feedback/${encodeURIComponent(id)}`, wish);
    recount();
    void refreshConversation(id);
    return true;
  } catch (error) {
    updateFeedback(id, before);
    toastProblem(error);
    return false;
  }
}

async function amend(feedback: Feedback, wanted: Partial<Standing>, done: string): Promise<boolean> {
  if (!mayI('reply')) {
    toast(t('problem.forbidden'), { tone: 'failed' });
    return false;
  }
  const { id } = feedback;
  const before: Standing = { case: feedback.case, assignee: feedback.assignee };
  const back = Object.fromEntries(Object.keys(wanted).map((name) => [name, before[name as keyof Standing]]));
  if (!(await send(id, wanted, before))) return false;
  const takeBack = async () => {
    if (await send(id, back, { ...before, ...wanted })) toast(t('undone'));
  };
  toastUndoable(done, { label: t('undo'), run: () => void takeBack() });
  return true;
}

export function moveCase(feedback: Feedback, wanted: Case): Promise<boolean> {
  return amend(feedback, { case: wanted }, t(`moved.${wanted}`));
}

export function assign(feedback: Feedback, assignee: Person | null): Promise<boolean> {
  return amend(feedback, { assignee }, assignee ? t('assigned', { name: assignee.name }) : t('unassigned'));
}

/** Solved, and on to the next; what was solved is opened again. */
export async function settle(feedback: Feedback): Promise<void> {
  const isSolved = feedback.case === 'solved';
  if ((await moveCase(feedback, isSolved ? 'open' : 'solved')) && !isSolved) advanceFrom(feedback.id);
}

/** Mine; if it is mine already, nobody's. */
export async function takeOn(feedback: Feedback): Promise<void> {
  const me = currentSession()?.staff;
  if (me) await assign(feedback, feedback.assignee?.id === me.id ? null : { id: me.id, name: me.name });
}

import { post } from '../api';
import { advanceFrom } from '../inbox/advance';
import { recount } from '../inbox/counts';
import { mayI } from '../state/session';
import { asProblem } from '../problem';
import { toast, toastProblem, toastUndoable } from '../state/toasts';
import type { Feedback, Publication, Verdict } from '../wire';
import { t } from '../words/locale';
import { fetchAnew, refreshConversation, updateFeedback } from './opened';

const BECOMES: Record<Verdict, Publication> = { publish: 'published', hide: 'hidden', spam: 'spam', restore: 'pending' };
const BACK_TO: Record<Publication, Verdict> = { pending: 'restore', published: 'publish', hidden: 'hide', spam: 'spam' };

/** The verdicts that would change something, most likely first. */
export function verdictsFor(publication: Publication): Verdict[] {
  switch (publication) {
    case 'pending': return ['publish', 'hide', 'spam'];
    case 'published': return ['hide', 'spam'];
    case 'hidden': return ['publish', 'restore', 'spam'];
    case 'spam': return ['restore', 'publish'];
  }
}

interface Decided {
  publication: Publication;
}

type Seen = Pick<Feedback, 'id' | 'said_at'>;

/** The server refuses when the visitor has changed her words since `said_at`; then they are fetched, to be read first. */
async function send({ id, said_at }: Seen, verdict: Verdict, before: Publication): Promise<Publication | null> {
  updateFeedback(id, { publication: BECOMES[verdict] });
  try {
    const { publication } = await post<Decided>(`/feedback/${encodeURIComponent(id)}/decisions`, { verdict, seen_at: said_at });
    updateFeedback(id, { publication });
    recount();
    void refreshConversation(id);
    return publication;
  } catch (error) {
    updateFeedback(id, { publication: before });
    toastProblem(error);
    if (asProblem(error).code === 'text_changed') await fetchAnew(id);
    return null;
  }
}

/** Shows the verdict at once, takes it back if the server refuses, and offers the way back. */
export async function decide(seen: Feedback, verdict: Verdict): Promise<void> {
  const before = seen.publication;
  if (!mayI('moderate')) return toast(t('problem.forbidden'), { tone: 'failed' });
  if (!verdictsFor(before).includes(verdict)) return;
  const after = await send(seen, verdict, before);
  if (after === null) return;
  const takeBack = async () => {
    if ((await send(seen, BACK_TO[before], after)) !== null) toast(t('undone'));
  };
  toastUndoable(t(`decided.${verdict}`), { label: t('undo'), run: () => void takeBack() });
  advanceFrom(seen.id);
}

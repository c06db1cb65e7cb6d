import { get, put } from '../api';
import { updateRow } from '../inbox/list';
import { askedComposer } from './asked-composer';
import { asProblem, type Problem } from '../problem';
import { mayI } from '../state/session';
import { createStore } from '../state/store';
import type { Conversation, Feedback } from '../wire';

interface Opened {
  id: string;
  problem: Problem | null;
  conversation: Conversation | null;
}

/** The conversation on the screen. */
export const opened = createStore<Opened>({ id: '', problem: null, conversation: null });

const pathOf = (id: string) => `/feedback/${encodeURIComponent(id)}`;

function rowPart({ messages, history, recovery, praise, draft, writing, duplicates, ...feedback }: Conversation): Partial<Feedback> {
  void [history, recovery, praise, draft, writing, duplicates];
  return { ...feedback, message_count: messages.length };
}

export async function openConversation(id: string): Promise<void> {
  opened.set({ id, problem: null, conversation: null });
  await refreshConversation(id);
  await markRead(id);
}

/** The visitor's receipt tells her that somebody has read it. Should it fail, the next opening tells it. */
async function markRead(id: string): Promise<void> {
  const { conversation } = opened.get();
  if (conversation?.id !== id || conversation.read_at !== null || !mayI('reply')) return;
  const told = await put(`${pathOf(id)}/read`, {}).then(() => true, () => false);
  if (told) updateFeedback(id, { read_at: new Date().toISOString() });
}

/** Fetches it again in place. A failed refresh leaves what is shown; only a first load tells. */
export async function refreshConversation(id: string): Promise<void> {
  const first = opened.get().conversation === null;
  try {
    const conversation = await get<Conversation>(pathOf(id), { hasty: !first });
    if (opened.get().id !== id) return;
    if (JSON.stringify(conversation) === JSON.stringify(opened.get().conversation)) return;
    opened.set({ id, problem: null, conversation });
    updateRow(id, rowPart(conversation));
  } catch (error) {
    if (opened.get().id !== id || !first) return;
    opened.change({ problem: asProblem(error) });
    askedComposer.set(null);
  }
}

/** Fetches what is known to have changed, whether it is open or only a row of the list. */
export async function fetchAnew(id: string): Promise<void> {
  if (opened.get().id === id) return refreshConversation(id);
  const conversation = await get<Conversation>(pathOf(id), { hasty: true }).catch(() => null);
  if (conversation) updateRow(id, rowPart(conversation));
}

/** Shows a newer state in the conversation and in its row. */
export function updateFeedback(id: string, part: Partial<Feedback>): void {
  const { conversation } = opened.get();
  if (conversation?.id === id) opened.change({ conversation: { ...conversation, ...part } });
  updateRow(id, part);
}

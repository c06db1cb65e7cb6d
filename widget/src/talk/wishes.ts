import type { Card } from '../panel/card';
import type { Desk } from '../panel/desk';
import { text as json } from '../panel/json';
import type { Entry } from '../panel/store';
import { send } from '../panel/wire';
import type { Thread } from '../types';
import { threads } from './threads';

/** Wants something changed about an entry the server has: kept on the device until it is confirmed. Null takes it away. */
export const wish = (card: Card, path: string, body: object | null): void => {
  card.edit_((entry) => (entry.wishes_ = { ...entry.wishes_, [path]: body }));
  card.sync_.run_();
};

/** Sends the first of them; a PUT that arrives twice changes nothing more. */
export const sendWish = (desk: Desk, entry: Entry): Promise<boolean> | undefined => {
  const [first] = Object.entries(entry.wishes_ || {});
  if (!first) return undefined;
  const [path, body] = first;
  return send(desk, body ? 'PUT' : 'DELETE', `threads/${entry.key}/${path}`, body || undefined).then((answer) =>
    desk.sync_.settle_(entry, answer, (one, thread) => {
      if (thread) threads.set(one.id, thread);
      // She may have changed her mind while it was on its way.
      if (!one.wishes_ || json(one.wishes_[path]) != json(body)) return;
      delete one.wishes_[path];
      if (!Object.keys(one.wishes_)[0]) delete one.wishes_;
    }));
};

/** The conversation as it stands once all her wishes have come true. */
export const wished = ({ id, wishes_: wishes = {} }: Entry): Partial<Thread> => {
  const { rating, permission } = wishes as Record<string, any>;
  const thread: Partial<Thread> = { ...threads.get(id) };
  if (rating) thread.second_rating = rating.value;
  if (permission) Object.assign(thread, { permission: permission.granted, shown_name: permission.shown_name });
  if ('withdrawal' in wishes && !wishes.withdrawal && thread.status == 'withdrawn') thread.status = 'received';
  if (wishes.withdrawal) thread.status = 'withdrawn';
  return thread;
};

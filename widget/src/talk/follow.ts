import { REPLY } from '../drafts';
import type { Desk } from '../panel/desk';
import type { Entry, Store } from '../panel/store';
import { send } from '../panel/wire';
import { threads } from './threads';
import { sendWish } from './wishes';

let last = 0;

const answers = (id: string): number => (threads.get(id)?.messages || []).filter(({ from }) => from == 'staff').length;

export const unread = (entry: Entry): number => (entry.erase_ ? 0 : Math.max(0, answers(entry.id) - entry.seen_));

export const markSeen = (desk: Desk, entry: Entry): void => {
  if (unread(entry)) desk.store_.edit_(entry.id, entry.touchpoint, (one) => (one.seen_ = answers(one.id)));
};

export const fetchThread = async (desk: Desk, { id, key }: Entry): Promise<boolean> => {
  const { data_, gone_ } = await send(desk, 'GET', 'threads/' + key);
  if (data_) threads.set(id, data_);
  if (gone_) desk.store_.drop_(id);
  desk.store_.tell_();
  return !!data_;
};

/** Follow-ups, erasing and her other wishes wait in the same line as everything else. */
const sendMore = (desk: Desk, entry: Entry): Promise<boolean> | undefined => {
  const { store_, sync_: { settle_ } } = desk;
  const { key, id, erase_, replies_: [reply] } = entry;
  if (erase_) {
    return send(desk, 'DELETE', 'threads/' + key).then((answer) => {
      if (answer.data_ || answer.gone_) store_.drop_(id);
      return settle_(entry, answer, (one) => delete one.erase_);
    });
  }
  const wanted = sendWish(desk, entry);
  if (wanted || !reply) return wanted;
  return send(desk, 'POST', `threads/${key}/messages`, reply).then((answer) => settle_(entry, answer, (one, message) => {
    one.replies_ = one.replies_.filter((other) => other.id != reply.id);
    if (message) threads.get(id)?.messages.push(message);
    else one.draft_[REPLY] = reply.text;
  }));
};

const following = new WeakMap<Store, Promise<void>>();

const begin = async (desk: Desk): Promise<void> => {
  Object.assign(desk.strings_, await desk.words_('t'));
  desk.store_.unread_ = unread;
  desk.store_.watch_(() => {
    let count = 0;
    // Not by reduce: prototype.js has put another in its place.
    desk.store_.all_().forEach((entry) => (count += unread(entry)));
    desk.announce_(count ? desk.say_('talk.news', count) : '');
  });
  // What another tab has said, read or erased.
  addEventListener('storage', desk.store_.tell_, { signal: desk.signal_ });
  desk.sync_.more_ = (entry) => (entry.key ? sendMore(desk, entry) : undefined);
  desk.sync_.run_();
};

/** Looks after every conversation this device keeps, at most every ten seconds: switching tabs to and fro must not become a flood. */
export const follow = async (desk: Desk): Promise<void> => {
  const { store_ } = desk;
  if (!following.has(store_)) following.set(store_, begin(desk).catch((error) => {
    following.delete(store_);
    throw error;
  }));
  await following.get(store_);
  if (document.hidden || Date.now() - last < 10000) return;
  last = Date.now();
  await Promise.all(store_.all_().filter(({ key, erase_ }) => key && !erase_).slice(0, 9).map((entry) => fetchThread(desk, entry)));
};

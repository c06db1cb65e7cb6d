import type { Ground } from '../types';
import { cut, text } from './json';
import type { Entry, Store } from './store';
import { send, type Answer } from './wire';

export const waits = ({ said_, known_, replies_, wishes_ }: Entry): boolean =>
  text(said_) != known_ || !!replies_[0] || !!Object.keys(wishes_ || {})[0];

/** What stands in the boxes, as if she had sent it; nothing when they are empty. */
const typed = ({ said_: { comment, answers }, draft_: draft }: Entry): object | undefined => {
  // Other keys than those of questions and of the comment are no part of what she says here.
  const given = Object.keys(draft).filter((key) => draft[key] && /^\w|^$/.test(key));
  for (const key of given) {
    if (key) answers = { ...answers, [key]: draft[key]! };
    else comment = draft[key];
  }
  return given.length ? { comment, answers } : undefined;
};

/** Makes the server know what the device knows: one request at a time, in one tab at a time, until it does. */
export const startSync = (app: Ground, store: Store) => {
  const { signal_: signal, site_: { site }, emit_ } = app;
  let line: Promise<unknown> = Promise.resolve();
  let failing = 0;
  let timer = 0;
  // By a clock that only runs forward: a device whose date is put right must not wait for days.
  let notBefore = 0;

  /** Writes down what came of a request: `done` gets the data, or none when the server said no. False when it should be tried again. */
  const settle = ({ id, touchpoint }: Entry, { data_, refused_, why_, after_ }: Answer, done: (entry: Entry, data: any) => void): boolean => {
    if (!data_ && (refused_ || !failing)) emit_(refused_ ? 'error' : 'queued', { id, touchpoint, detail: refused_ });
    if (!data_ && !refused_) {
      notBefore = performance.now() + (after_ || 0);
      return false;
    }
    // She may have erased it in another tab meanwhile: an edit would bring it back.
    if (store.find_(id)) store.edit_(id, touchpoint, (entry) => {
      entry.refused_ = refused_;
      entry.why_ = why_;
      done(entry, data_);
    });
    return true;
  };

  /** Sends what the server does not know yet. What is only typed may go along; it is not said before she sends it. */
  const sayIt = (entry: Entry, typed?: object | false): Promise<boolean> | undefined => {
    const { id, touchpoint, key, first_, erase_, said_, told_ } = entry;
    const now = text(said_);
    if (!first_ && (erase_ || now == entry.known_ && !(key && typed))) return undefined;
    const body = key ? { thread_key: key } : {
      id, site, touchpoint, ...told_, language: app.language_, email: app.options_.email,
      page_url: cut(location.href, 2000), page_title: cut(document.title, 200),
      // What she has said here before stands on the device already, for her to read the answers.
      returning: store.all_().some((one) => one.key),
    };
    const { known_, body_ } = first_ || { known_: now, body_: { ...body, ...said_, ...typed } };
    if (!key) store.edit_(id, touchpoint, (one) => (one.first_ = { known_, body_ }));
    // The token goes along as it is now, and is never kept: one that was fresh when she began may be out of date.
    return send(app, 'POST', key ? 'entries/' + id : 'entries', { ...body_, identity: app.options_.identity }).then((answer) => settle(entry, answer, (one, data) => {
      delete one.first_;
      if (!data) return;
      one.known_ = known_;
      one.key = data.thread_key;
      if (!key) emit_('submitted', { id, touchpoint, state: data.state });
    }));
  };

  const work = async (): Promise<void> => {
    let failed = false;
    if (signal.aborted || performance.now() < notBefore) return;
    clearTimeout(timer);
    for (const { id } of store.all_()) {
      let settled: boolean | undefined = true;
      while (settled) {
        const entry = store.find_(id);
        settled = entry && !entry.refused_ ? await (sayIt(entry) || it.more_(entry)) : undefined;
      }
      if (settled === false) failed = true;
    }
    failing = failed ? failing + 1 : 0;
    // Doubling with jitter, so that a server that comes back is not met by everyone at once.
    if (failed) timer = setTimeout(run, Math.max(notBefore - performance.now(), Math.min(2 ** failing, 300) * 1e3 * Math.random()));
    store.tell_();
  };

  // The lock keeps two tabs from sending the same thing; where it is missing, the ids make a double send harmless.
  const run = (): void => {
    // Where the lock is refused (a frame without an origin, storage blocked) it is sent without one.
    line = line.then(() => (navigator.locks ? navigator.locks.request('kt:' + site, work) : work())).catch(work).catch(String);
  };

  addEventListener('online', run, { signal });
  // She leaves: all that can be said in one request each goes out at once, and with it the text she has typed after
  // the rating and not sent; that stays in the box for when she returns.
  addEventListener('pagehide', () => {
    for (const entry of store.all_()) {
      // A first request that has not failed is still on its way and outlives the page.
      if (!entry.refused_ && (failing || !entry.first_)) void (sayIt(entry, entry.id == it.typed_ && typed(entry)) || failing && it.more_(entry));
    }
    it.typed_ = '';
  }, { signal });

  const it = {
    run_: run,
    settle_: settle,
    /** What else is to be sent of an entry: set by the talk file once it is loaded. */
    more_: (_entry: Entry): Promise<boolean> | undefined => undefined,
    /** The entry whose text she touched last. */
    typed_: '',
    failing_: () => failing,
  };
  return it;
};

export type Sync = ReturnType<typeof startSync>;

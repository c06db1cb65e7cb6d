import type { Ground, Panel, Place, Touchpoint } from '../types';
import { card } from './card';
import { parser } from '../parser';
import type { Desk, More } from './desk';
import { text } from './json';
import { openStore } from './store';
import { startSync } from './sync';
import { speaker } from './words';

// What a touchpoint, its tag or its place may name that stars, faces and a comment do not need.
const RARE = /kind":"(?!st|f|te)|"(show_|requ|attr|ask_|comm|subj|segm)/;

/** The door the ground knocks on. */
export const start = async (ground: Ground, strings: Record<string, string>): Promise<Panel> => {
  const { signal_: signal } = ground;
  const store = openStore(ground.site_.site, await parser(ground));
  const sync = startSync(ground, store);
  const desk: Desk = { ...ground, say_: speaker(strings, ground.language_), strings_: strings, store_: store, sync_: sync };

  // Who has a conversation is told what is new in it; who has none does not load the code for it. Offline it is tried again later.
  const wake = (): void => {
    sync.run_();
    if (store.all_().some(({ key, erase_ }) => key || erase_)) void ground.load_('t').then(({ follow }) => follow(desk)).catch(String);
  };

  const need = async (touchpoint: Touchpoint, place?: Place): Promise<More | void> => {
    if (!RARE.test(text([touchpoint, ground.options_, place && place.dataset]))) return undefined;
    const [{ start }, words] = await ground.part_('q', 'q');
    return start(desk, words);
  };

  // Not when she leaves: a lock that is given to a page put away for her return would throw it out.
  document.addEventListener('visibilitychange', () => document.hidden || wake(), { signal });
  wake();

  return {
    async inline_(place, touchpoint) {
      const more = await need(touchpoint, place);
      // In a task of its own: what came before and the card together would keep a slow device from answering her.
      await new Promise(setTimeout as never);
      if (signal.aborted) return;
      const { root_: { host }, emit_ } = card(desk, touchpoint, more, place);
      const before = [...place.childNodes];
      place.replaceChildren(host);
      signal.addEventListener('abort', () => host.replaceWith(...before));
      emit_('shown');
    },
    desk_: desk,
    need_: need,
  };
};

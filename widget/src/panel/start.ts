import type { Ground, Opener, Panel, Place, Touchpoint } from '../types';
import { card, type Card } from './card';
import type { Desk, More } from './desk';
import { openStore, type Entry } from './store';
import { startSync } from './sync';
import { speaker } from './words';

// What a touchpoint, its tag or its place may name that stars, faces and a comment do not need.
const RARE = /"(thumb|csat|nps|ces|expec|choice|show_if|required":t|attr|ask_|comm|subj|segm)/;

/** The door the ground knocks on. */
export const start = (ground: Ground, strings: Record<string, string>): Panel => {
  const { signal_: signal, button_: button } = ground;
  const store = openStore(ground.site_.site);
  const sync = startSync(ground, store);
  const desk: Desk = { ...ground, say_: speaker(strings, ground.language_), strings_: strings, store_: store, sync_: sync };
  let dialog: Card | undefined;
  let opener: Opener;

  // Who has a conversation is told what is new in it; who has none does not load the code for it. Offline it is tried again later.
  const wake = (): void => {
    sync.run_();
    if (store.all_().some(({ key, erase_ }) => key || erase_)) void ground.load_('t').then(({ follow }) => follow(desk)).catch(String);
  };

  const close = (): void => {
    if (!dialog) return;
    const inside = dialog.root_.activeElement;
    if (!signal.aborted) dialog.emit_('dismissed');
    dialog.root_.host.remove();
    dialog = undefined;
    button.hidden = false;
    if (inside && opener) opener.focus();
  };

  const need = async (touchpoint: Touchpoint, place?: Place): Promise<More | void> => {
    if (!RARE.test(JSON.stringify([touchpoint, ground.options_, place && place.dataset]))) return undefined;
    const [{ start }, words] = await ground.part_('q', 'q');
    return start(desk, words);
  };

  document.addEventListener('visibilitychange', wake, { signal });
  signal.addEventListener('abort', close);
  wake();

  return {
    async inline_(place, touchpoint) {
      const more = await need(touchpoint, place);
      if (signal.aborted) return;
      const { root_: { host }, emit_ } = card(desk, touchpoint, more, place);
      const before = [...place.childNodes];
      place.replaceChildren(host);
      signal.addEventListener('abort', () => host.replaceWith(...before));
      emit_('shown');
    },
    // The dialog stands beside the page, not over it, so the page stays usable and nothing traps the focus.
    async open_(key, from, fallback, quietly) {
      // An answer she has not read comes before the question she could answer.
      const wanted = key || (store.all_().find(store.unread_) || {} as Partial<Entry>).touchpoint || fallback;
      const touchpoint = ground.find_(wanted);
      if (!touchpoint) return;
      const more = await need(touchpoint);
      if (signal.aborted) return;
      close();
      opener = from || document.activeElement as Opener;
      button.hidden = true;
      dialog = card(desk, touchpoint, more, undefined, close);
      document.body.append(dialog.root_.host);
      if (!quietly) (dialog.root_.lastChild as HTMLElement).focus();
      dialog.emit_('opened');
    },
    close_: close,
  };
};

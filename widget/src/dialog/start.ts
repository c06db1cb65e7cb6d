import { dress } from '../ground/look';
import { card, type Card } from '../panel/card';
import { drawing, el } from '../panel/el';
import type { Entry } from '../panel/store';
import type { Ground, Opener, Panel, Touchpoint } from '../types';
import css from './dialog.css';

/** Takes the open dialog away: one stands on a page at a time. */
export let close = (): void => {};

/** A screen reader says what comes of the region it knows already, when it has nothing else to say. */
const announce = ({ root_: root, site_: site, pick_: pick }: Card, { questions: [first] }: Touchpoint): void => {
  const region = el('div', { className: 'j' });
  region.setAttribute('role', 'status');
  root.append(region);
  setTimeout(() => (region.textContent = first ? `${site.name}: ${pick(first.text)}` : site.name), 500);
  // Said once; whoever reads on inside meets the question itself.
  setTimeout(() => region.remove(), 9000);
};

/** Makes a dialog of the card: its role, its name, and two ways out. */
const dressed = ({ root_: root, site_: site, say_: say }: Card): HTMLElement => {
  const box = root.querySelector<HTMLElement>('.c')!;
  dress(root, css);
  root.append(box);
  box.prepend(el('button', { className: 'l z', title: say('close'), onclick: () => close() }, drawing('M5 5l14 14m0-14L5 19')));
  box.className += ' d';
  box.tabIndex = -1;
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', site.name);
  return box;
};

/** Closing gives the focus back to where it was when she came in, if it is inside. */
const closer = ({ root_: root, signal_: signal, emit_ }: Card, button: HTMLElement, from: Opener): (() => void) => {
  let opener = from;
  root.addEventListener('focusin', (event) => {
    const left = (event as FocusEvent).relatedTarget as HTMLElement | null;
    if (left && !root.contains(left)) opener = left;
  });
  return () => {
    const inside = root.activeElement;
    if (!signal.aborted) emit_('dismissed');
    close = () => {};
    root.host.remove();
    button.hidden = false;
    if (inside && opener) opener.focus();
  };
};

/**
 * Opens a touchpoint; without a key the one with an unread answer, else the button's. The dialog stands beside the page,
 * not over it, so the page stays usable and nothing traps the focus. Quietly: it is told of, and the focus stays where it is.
 */
export const open = async (ground: Ground, { desk_: desk, need_: need }: Panel, key: string | undefined, opener: Opener, quietly: unknown): Promise<void> => {
  const { signal_: signal } = desk;
  const { button_: button, shown_: shown } = ground;
  // An answer she has not read comes before the question she could answer.
  const wanted = key || (desk.store_.all_().find(desk.store_.unread_) || {} as Partial<Entry>).touchpoint || shown && shown.key;
  const touchpoint = ground.find_(wanted);
  if (!touchpoint) return;
  const more = await need(touchpoint);
  if (signal.aborted) return;
  close();
  const from = opener || document.activeElement as Opener;
  button.hidden = true;
  const it = card(desk, touchpoint, more);
  const box = dressed(it);
  const shut = close = closer(it, button, from);
  it.root_.addEventListener('keydown', (event) => (event as KeyboardEvent).key == 'Escape' && close());
  signal.addEventListener('abort', () => close == shut && close());
  document.body.append(it.root_.host);
  if (quietly) announce(it, touchpoint);
  else box.focus();
  it.emit_('opened');
};

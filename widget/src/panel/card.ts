import { COMMENT } from '../drafts';
import type { Place, Question, Touchpoint } from '../types';
import { ask, view as plain } from './ask';
import type { Desk, More } from './desk';
import { el } from './el';
import { uuid, type Entry } from './store';
import css from './style.css';
import { waits } from './sync';
import type { Hold } from './scale';
import { thanks } from './thanks';

export interface View {
  node_: HTMLElement;
  /** Called after every change of what the device keeps. */
  refresh_(entry?: Entry): void;
  /** Answers with what is chosen, as a click would. */
  answer_?(): void;
}

/** One touchpoint on the page: which view it shows, and the entry it is about. */
export interface Card extends Desk {
  touchpoint_: Touchpoint;
  /** The element of the page it stands in; none when it floats. */
  place_?: Place;
  root_: ShadowRoot;
  id_: string;
  /** A question as it is asked, whatever its kind. */
  view_(question: Question, hold?: Hold): View;
  entry_(): Entry | undefined;
  edit_(change: (entry: Entry) => void): void;
  /** A polite word below the view. */
  status_(words: string, bad?: unknown): void;
  go_(name: 'ask' | 'thanks' | 'talk', id?: string): void;
  emit_(name: string, detail?: object): void;
}

export const card = (desk: Desk, touchpoint: Touchpoint, more: More | void, place?: Place): Card => {
  const { say_, store_ } = desk;
  const body = el('div');
  const status = el('output', { part: 'note' });
  const root = desk.surface_(css, !place, place);
  let view: View;
  let begun: boolean;

  const show = (next: View): void => {
    const inside = root.activeElement;
    view = next;
    begun = false;
    it.status_('');
    body.replaceChildren(view.node_);
    refresh();
    // The button she pressed is gone: without this the focus would fall to the top of the page.
    const heading = body.querySelector<HTMLElement>('h2,legend');
    if (inside && heading) {
      heading.tabIndex = -1;
      heading.focus();
    }
  };

  const refresh = (): void => {
    const entry = it.entry_();
    if (begun && !entry) {
      // Erased, here or in another tab: begin again with an entry of its own.
      it.go_('ask', uuid());
      return it.status_(say_('talk.erased'));
    }
    begun = !!entry;
    view.refresh_(entry);
    if (!entry) return;
    const { refused_: refused, erase_: erase } = entry;
    if (refused) void desk.part_('r', 'r').then(([{ explain }, words]) => explain(it, words), () => it.status_(say_('refused', refused), true));
    else it.status_(desk.sync_.failing_() && (erase || waits(entry)) ? say_(erase ? 'talk.erasing' : 'kept') : '');
  };

  const kept = store_.list_(touchpoint.key);
  const same = kept.filter((entry) => !more || more.same(entry, desk, place));
  const it: Card = {
    ...desk,
    touchpoint_: touchpoint,
    place_: place,
    view_: (question, hold) => (more ? more.view : plain)(it, question, hold),
    root_: root,
    id_: (kept.find(store_.unread_) || same[0] || { id: uuid() }).id,
    entry_: () => store_.find_(it.id_),
    // Whatever she does after a refusal is a new try.
    edit_: (change) => store_.edit_(it.id_, touchpoint.key, (entry) => {
      delete entry.refused_;
      change(entry);
    }),
    status_(words, bad) {
      if (status.textContent != words) status.textContent = words;
      status.className = bad ? 'm w' : 'm';
    },
    go_(name, other) {
      it.id_ = other || it.id_;
      if (name == 'talk') desk.load_('t').then((file) => file.talk(it)).then(show, () => it.status_(say_('failed'), true));
      else show((name == 'thanks' ? thanks : more ? more.ask : ask)(it));
    },
    emit_: (name, detail) => desk.emit_(name, { touchpoint: touchpoint.key, ...detail }, root.host),
  };

  // The page's shortcuts and focus locks must not act on what happens in here.
  for (const name of ['keydown', 'keyup', 'keypress', 'focusin']) root.addEventListener(name, (event) => event.stopPropagation());
  root.append(el('div', { className: 'k c', part: 'card', lang: desk.language_, dir: say_('dir') }, body, status));
  const entry = it.entry_();
  // What she should see first: the text she had not sent, else what she has said, else the question.
  const fresh = !entry || !Object.keys(entry.said_)[0] || entry.draft_[COMMENT] || entry.refused_;
  it.go_(fresh ? 'ask' : 'thanks');
  if (!fresh && !place) it.go_('talk');
  store_.watch_(() => !root.host.isConnected || refresh());
  return it;
};

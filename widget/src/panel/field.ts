import type { Card, View } from './card';
import { el } from './el';
import type { Said } from './store';

/**
 * A labelled box for free text, kept on the device as it is typed. No maxlength: a browser would cut a pasted text
 * silently; the server says what is too long, and the text stays.
 */
export const field = (card: Card, key: string, label: string, before: (said: Said) => unknown): View & { box_: HTMLTextAreaElement } => {
  const entry = card.entry_();
  const box = el('textarea', {
    dir: 'auto',
    oninput: () => {
      card.sync_.typed_ = card.id_;
      card.edit_(({ draft_: draft }) => (draft[key] = box.value));
    },
  });
  box.value = entry && (entry.draft_[key] || before(entry.said_)) as string || '';
  return {
    node_: el('label', { className: 'f', part: 'field' }, label, box),
    box_: box,
    refresh_() {},
  };
};

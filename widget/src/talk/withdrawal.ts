import type { Card } from '../panel/card';
import { button, el, row } from '../panel/el';
import { wish } from './wishes';

/** Taking her answer back, and undoing that: it stays hers to read, but counts no more. */
export const withdrawal = (card: Card) => {
  const { say_ } = card;
  const take = button('l', say_('talk.withdraw'), () => {
    wish(card, 'withdrawal', {});
    undo.focus();
  });
  const undo = button('q', say_('talk.undo'), () => {
    wish(card, 'withdrawal', null);
    take.focus();
  });
  const note = row(el('p', {}, say_('talk.withdrawn')), undo);
  return {
    button_: take,
    note_: note,
    draw_(isBack: boolean, isThere: boolean): void {
      note.hidden = !isBack || !isThere;
      take.hidden = isBack || !isThere;
    },
  };
};

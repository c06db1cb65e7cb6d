import type { Card } from '../panel/card';
import { button, el, row, type Child } from '../panel/el';

/** The row of quiet deeds below a conversation, and the second step erasing takes. */
export const erasing = (card: Card, others: Child[]): HTMLElement[] => {
  const { say_, store_, sync_ } = card;
  const erase = (): void => {
    const entry = card.entry_();
    // Never sent, so there is nobody to ask; once a try was made the server may have it even if no answer came.
    if (entry && !entry.key && !entry.first_) return store_.drop_(entry.id);
    card.edit_((one) => void (one.erase_ = true));
    menu.hidden = sure.hidden = true;
    sync_.run_();
  };
  const ask = (asking: boolean): void => {
    menu.hidden = asking;
    sure.hidden = !asking;
    ((asking ? sure : menu).lastChild as HTMLElement).focus();
  };
  const menu = row(...others, button('l', say_('talk.erase'), () => ask(true)));
  const sure = row(el('p', {}, say_('talk.sure')), button('p', say_('talk.yes'), erase), button('q', say_('talk.no'), () => ask(false)));
  sure.hidden = true;
  return [menu, sure];
};

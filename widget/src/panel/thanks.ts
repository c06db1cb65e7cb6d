import type { Card, View } from './card';
import { button, column, drawing, el } from './el';
import { waits } from './sync';

/** The receipt: that it arrived, under which code, and where an answer will be. */
export const thanks = (card: Card): View => {
  const { say_, touchpoint_: { thanks: words } } = card;
  const mark = drawing('M5 13l5 5L20 7');
  const code = el('p', { className: 'm' }, say_('arrived', card.id_.slice(0, 8)));
  const open = button('', '', () => card.go_('talk'));
  return {
    node_: column(el('h2', {}, mark, words ? card.pick_(words) : say_('thanks')), code, open),
    refresh_(entry) {
      if (!entry) return;
      if (entry.refused_) return card.go_('ask');
      const arrived = entry.key && !waits(entry);
      const news = card.store_.unread_(entry);
      mark.toggleAttribute('hidden', !arrived);
      code.hidden = open.hidden = !arrived;
      open.className = news ? 'p' : 'q';
      open.textContent = news ? say_('talk.news', news) : say_('open');
    },
  };
};

import type { Card } from '../panel/card';
import { column, el } from '../panel/el';
import type { Entry } from '../panel/store';
import type { Question } from '../types';
import { wished } from './wishes';

/** "Did this help?" on the scale of the first question; what she answers stands beside her first rating, never over it. */
export const secondRating = (card: Card, first: Question) => {
  const { say_, language_ } = card;
  const thanks = el('p', { className: 'm' }, say_('talk.helped.kept'));
  const question = { ...first, key: 'second', required: false, show_if: null, text: { [language_]: say_('talk.helped') } };
  const scale = card.view_(question, {
    of_: (entry) => wished(entry).second_rating ?? undefined,
    put_: (entry, value) => void (entry.wishes_ = { ...entry.wishes_, rating: { value } }),
  });
  const node = column(scale.node_, thanks);
  node.hidden = true;
  return {
    node_: node,
    draw_(entry: Entry, isAnswered: boolean): void {
      node.hidden = !isAnswered;
      thanks.hidden = wished(entry).second_rating == null;
      scale.refresh_(entry);
    },
  };
};

import type { Card } from '../panel/card';
import { column, el } from '../panel/el';
import type { Thread } from '../types';

/** Why others do not see her text: on which ground it was reported, if it was, and what staff said. */
export const statement = ({ say_ }: Card) => {
  const ground = el('p');
  const text = el('p', { dir: 'auto' });
  const node = column(el('h3', {}, say_('talk.why')), ground, el('div', { className: 'b' }, text), el('p', { className: 'm' }, say_('talk.why.answer')));
  return {
    node_: node,
    draw_({ statement: given }: Partial<Thread>): void {
      node.hidden = !given;
      if (!given) return;
      ground.hidden = !given.ground;
      ground.textContent = given.ground ? `${say_('talk.why.ground')} ${say_('talk.why.' + given.ground)}` : '';
      text.textContent = given.text;
    },
  };
};

import type { Card } from '../panel/card';
import { drawing, el } from '../panel/el';
import type { Thread } from '../types';

const STEPS = ['received', 'read', 'answered', 'solved'];

/** How far her answer has come: told by words and by the shape of the mark, colour only underlines it. */
export const steps = ({ say_ }: Card) => {
  const node = el('ol', { className: 't' });
  node.setAttribute('role', 'list');
  node.setAttribute('aria-label', say_('talk.steps'));
  let drawn = '';
  return {
    node_: node,
    draw_({ status, messages = [] }: Partial<Thread>): void {
      const at = STEPS.indexOf(status || '');
      const isAnswered = messages.some(({ from }) => from == 'staff');
      const state = `${status} ${isAnswered}`;
      node.hidden = at < 0;
      if (state == drawn) return;
      drawn = state;
      // What staff solved without writing to her was never answered.
      const shown = STEPS.filter((step) => step != 'answered' || at < 3 || isAnswered);
      node.replaceChildren(...shown.map((step) => {
        const isDone = STEPS.indexOf(step) <= at;
        const line = el('li', { className: isDone ? 'u' : '' }, el('i', {}, isDone && drawing('M5 13l5 5L20 7')), say_('talk.' + step),
          !isDone && el('small', { className: 'j' }, `, ${say_('talk.notyet')}`));
        if (STEPS.indexOf(step) == at) line.setAttribute('aria-current', 'step');
        return line;
      }));
    },
  };
};

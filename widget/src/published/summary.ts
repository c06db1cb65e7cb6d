import { el } from '../panel/el';
import { figure, marks } from './marks';
import type { Shelf } from './types';

const figures = (shelf: Shelf): HTMLElement | null => {
  const { say_, ground, page: { n, mean, low, high } } = shelf;
  if (!n || mean == null) return null;
  const range = low != null && high != null && new Intl.NumberFormat(ground.language_, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const large = el('b', { className: 'n' }, figure(shelf, mean));
  // The marks beside it say the same with its scale.
  large.setAttribute('aria-hidden', 'true');
  return el('div', { className: 'h' }, large, marks(shelf, mean),
    el('span', {}, say_('list.n', n), '. ', range && say_('list.range', `${range.format(low!)}–${range.format(high!)}`)));
};

/** n, mean and its interval, and what the law wants told: who wrote this, and who chose what is shown (EU directive 2019/2161). */
export const summaryOf = (shelf: Shelf): HTMLElement[] => {
  const { say_, ground: { site_: site }, key } = shelf;
  const touchpoint = site.touchpoints.find((one) => one.key == key);
  const rules = ['list.both', touchpoint && touchpoint.ask_permission ? 'list.asked' : 'list.left', 'list.figures'];
  const figured = figures(shelf);
  return [
    ...figured ? [figured] : [],
    el('p', { className: 'm' }, say_('list.how')),
    el('details', { className: 'm' }, el('summary', {}, say_('list.rules')),
      el('p', {}, say_('list.who', site.name)), ...rules.map((rule) => el('p', {}, say_(rule)))),
  ];
};

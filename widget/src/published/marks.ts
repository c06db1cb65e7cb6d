import { drawing, el } from '../panel/el';
import { STAR } from '../shapes';
import type { Shelf } from './types';

const isStars = ({ ground, key, page }: Shelf): boolean => {
  const touchpoint = ground.site_.touchpoints.find((one) => one.key == key);
  return touchpoint ? touchpoint.questions[0]?.kind == 'stars' : page.least == 1 && page.most == 5;
};

export const figure = ({ ground }: Shelf, value: number): string => value.toLocaleString(ground.language_, { maximumFractionDigits: 1 });

/** A value on its scale: as stars with their number in words, on any other scale as a figure of the highest. */
export const marks = (shelf: Shelf, value: number): HTMLElement => {
  const written = figure(shelf, value);
  if (!isStars(shelf)) return el('b', {}, shelf.page.most == null ? written : `${written} / ${shelf.page.most}`);
  const stars = el('span', { className: 's' }, ...[1, 2, 3, 4, 5].map((at) => {
    const star = drawing(STAR);
    if (at <= Math.round(value)) star.setAttribute('class', 'x');
    star.setAttribute('aria-hidden', 'true');
    return star;
  }));
  stars.setAttribute('role', 'img');
  stars.setAttribute('aria-label', shelf.say_('list.stars', value).replace(`${value}`, written));
  return stars;
};

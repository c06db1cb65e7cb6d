import { el } from '../panel/el';
import { marks } from './marks';
import type { Item, Shelf } from './types';

/** One published entry with the answers to it. What people wrote is text and nothing else: no address in it becomes a link. */
export const entryOf = (shelf: Shelf, { id, rating, comment, shown_name: name, language, created_at: at, verified, answers }: Item): HTMLElement => {
  const { say_, ground, key } = shelf;
  const date = new Intl.DateTimeFormat(ground.language_, { dateStyle: 'long' });
  const when = (moment: string): HTMLElement => el('time', { dateTime: moment }, date.format(new Date(moment)));
  return el('li', { tabIndex: -1 },
    el('div', { className: 'h' },
      rating != null && marks(shelf, rating),
      el('span', {}, el('b', { dir: 'auto' }, name || say_('list.unnamed')), verified && el('small', { className: 'g' }, say_('list.verified'))),
      el('small', { className: 'm' }, when(at))),
    el('p', { dir: 'auto', lang: language || '' }, comment),
    ...answers.map((one) => el('div', { className: 'b' },
      el('small', {}, el('b', {}, say_('list.answer', one.name || ground.site_.name)), ' ', el('span', { className: 'm' }, when(one.sent_at))),
      el('p', { dir: 'auto' }, one.text))),
    el('a', { href: `${ground.base_}p/${ground.site_.site}/${encodeURIComponent(key)}/n/${id}?at=${encodeURIComponent(at)}`, target: '_blank', rel: 'noopener', className: 'm' }, say_('list.tell')));
};

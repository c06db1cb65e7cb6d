import type { Card } from '../panel/card';
import { column, drawing, el } from '../panel/el';
import { STAR } from '../shapes';
import { uuid } from '../panel/store';
import { ends } from './kinds';

const marks = (kind: string, rating: number): Node | string => {
  const [, most] = ends(kind)!;
  if (kind != 'stars') return `${rating}/${most}`;
  const row = el('span', { className: 'i' });
  for (let at = 1; at <= most; at += 1) {
    const star = drawing(STAR);
    if (at <= rating) star.setAttribute('class', 'x');
    row.append(star);
  }
  return row;
};

/**
 * May it be published? With what others would see: the marks, her words, the name as she types it. Nothing is chosen
 * beforehand, and what is not answered is not given.
 */
export const permission = (card: Card) => {
  const { say_, touchpoint_: { questions } } = card;
  const group = uuid();
  const entry = card.entry_();
  const said = entry ? entry.said_ : {};
  const option = (words: string): [HTMLInputElement, HTMLElement] => {
    const input = el('input', { type: 'radio', name: group });
    return [input, el('label', { className: 'h', part: 'option' }, input, el('span', {}, drawing('M5 13l5 5L20 7')), el('span', {}, words))];
  };
  const [yes, yesLabel] = option(say_('yes'));
  const [no, noLabel] = option(say_('no'));
  const name = el('input', { type: 'text', maxLength: 60, autocomplete: 'nickname' as AutoFill, value: said.shown_name || '' });
  const shown = el('figcaption', { dir: 'auto' });
  const words = el('blockquote', { dir: 'auto' });
  const drawn = el('div');
  const preview = el('figure', {}, drawn, words, shown);
  const named = el('label', { className: 'f', part: 'field' }, say_('name'), name);
  const more = column(named, el('small', {}, say_('preview')), preview);
  const node = el('fieldset', { part: 'question' }, el('legend', {}, say_('publish')), el('div', { className: 'g' }, yesLabel, noLabel), more);
  yes.checked = said.permission == true;
  no.checked = said.permission == false;

  const paint = (): void => {
    more.hidden = !yes.checked;
    yesLabel.classList.toggle('x', yes.checked);
    noLabel.classList.toggle('x', no.checked);
    shown.textContent = name.value.trim() || say_('nameless');
  };
  node.onchange = paint;
  name.oninput = paint;
  paint();

  return {
    node_: node,
    show_(rating: number, text: string) {
      drawn.replaceChildren(marks(questions[0]!.kind, rating));
      words.textContent = text;
    },
    /** What she has decided; nothing while she has not. */
    given_: (): { permission?: boolean; shown_name?: string | null } =>
      (yes.checked ? { permission: true, shown_name: name.value.trim() || null } : no.checked ? { permission: false } : {}),
  };
};

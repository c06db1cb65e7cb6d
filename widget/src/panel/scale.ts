import type { Question } from '../types';
import type { Card, View } from './card';
import { drawing, el } from './el';
import { uuid } from './store';

const STAR = 'M12 3l3 6 6 1-4.5 4.5 1 6.5-5.5-3-5.5 3 1-6.5L3 10l6-1z';
const HEAD = 'M12 2a10 10 0 1 0 .1 0z';
const face = (value: number): string => `M9 9v1M15 9v1M8 ${17 - value / 2}q4 ${value * 2 - 6} 8 0`;

/**
 * One question as a native radio group, showing the answer the device keeps: `rating` answers the first question, `answers` the
 * others. A click, a tap, Enter and Space answer; arrow keys only move.
 */
export const scale = (card: Card, question: Question): View => {
  const { pick_, say_ } = card;
  const { key, kind, text, low, high } = question;
  const letter = kind[0];
  const isFirst = question == card.touchpoint_.questions[0];
  const group = uuid();
  let moving = false;
  let shown: unknown;

  const least = letter == 'n' ? 0 : 1;
  const options = Array.from({ length: letter == 'n' ? 11 : 5 }, (_, at) => {
    const value = at + least;
    const spoken = say_(`${kind}.${value}`) || say_(kind, value) || `${value}`;
    const input = el('input', { type: 'radio', name: group });
    // As an attribute: Firefox before 119 does not know the property.
    input.setAttribute('aria-label', spoken);
    return el('label', { className: 'o' }, input,
      el('span', {}, letter == 's' ? drawing(STAR) : letter == 'f' ? drawing(HEAD, face(value)) : spoken));
  });
  const inputs = options.map((option) => option.firstChild as HTMLInputElement);
  const chosen = (): number => inputs.findIndex((input) => input.checked);
  const paint = (): void => options.forEach((option, at) => option.classList.toggle('x', at == chosen() || letter == 's' && at < chosen()));

  const answer = (): void => {
    const at = chosen();
    const value = at + least;
    if (at >= 0 && value != shown) {
      card.edit_(({ said_: said }) => {
        if (isFirst) said.rating = value;
        else said.answers = { ...said.answers, [key]: value };
      });
      card.emit_('answered', { question: key, value });
      card.sync_.run_();
    }
  };

  return {
    node_: el('fieldset', {
      onkeydown: ({ key: pressed }) => {
        moving = pressed[0] == 'A';
        // A browser fires no click for Space on a radio that is chosen already, as after an arrow key.
        if (/^( |Enter)$/.test(pressed)) answer();
      },
      onkeyup: () => void (moving = false),
      onchange: () => {
        paint();
        if (moving) card.status_(say_('keys'));
      },
      // Browsers also fire click on the radio an arrow key moves to; that one must not send.
      onclick: () => moving || answer(),
    },
    el('legend', {}, pick_(text)),
    el('div', { className: `s ${letter}s` }, ...options),
    el('div', { className: 'e' }, ...[low, high].map((end, at) => el('span', {}, end ? pick_(end) : say_(kind + at))))),
    answer_: answer,
    // Only when it changed: a choice the arrow keys have moved to but not sent must stand while she types.
    refresh_(entry) {
      const value = entry && (isFirst ? entry.said_.rating : (entry.said_.answers || {})[key]);
      if (value == shown) return;
      shown = value;
      inputs.forEach((input, at) => (input.checked = at + least == value));
      paint();
    },
  };
};

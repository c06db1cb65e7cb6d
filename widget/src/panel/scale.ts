import type { Question } from '../types';
import type { Card, View } from './card';
import { drawing, el } from './el';
import { HEAD, STAR, face } from '../shapes';
import { uuid, type Entry } from './store';

/** Where an answer is kept: by itself the first question's as the rating, any other among the answers. */
export interface Hold {
  of_(entry: Entry): unknown;
  put_(entry: Entry, value: number): void;
}

/** The five marks of a kind that needs no words. */
const five = (kind: string): Node[] => [1, 2, 3, 4, 5].map((value) => (kind == 'stars' ? drawing(STAR) : drawing(HEAD, face(value))));

/**
 * One question as a native radio group, a mark for each value from the least, showing the answer the device keeps. A click, a tap, Enter and Space answer; arrow keys only move.
 */
export const scale = (card: Card, question: Question, hold?: Hold, marks: (Node | string)[] = five(question.kind), least = 1): View => {
  const { pick_, say_ } = card;
  const { key, kind, text, low, high } = question;
  const letter = kind[0];
  const isFirst = question == card.touchpoint_.questions[0];
  const { of_, put_ } = hold || {
    of_: ({ said_: said }: Entry) => (isFirst ? said.rating : (said.answers || {})[key]),
    put_({ said_: said }: Entry, value: number) {
      if (isFirst) said.rating = value;
      else said.answers = { ...said.answers, [key]: value };
    },
  };
  // Not the question's key: an owner may call it rating, which ad blockers match.
  const group = uuid();
  let moving = false;
  let shown: unknown;

  const options = marks.map((mark, at) => {
    const value = at + least;
    const input = el('input', { type: 'radio', name: group });
    // As an attribute: Firefox before 119 does not know the property.
    input.setAttribute('aria-label', say_(`${kind}.${value}`) || say_(kind, value) || `${value}`);
    return el('label', { className: 'o', part: 'option' }, input, el('span', {}, mark));
  });
  const inputs = options.map((option) => option.firstChild as HTMLInputElement);
  const chosen = (): number => inputs.findIndex((input) => input.checked);
  const paint = (): void => options.forEach((option, at) => option.classList.toggle('x', at == chosen() || letter == 's' && at < chosen()));

  const answer = (): void => {
    const at = chosen();
    const value = at + least;
    if (at >= 0 && value != shown) {
      card.edit_((entry) => put_(entry, value));
      card.emit_('answered', { question: key, value });
      card.sync_.run_();
    }
  };

  return {
    node_: el('fieldset', {
      part: 'question',
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
      const value = entry && of_(entry);
      if (value == shown) return;
      shown = value;
      inputs.forEach((input, at) => (input.checked = at + least == value));
      paint();
    },
  };
};

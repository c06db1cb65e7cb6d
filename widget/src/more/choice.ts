import type { Card, View } from '../panel/card';
import { drawing, el } from '../panel/el';
import { uuid } from '../panel/store';
import type { Option, Question } from '../types';

/** A number for an option that is the same for one entry and differs between entries. */
const lot = (text: string): number => {
  let sum = 2166136261;
  // Not by reduce: prototype.js has put another in its place.
  for (const letter of text) sum = Math.imul(sum ^ letter.charCodeAt(0), 16777619) >>> 0;
  return sum;
};

/** The order this visitor meets them in; what is none of them comes last whatever the order. */
const ordered = ({ options, shuffle }: Question, id: string): Option[] => {
  const order = [...options || []];
  if (shuffle) order.sort((one, other) => lot(id + one.key) - lot(id + other.key));
  return order.sort((one, other) => +(one.key == 'other') - +(other.key == 'other'));
};

/** One or several of the owner's own answers. As on a scale, arrow keys move and do not answer. */
export const choice = (card: Card, question: Question): View => {
  const { key, several, text } = question;
  const options = ordered(question, card.id_);
  const group = uuid();
  let moving = false;
  let shown = '';

  const inputs = options.map((option) => el('input', { type: several ? 'checkbox' : 'radio', name: group, value: option.key }));
  const labels = options.map((option, at) => el('label', { className: 'h', part: 'option' }, inputs[at]!,
    el('span', {}, drawing('M5 13l5 5L20 7')), el('span', {}, card.pick_(option.text))));
  const paint = (): void => labels.forEach((label, at) => label.classList.toggle('x', inputs[at]!.checked));
  const answer = (): void => {
    const chosen = inputs.filter(({ checked }) => checked).map(({ value }) => value);
    const value = several ? chosen : chosen[0];
    if (value == undefined || `${value}` == shown) return;
    card.edit_((entry) => {
      const { said_: said, key: known, first_: first } = entry;
      said.answers = { ...said.answers, [key]: value };
      // Nothing chosen takes back what the server knows; what it does not know need not be taken back.
      if (!chosen[0] && !known && !first) delete said.answers[key];
    });
    card.emit_('answered', { question: key, value });
    card.sync_.run_();
  };

  return {
    node_: el('fieldset', {
      part: 'question',
      onkeydown: ({ key: pressed }) => {
        moving = !several && pressed[0] == 'A';
        if (!several && /^( |Enter)$/.test(pressed)) answer();
      },
      onkeyup: () => void (moving = false),
      onchange: () => {
        paint();
        if (moving) card.status_(card.say_('keys'));
      },
      onclick: () => moving || answer(),
    },
    el('legend', {}, card.pick_(text), ' ', several && el('small', {}, card.say_('several'))),
    el('div', { className: 'g' }, ...labels)),
    answer_: answer,
    refresh_(entry) {
      const value = entry && (entry.said_.answers || {})[key];
      if (`${value || ''}` == shown) return;
      shown = `${value || ''}`;
      const chosen = Array.isArray(value) ? value : [value];
      inputs.forEach((input) => (input.checked = chosen.some((one) => one == input.value)));
      paint();
    },
  };
};

import type { Card, View } from '../panel/card';
import type { Desk, More } from '../panel/desk';
import { field } from '../panel/field';
import { scale, type Hold } from '../panel/scale';
import { dress } from '../ground/look';
import type { Question } from '../types';
import { ask } from './ask';
import { choice } from './choice';
import { further } from './kinds';
import css from './more.css';
import { told } from './told';

const view = (card: Card, question: Question, hold?: Hold): View => {
  const { key, kind, text } = question;
  if (kind == 'text') return field(card, key, card.pick_(text), (said) => (said.answers || {})[key]);
  if (kind == 'choice') return choice(card, question);
  return /^(stars|faces)$/.test(kind) ? scale(card, question, hold) : further(card, question, hold);
};

const dressed = new WeakSet<ShadowRoot>();
/** In the style of this part, once a root. */
const styled = <Given extends unknown[]>(make: (card: Card, ...given: Given) => View) => (card: Card, ...given: Given): View => {
  if (!dressed.has(card.root_)) dress(card.root_, css);
  dressed.add(card.root_);
  return make(card, ...given);
};

/** Kinds beyond stars and faces, rules between questions, and what else a touchpoint may ask. */
export const start = (desk: Desk, words: Record<string, string>): More => {
  for (const key of Object.keys(words)) desk.strings_[key.replace('more.', '')] = words[key]!;
  return {
    ask: styled(ask),
    view: styled(view),
    same(entry, app, place) {
      const { subject } = told(app, { attributes: {} } as never, place);
      return !subject || !!entry.told_ && (entry.told_ as { subject?: string }).subject == subject;
    },
  };
};

import type { Card } from '../panel/card';
import { speaker } from '../panel/words';
import type { Pointed } from '../types';
import { describe, spoken as inWords } from './describe';
import { pick } from './pick';

/** What she pointed at, as she is told it: "Button: Pay". */
export const spoken = (words: Record<string, string>, pointed: Pointed): string => inWords(speaker(words, 'en'), pointed);

/** Lets her point at an element of the page; null when she thought better of it. */
export const point = async (card: Card, words: Record<string, string>): Promise<Pointed | null> => {
  Object.assign(card.strings_, words);
  // Hidden, not taken away: the page must not move, and what she wrote stays.
  const dialog = !card.place_ && card.root_.lastChild as HTMLElement;
  if (dialog) dialog.style.visibility = 'hidden';
  const chosen = await pick(card);
  if (dialog) dialog.style.visibility = '';
  return chosen ? describe(chosen) : null;
};

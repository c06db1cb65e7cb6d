import type { Card, View } from '../panel/card';
import { drawing } from '../panel/el';
import { scale, type Hold } from '../panel/scale';
import type { Question } from '../types';

const THUMB = 'M7 11v9H4v-9zM7 11l4-8c2 0 3 1 3 3v3h5c1 0 2 1 1.8 2.2l-1.3 7c-.2 1-1 1.8-2 1.8H7';
const DOWN = 'M17 13V4h3v9zM17 13l-4 8c-2 0-3-1-3-3v-3H5c-1 0-2-1-1.8-2.2l1.3-7c.2-1 1-1.8 2-1.8H17';
// Not by Array.from: prototype.js has put another in its place.
const numbers = (least: number, most: number): string[] => {
  const found = [];
  for (let at = least; at <= most; at += 1) found.push(`${at}`);
  return found;
};

/** The least value of each scale that has more than stars and faces, and how its values are drawn, in every language the same. */
const KINDS: Record<string, [least: number, marks: () => (Node | string)[]]> = {
  thumbs: [0, () => [drawing(DOWN), drawing(THUMB)]],
  csat: [1, () => numbers(1, 5)],
  ces: [1, () => numbers(1, 7)],
  nps: [0, () => numbers(0, 10)],
  expectation: [-2, () => [
    drawing('M6 6l6 6 6-6M6 13l6 6 6-6'), drawing('M6 9l6 6 6-6'), drawing('M5 9h14M5 15h14'), drawing('M6 15l6-6 6 6'), drawing('M6 18l6-6 6 6M6 11l6-6 6 6'),
  ]],
};

export const further = (card: Card, question: Question, hold?: Hold): View => {
  const [least, marks] = KINDS[question.kind]!;
  return scale(card, question, hold, marks(), least);
};

const SCALES: Record<string, [least: number, most: number]> = {
  stars: [1, 5], faces: [1, 5], thumbs: [0, 1], csat: [1, 5], nps: [0, 10], ces: [1, 7], expectation: [-2, 2],
};

/** The lowest and highest value of a scale; none for a kind that has no numbers. */
export const ends = (kind: string): [least: number, most: number] | undefined => SCALES[kind];

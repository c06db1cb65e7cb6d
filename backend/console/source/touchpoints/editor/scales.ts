import type { Question } from '../../wire-site';

export const QUESTION_KINDS = ['stars', 'faces', 'thumbs', 'csat', 'nps', 'ces', 'expectation', 'choice', 'text'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

interface Scale {
  least: number;
  most: number;
  /** The highest answer that calls for a "why". */
  low: number;
}

const SCALES: Record<string, Scale> = {
  stars: { least: 1, most: 5, low: 3 },
  faces: { least: 1, most: 5, low: 3 },
  thumbs: { least: 0, most: 1, low: 0 },
  csat: { least: 1, most: 5, low: 3 },
  nps: { least: 0, most: 10, low: 6 },
  ces: { least: 1, most: 7, low: 4 },
  expectation: { least: -2, most: 2, low: -1 },
};

export function scaleOf({ kind }: Pick<Question, 'kind'>): Scale | undefined {
  return SCALES[kind];
}

export function valuesOf(question: Pick<Question, 'kind'>): number[] {
  const scale = scaleOf(question);
  return scale ? Array.from({ length: scale.most - scale.least + 1 }, (_, step) => scale.least + step) : [];
}

import type { Answer } from '../wire';
import { formatNumber, formatShare, locale, plural, t, type Key } from '../words/locale';
import { spokenAnswer } from '../words/scale-words';

const MILD = 0.2;
const STRONG = 0.6;
const SURE: [least: number, words: Key][] = [[0.9, 'sure.very'], [0.7, 'sure.fairly'], [0.5, 'sure.hardly'], [0, 'sure.guess']];

function strengthKey(score: number): Key {
  if (Math.abs(score) < MILD) return 'strength.middle';
  if (score > 0) return score < STRONG ? 'strength.positiveMild' : 'strength.positiveStrong';
  return score > -STRONG ? 'strength.negativeMild' : 'strength.negativeStrong';
}

/** "strongly negative (−0.97)": the words first, the number for those who want it. */
export function strengthWords(score: number): string {
  const number = new Intl.NumberFormat(locale.get(), { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  return `${t(strengthKey(score))} (${number.format(score).replace('-', '−')})`;
}

/** "fairly sure (78 %)". */
export function sureWords(confidence: number): string {
  const [, words] = SURE.find(([least]) => confidence >= least) ?? [0, 'sure.guess' as const];
  return `${t(words)} (${formatShare(confidence)})`;
}

function ratingWords({ kind, value }: Answer): string {
  return kind === 'stars' ? plural('contradicts.stars', value) : spokenAnswer(kind, value);
}

/** "2 of 5 stars, but the words sound pleased." */
export function contradictionWords(rating: Answer): string {
  return t(rating.score < 50 ? 'contradicts.pleased' : 'contradicts.displeased', { rating: ratingWords(rating) });
}

/** "62–91 %", as each language writes it. */
export function rangeWords(low: number, high: number): string {
  return `${formatNumber(Math.round(low * 100))}–${formatShare(high)}`;
}

import { formatNumber, t, type Key } from './locale';

const EXPECTED: Key[] = ['expected.muchWorse', 'expected.worse', 'expected.same', 'expected.better', 'expected.muchBetter'];
const HIGHEST: Record<string, number> = { stars: 5, faces: 5, csat: 5, nps: 10, ces: 7 };

export function highestOf(kind: string): number | undefined {
  return HIGHEST[kind];
}

/** An answer in words where its number alone would say little. */
export function valueWords(kind: string, value: number): string {
  if (kind === 'thumbs') return t(value ? 'thumb.up' : 'thumb.down');
  const expected = kind === 'expectation' && EXPECTED[value + 2];
  return expected ? t(expected) : formatNumber(value);
}

/** "Rating 4 / 5", or the words of a scale that has them. */
export function spokenAnswer(kind: string, value: number): string {
  const highest = highestOf(kind);
  return highest ? t('rating.spoken', { value: formatNumber(value), highest }) : valueWords(kind, value);
}

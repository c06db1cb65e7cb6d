import type { Evidence } from '../wire';

export interface Piece {
  text: string;
  /** Weight of the sentiment found here; null for plain text. */
  weight: number | null;
}

const LETTER = /[\p{L}\p{N}]/u;

/** Evidence is whole words. Where a span ends inside one, it belongs to words the visitor has since changed. */
function fits(points: string[], { start, end }: Evidence): boolean {
  const isTorn = (place: number) => LETTER.test(points[place - 1] ?? '') && LETTER.test(points[place] ?? '');
  return start >= 0 && end > start && end <= points.length && !isTorn(start) && !isTorn(end);
}

/** The evidence that can be shown: all of it, or none when the text is not the one it was found in. */
export function evidenceFor(comment: string, evidence: Evidence[]): Evidence[] {
  const points = Array.from(comment);
  return evidence.every((part) => fits(points, part)) ? evidence : [];
}

/**
 * Cuts a comment at its evidence spans. The server counts code points, JavaScript counts UTF-16 units:
 * cutting the string itself would shift every mark after the first emoji.
 */
export function cutAtEvidence(comment: string, evidence: Evidence[]): Piece[] {
  const points = Array.from(comment);
  const pieces: Piece[] = [];
  let place = 0;
  const add = (end: number, weight: number | null) => {
    if (end > place) pieces.push({ text: points.slice(place, end).join(''), weight });
    place = Math.max(place, end);
  };
  for (const { start, end, weight } of [...evidence].sort((a, b) => a.start - b.start)) {
    if (start < place || end > points.length || weight === 0) continue;
    add(start, null);
    add(end, weight);
  }
  add(points.length, null);
  return pieces;
}

import type { Evidence } from '../wire';

export interface Piece {
  text: string;
  /** Weight of the sentiment found here; null for plain text. */
  weight: number | null;
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

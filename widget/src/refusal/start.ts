import type { Card } from '../panel/card';
import type { Why } from '../panel/store';

// What a refusal says to her, by the problem's code or by the code of the first member that was wrong.
const REASONS: Record<string, string> = {
  origin_refused: 'page',
  not_found: 'closed',
  too_long: 'long',
  too_large: 'long',
  conflict: 'closed',
  idempotency_mismatch: 'twice',
};
// Members that she does not write herself: they are wrong when the questions are not what they were.
const ASKED = /^(rating|answers|value)/;

const reason = ({ code: problem = '', wrong }: Why = {}): string => {
  const { code, name } = (wrong || [])[0] || { code: problem, name: '' };
  if (code == 'required') return 'empty';
  if (name == 'email') return 'email';
  return REASONS[code] || (ASKED.test(name) ? 'changed' : 'unknown');
};

/** Says in her own language why the server refused it, and what she can do. */
export const explain = (card: Card, words: Record<string, string>): void => {
  const { refused_: refused, why_: why } = card.entry_() || {};
  // She may have mended it while the words were on their way.
  if (refused) card.status_(card.say_('refused', words['refused.' + reason(why)]), true);
};

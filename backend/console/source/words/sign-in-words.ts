import type { Problem } from '../problem';
import { t } from './locale';
import { problemText } from './problem-text';

/** The server limits tries; its "busy" would sound as if nothing had been tried. */
export function signInText(problem: Problem): string {
  return problem.status === 429 ? t('signIn.tooMany') : problemText(problem);
}

export function asksForCode(problem: Problem): boolean {
  return problem.code === 'second_factor_needed';
}

/** What the way by the provider came back with. */
export function providerFault(code: string, name: string): string {
  if (code === 'forbidden') return t('provider.forbidden', { name });
  if (code === 'unavailable') return t('provider.unavailable', { name });
  if (code === 'not_signed_in') return t('provider.stale');
  if (code === 'not_found') return t('provider.none');
  if (code === 'too_many_requests') return t('signIn.tooMany');
  return t('provider.fault', { name });
}

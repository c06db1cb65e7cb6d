import type { Problem } from '../problem';
import { t } from './locale';

/** What happened and what to do, in the reader's language; the server's own words where they say more. */
export function problemText(problem: Problem): string {
  if (problem.status === 0) return t('problem.network');
  if (problem.status === 403) return t('problem.forbidden');
  if (problem.status === 404) return t('problem.missing');
  if (problem.code === 'already_decided') return t('problem.decided');
  if (problem.code === 'text_changed') return t('problem.textChanged');
  if (problem.code === 'nothing_to_gather') return t('topics.gatherNothing');
  if (problem.status === 409) return t('problem.conflict', { detail: problem.detail });
  if (problem.status === 413) return t('problem.tooLarge');
  if (problem.status === 429 || problem.status === 503) return t('problem.busy');
  if (problem.status >= 500) return t('problem.server', { id: problem.requestId ?? problem.status });
  return problem.detail || t('problem.refused');
}

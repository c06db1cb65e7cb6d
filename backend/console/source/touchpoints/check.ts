import { Problem } from '../problem';
import type { InvalidParam, Words } from '../wire';
import { t } from '../words/locale';
import { readyToSend, type TouchpointDraft } from './draft';

const KEY = /^[a-z][a-z0-9_-]{0,39}$/;

/** What the server would refuse, said beforehand in the reader's language, under the server's own field names. */
export function check(draft: TouchpointDraft, takenKeys: string[]): Problem | null {
  const { key, name, pages, questions } = readyToSend(draft);
  const faults: InvalidParam[] = [];
  const add = (field: string, reason: string) => faults.push({ name: field, code: 'invalid', reason });
  const isMissing = (words: Words) => Object.keys(words).length === 0;
  if (isMissing(name)) add('name', t('check.name'));
  if (!KEY.test(key)) add('key', t('check.key'));
  else if (takenKeys.includes(key)) add('key', t('check.keyTaken'));
  if (pages.some((page) => !/^[/*]/.test(page))) add('pages', t('check.pages'));
  questions.forEach(({ text }, place) => {
    if (isMissing(text)) add(`questions.${place}.text`, t('check.question'));
  });
  return faults.length ? new Problem(422, { code: 'invalid', detail: t('check.some'), invalid_params: faults }) : null;
}

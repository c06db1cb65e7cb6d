import { Problem } from '../../problem';
import type { InvalidParam, Words } from '../../wire';
import type { Question } from '../../wire-site';
import { t } from '../../words/locale';
import { linesOf, queryPair, readyToSend, type TouchpointDraft, type Wish } from './draft';

const KEY = /^[a-z][a-z0-9_-]{0,39}$/;
const HOST = /^[a-z0-9*][a-z0-9*.-]{0,252}$/;
const LEAST_OPTIONS = 2;

type Add = (field: string, reason: string) => void;

const isMissing = (words: Words): boolean => Object.keys(words).length === 0;

/** What the server would refuse, said beforehand in the reader's language, under the server's own field names. */
export function check(draft: TouchpointDraft, takenKeys: string[]): Problem | null {
  const faults: InvalidParam[] = [];
  const add: Add = (field, reason) => faults.push({ name: field, code: 'invalid', reason });
  const { key, name, questions } = readyToSend(draft);
  if (isMissing(name)) add('name', t('check.name'));
  if (!KEY.test(key)) add('key', t('check.key'));
  else if (takenKeys.includes(key)) add('key', t('check.keyTaken'));
  checkConditions(draft, add);
  checkTriggers(draft, add);
  checkAttributes(draft, add);
  questions.forEach((question, place) => checkQuestion(question, place, questions, add));
  return faults.length ? new Problem(422, { code: 'invalid', detail: t('check.some'), invalid_params: faults }) : null;
}

function checkNumber(wish: Wish, least: number, most: number, field: string, add: Add): void {
  if (wish === null || (wish !== '' && Number.isInteger(wish) && wish >= least && wish <= most)) return;
  add(field, t('check.number', { least, most }));
}

/** Only what is on the screen: a fault in a hidden field could not be mended. */
function checkConditions({ placement, pages, when }: TouchpointDraft, add: Add): void {
  if (placement !== 'floating' && placement !== 'popover') return;
  if (linesOf(pages).some((page) => !/^[/*]/.test(page))) add('pages', t('check.pages'));
  if (linesOf(when.hosts).some((host) => !HOST.test(host.toLowerCase()))) add('when.hosts', t('check.hosts'));
  if (linesOf(when.query).some((line) => !queryPair(line)[0])) add('when.query', t('check.query'));
  checkNumber(when.share, 1, 100, 'when.share', add);
}

function checkTriggers({ placement, when }: TouchpointDraft, add: Add): void {
  if (placement !== 'popover') return;
  checkNumber(when.seconds, 0, 3600, 'when.seconds', add);
  checkNumber(when.scroll, 1, 100, 'when.scroll', add);
  for (const name of ['seen', 'clicked'] as const) if (when[name] !== null && !isSelector(when[name])) add(`when.${name}`, t('check.selector'));
  if (when.event?.trim() === '') add('when.event', t('check.event'));
}

function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}

function checkAttributes({ attributes }: TouchpointDraft, add: Add): void {
  attributes.forEach(({ key }, place) => {
    const isDouble = attributes.findIndex((other) => other.key === key) < place;
    if (!KEY.test(key)) add(`attributes.${place}`, t('check.key'));
    else if (isDouble) add(`attributes.${place}`, t('check.double'));
  });
}

function checkQuestion(question: Question, place: number, all: Question[], add: Add): void {
  const at = `questions.${place}`;
  const { text, options, show_if: rule } = question;
  if (isMissing(text)) add(`${at}.text`, t('check.question'));
  if (question.kind === 'choice' && (options?.length ?? 0) < LEAST_OPTIONS) add(`${at}.options`, t('check.options'));
  options?.forEach((option, n) => {
    if (isMissing(option.text)) add(`${at}.options.${n}.text`, t('check.option'));
  });
  const isEarlier = all.slice(0, place).some(({ key }) => key === rule?.question);
  if (rule && !isEarlier) add(`${at}.show_if`, t('check.rule'));
  else if (rule?.any_of?.length === 0) add(`${at}.show_if`, t('check.ruleOptions'));
}

import type { Question } from '../../wire-site';
import { inEach } from '../../words/in-language';
import type { Key } from '../../words/locale';
import { freeKey } from '../keys';
import { scaleOf, type QuestionKind } from './scales';

const FIRST_KEYS: Record<QuestionKind, string> = {
  stars: 'rating', faces: 'mood', thumbs: 'useful', csat: 'satisfaction', nps: 'recommend', ces: 'effort',
  expectation: 'expectation', choice: 'choice', text: 'wish',
};

const keysOf = (questions: Question[]): string[] => questions.map(({ key }) => key);

export function newQuestion(kind: QuestionKind, others: Question[]): Question {
  const isChoice = kind === 'choice';
  return {
    key: freeKey(FIRST_KEYS[kind], keysOf(others)), kind, text: {}, low: null, high: null, required: false,
    options: isChoice ? [{ key: '', text: {} }, { key: '', text: {} }] : null, several: false, shuffle: false, show_if: null,
  };
}

const DRIVERS: [string, Key][] = [
  ['price', 'driver.price'], ['quality', 'driver.quality'], ['delivery', 'driver.delivery'],
  ['service', 'driver.service'], ['site', 'driver.site'], ['other', 'option.other'],
];

/** The first question on a scale, unless somebody asks for reasons after it already. */
export function lowScoreQuestion(questions: Question[]): Question | undefined {
  const rated = questions.find((question) => scaleOf(question));
  const isAsked = questions.some(({ kind, show_if: rule }) => kind === 'choice' && rule?.question === rated?.key);
  return isAsked ? undefined : rated;
}

/** "What was it about?", asked right after a low answer. */
export function withDrivers(questions: Question[], rated: Question, languages: string[]): Question[] {
  const place = questions.indexOf(rated) + 1;
  const asked: Question = {
    ...newQuestion('choice', questions),
    key: freeKey('reason', keysOf(questions)),
    text: inEach('driver.ask', languages),
    options: DRIVERS.map(([key, words]) => ({ key, text: inEach(words, languages) })),
    several: true,
    shuffle: true,
    show_if: { question: rated.key, at_least: null, at_most: scaleOf(rated)?.low ?? null, any_of: null },
  };
  return [...questions.slice(0, place), asked, ...questions.slice(place)];
}

const OFFERED: Record<string, [QuestionKind, Key]> = { return: ['thumbs', 'loyalty.ask.return'], beforehand: ['stars', 'loyalty.ask.beforehand'] };

/** What figures know by its key: whether she means to come back, and what she expects. Those asked already are left out. */
export function offeredQuestions(questions: Question[], languages: string[]): Question[] {
  const missing = Object.entries(OFFERED).filter(([key]) => !keysOf(questions).includes(key));
  return missing.map(([key, [kind, words]]) => ({ ...newQuestion(kind, questions), key, text: inEach(words, languages) }));
}

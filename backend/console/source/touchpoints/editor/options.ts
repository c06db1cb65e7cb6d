import type { Option, Question } from '../../wire-site';
import { freeKey, keyFor } from '../keys';

export const MOST_OPTIONS = 20;
/** Stays last whatever the order of the others. */
export const OTHER = 'other';

const wordsOf = (option: Option, languages: string[]): string =>
  languages.map((language) => option.text[language]?.trim()).find(Boolean) ?? '';

/** Gives an option its key by its text, as long as it was never saved: answers on record name it by its key. */
function keyed(option: Option, others: Option[], languages: string[]): Option {
  const wanted = keyFor(wordsOf(option, languages), 'option');
  return { ...option, key: wordsOf(option, languages) ? freeKey(wanted, others.map(({ key }) => key)) : '' };
}

/** The question with one option's text changed, its key following as long as it may. */
export function withOption(question: Question, place: number, option: Option, isSaved: boolean, languages: string[]): Question {
  const others = (question.options ?? []).filter((_, at) => at !== place);
  const next = isSaved || option.key === OTHER ? option : keyed(option, others, languages);
  return { ...question, options: (question.options ?? []).map((old, at) => (at === place ? next : old)) };
}

/** A rule that names an option by its key goes along when the key changes, and lets go of it when it is removed. */
export function followKeys(questions: Question[], before: Question, after: Question): Question[] {
  const renamed = new Map((before.options ?? []).map(({ key }, place) => [key, after.options?.[place]?.key ?? '']));
  const isRename = before.options?.length === after.options?.length;
  const left = new Set(after.options?.map(({ key }) => key));
  return questions.map((question) => {
    const rule = question.show_if;
    if (rule?.question !== after.key || !rule.any_of) return question;
    const any_of = rule.any_of.map((key) => (left.has(key) || !isRename ? key : (renamed.get(key) ?? key)));
    return { ...question, show_if: { ...rule, any_of: any_of.filter((key) => left.has(key)) } };
  });
}

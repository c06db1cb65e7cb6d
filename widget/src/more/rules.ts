import type { Entry } from '../panel/store';
import type { Question } from '../types';
import { ends } from './kinds';

type Value = number | string | string[] | undefined;

/** What she has answered to one of these questions: the first scale's answer is the rating. */
export const answerTo = (questions: Question[], key: string, entry?: Entry): Value => {
  const { rating, answers = {} } = entry ? entry.said_ : {};
  const first = questions[0]!;
  return first.key == key && ends(first.kind) ? rating : answers[key];
};

/** Is the question asked, given what she has answered so far? Not, when the one it waits for is not asked itself. */
export const isAsked = (questions: Question[], { show_if: rule }: Question, entry?: Entry): boolean => {
  if (!rule) return true;
  const earlier = questions.find(({ key }) => key == rule.question);
  const value = answerTo(questions, rule.question, entry);
  if (!earlier || value == undefined || value == '' || !isAsked(questions, earlier, entry)) return false;
  const { at_least: least, at_most: most, any_of: any } = rule;
  return (least == undefined || +value >= least) && (most == undefined || +value <= most) &&
    (!any || any.some((one) => (Array.isArray(value) ? value.some((each) => each == one) : value == one)));
};

/** Did she praise? The first answer on a scale, at three quarters of it or above. */
export const isPraise = (questions: Question[], entry?: Entry): boolean => {
  const [least, most] = ends(questions[0]!.kind) || [0, 0];
  const rating = entry && entry.said_.rating;
  return most > least && rating != undefined && (rating - least) / (most - least) >= 0.75;
};

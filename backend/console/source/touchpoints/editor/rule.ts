import type { Question, ShowIf } from '../../wire-site';
import { scaleOf } from './scales';

/** How the sentence "ask only if …" goes on. */
export type Fit = 'answered' | 'at_most' | 'at_least' | 'between' | 'any_of';

export function fitsFor(asked: Question | undefined): Fit[] {
  if (asked && scaleOf(asked)) return ['at_most', 'at_least', 'between', 'answered'];
  return asked?.kind === 'choice' ? ['any_of', 'answered'] : ['answered'];
}

export function fitOf({ at_least: least, at_most: most, any_of: options }: ShowIf): Fit {
  if (options) return 'any_of';
  if (least !== null && most !== null) return 'between';
  if (most !== null) return 'at_most';
  return least === null ? 'answered' : 'at_least';
}

/** The rule about this question with this continuation, keeping of the old rule's numbers what still means something. */
export function ruleAbout(asked: Question, fit: Fit, before: ShowIf | null): ShowIf {
  const scale = scaleOf(asked);
  const isSame = before?.question === asked.key;
  const least = (isSame ? before.at_least : null) ?? scale?.least ?? null;
  const most = (isSame ? before.at_most : null) ?? scale?.low ?? null;
  return {
    question: asked.key,
    at_least: fit === 'at_least' ? ((isSame ? before.at_least : null) ?? scale?.most ?? null) : fit === 'between' ? least : null,
    at_most: fit === 'at_most' || fit === 'between' ? most : null,
    any_of: fit === 'any_of' ? ((isSame ? before.any_of : null) ?? []) : null,
  };
}

export function firstRule(asked: Question): ShowIf {
  return ruleAbout(asked, fitsFor(asked)[0] ?? 'answered', null);
}

/** "between 4 and 2" is turned round rather than refused. */
export function inOrder(rule: ShowIf): ShowIf {
  const { at_least: least, at_most: most } = rule;
  return least !== null && most !== null && least > most ? { ...rule, at_least: most, at_most: least } : rule;
}

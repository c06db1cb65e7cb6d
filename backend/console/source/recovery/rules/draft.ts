import type { Wish } from '../../touchpoints/editor/draft';
import type { Recovery, RecoveryRules } from '../../wire-recovery';

/** What the page edits: words and numbers as the person types them, negativity from 0 to 100. */
export interface RulesDraft extends Omit<RecoveryRules, 'words' | 'score_line' | 'sentiment_line'> {
  score_line: Wish;
  negativity: Wish;
  words: Record<string, string>;
}

export interface PartProps {
  draft: RulesDraft;
  change: (part: Partial<RulesDraft>) => void;
}

export function draftOf(recovery: Recovery, languages: string[]): RulesDraft {
  const spoken = languages.map((tag) => tag.split('-')[0] ?? tag);
  const listed = [...new Set([...spoken, ...Object.keys(recovery.words)])];
  return {
    is_on: recovery.is_on,
    score_line: recovery.score_line,
    negativity: recovery.sentiment_line === null ? null : Math.round(-100 * recovery.sentiment_line),
    words: Object.fromEntries(listed.map((language) => [language, (recovery.words[language] ?? []).join(', ')])),
    answer_minutes: recovery.answer_minutes,
    no_answer_days: recovery.no_answer_days,
    week: recovery.week,
    country: recovery.country,
    closed_days: recovery.closed_days,
    names_shown: recovery.names_shown,
    rota: recovery.rota,
  };
}

/** What is sent. A number box that was emptied asks for nothing. */
export function rulesOf({ words, closed_days: days, negativity, score_line: line, ...rest }: RulesDraft): RecoveryRules {
  const lists = Object.entries(words).map(([language, typed]) => [language, wordsOf(typed)] as const);
  return {
    ...rest,
    score_line: line === '' ? null : line,
    sentiment_line: negativity === '' || negativity === null ? null : -negativity / 100,
    closed_days: days.filter(({ on }) => on !== ''),
    words: Object.fromEntries(lists.filter(([, list]) => list.length > 0)),
  };
}

function wordsOf(typed: string): string[] {
  return [...new Set(typed.split(/[,\n]/).map((word) => word.trim()).filter(Boolean))];
}

/** "09:00" from minutes; the midnight that ends a day is written 24:00 on the wire and 00:00 in a clock field. */
export function clockOf(minutes: number): string {
  const hours = Math.floor(minutes / 60) % 24;
  return `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function minutesOf(clock: string, isEnd: boolean): number | null {
  const [hours, minutes] = clock.split(':').map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return null;
  const told = hours * 60 + minutes;
  return isEnd && told === 0 ? 1440 : told;
}

import { go, href, useRoute } from '../state/route';
import { currentSite } from '../state/session';
import type { Days } from '../wire-figures';

/** Whole weeks, so that every period has as many weekends. */
export const WEEKS = [4, 13, 26, 52, 104] as const;
export type Weeks = (typeof WEEKS)[number];
const USUAL: Weeks = 13;

export function weeksOf(query: URLSearchParams): Weeks {
  const asked = Number(query.get('weeks'));
  return WEEKS.find((weeks) => weeks === asked) ?? USUAL;
}

/** The site's own day: its counts are of such days, and a reader elsewhere may still live in the one before. */
function today(): Date {
  const parts = new Intl.DateTimeFormat('en', { timeZone: currentSite()?.timezone, year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(new Date());
  const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day')));
}

export function lastWeeks(weeks: number): Days {
  const until = today();
  const since = new Date(until.getTime() - (weeks * 7 - 1) * 86_400_000);
  return { since: since.toISOString().slice(0, 10), until: until.toISOString().slice(0, 10) };
}

/** Whose answers: the filters, under the names that the inbox and the API give them. */
export const FILTERS = ['language', 'segment', 'device', 'returning'] as const;

/** The period and the filters of the address, as the API asks for them. */
export function askedOf(query: URLSearchParams): URLSearchParams {
  const { since, until } = lastWeeks(weeksOf(query));
  const asked = new URLSearchParams({ since, until });
  for (const name of FILTERS) for (const value of query.getAll(name)) asked.append(name, value);
  return asked;
}

export function useQuery(): { query: URLSearchParams; set: (name: string, value: string) => void } {
  const { path, query } = useRoute();
  const set = (name: string, value: string) => {
    const changed = new URLSearchParams(query);
    if (value) changed.set(name, value);
    else changed.delete(name);
    go(href(`/${path.join('/')}`, changed));
  };
  return { query, set };
}

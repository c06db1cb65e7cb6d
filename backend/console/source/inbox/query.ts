import { href } from '../state/route';
import { PUBLICATIONS } from '../wire';

/** The filters of the inbox are the hash's query, under the API's own names, so that a view can be linked. */
export const MANY = ['case', 'publication', 'touchpoint', 'stage', 'sentiment', 'language', 'device', 'tag'] as const;
export const ONE = ['returning', 'segment', 'subject', 'contradicts', 'has_email', 'answered', 'withdrawn', 'reported', 'rating_min', 'rating_max', 'since', 'until', 'q', 'assignee', 'customer', 'account'] as const;
/** As an assignee: whoever looks. */
export const ME = 'me';
export type ManyName = (typeof MANY)[number];
export type OneName = (typeof ONE)[number];

const PAGE = 50;

/** The filters of a hash query, without what else it may carry, in one fixed order. */
export function filtersOf(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of MANY) for (const value of [...new Set(query.getAll(name))].sort()) kept.append(name, value);
  for (const name of ONE) {
    const value = query.get(name)?.trim();
    if (value) kept.set(name, value);
  }
  return kept;
}

export function toggled(filters: URLSearchParams, name: ManyName, value: string): URLSearchParams {
  const rest = filters.getAll(name).filter((chosen) => chosen !== value);
  const changed = filtersOf(filters);
  changed.delete(name);
  if (rest.length === filters.getAll(name).length) rest.push(value);
  for (const chosen of rest) changed.append(name, chosen);
  return changed;
}

export function withOne(filters: URLSearchParams, name: OneName, value: string): URLSearchParams {
  const changed = filtersOf(filters);
  if (value) changed.set(name, value);
  else changed.delete(name);
  return filtersOf(changed);
}

export function isEmpty(filters: URLSearchParams): boolean {
  return filters.size === 0;
}

/** A day in the reader's own time zone as the moment it begins; `until` means to the end of its day. */
function startOfDay(day: string, daysLater = 0): string | null {
  const [year, month, date] = day.split('-').map(Number);
  const moment = new Date(year ?? NaN, (month ?? NaN) - 1, (date ?? NaN) + daysLater);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** As in a mailbox, spam is listed only where it is asked for; its view and its count stand in the side bar. */
function withoutSpam(asked: URLSearchParams): void {
  if (asked.has('publication')) return;
  for (const state of PUBLICATIONS) if (state !== 'spam') asked.append('publication', state);
}

export function apiPath(siteKey: string, filters: URLSearchParams, limit = PAGE): string {
  const asked = filtersOf(filters);
  withoutSpam(asked);
  asked.set('site', siteKey);
  asked.set('limit', String(limit));
  for (const [name, later] of [['since', 0], ['until', 1]] as const) {
    const moment = startOfDay(asked.get(name) ?? '', later);
    if (moment) asked.set(name, moment);
    else asked.delete(name);
  }
  return `/feedback?${asked}`;
}

export function inboxHref(filters: URLSearchParams): string {
  return href('/inbox', filters);
}

export function feedbackHref(id: string, filters: URLSearchParams): string {
  return href(`/feedback/${encodeURIComponent(id)}`, filters);
}

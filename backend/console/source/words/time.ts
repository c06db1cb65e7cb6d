import { locale } from './locale';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86400],
];
const WEEK = 7 * 86400;

/** "3 min sitten"; after a week the date says more. */
export function timeAgo(moment: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(moment)) / 1000);
  if (seconds >= WEEK) return formatDay(moment);
  const words = new Intl.RelativeTimeFormat(locale.get(), { numeric: 'auto', style: 'short' });
  const [unit, size] = STEPS.findLast(([, length]) => seconds >= length) ?? ['second', 0];
  return words.format(size ? -Math.floor(seconds / size) : 0, unit);
}

export function formatDay(moment: string): string {
  const date = new Date(moment);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale.get(), { day: 'numeric', month: 'short', year }).format(date);
}

export function formatMoment(moment: string): string {
  return new Intl.DateTimeFormat(locale.get(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment));
}

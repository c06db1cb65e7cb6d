import type { Asked, Figure } from '../wire-figures';
import { formatShare, locale, t } from '../words/locale';

const SHARES = ['csat', 'ces', 'thumbs', 'worse', 'better', 'share'];
// Often a few in a hundred, where a whole percent would hide every difference.
const SMALL_SHARES = ['opened', 'response'];

export function decimals(value: number, digits = 1, sign = false): string {
  const form = new Intl.NumberFormat(locale.get(), {
    minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: sign ? 'exceptZero' : 'auto',
  });
  return form.format(value);
}

/** Half the width of the interval; null where there is none. */
export function marginOf({ low, high }: Figure): number | null {
  return low === null || high === null ? null : (high - low) / 2;
}

/** From 0–100 to the question's own scale. */
export function onScale(score: number, { least, most }: Pick<Asked, 'least' | 'most'>): number {
  return (least ?? 0) + (score / 100) * ((most ?? 100) - (least ?? 0));
}

/** A score as people say it: "2.9 of 5", "84 %" of thumbs up, "+0.4" against expectations. */
export function scoreWords(score: number, asked: Pick<Asked, 'kind' | 'least' | 'most'>): string {
  if (asked.kind === 'thumbs') return formatShare(score / 100);
  const own = decimals(onScale(score, asked), 1, asked.kind === 'expectation');
  return asked.kind === 'expectation' ? own : t('figure.of', { value: own, most: asked.most ?? 100 });
}

/** A margin with as many digits as it takes not to be called nothing. */
export function fine(margin: number): string {
  return decimals(margin, margin < 0.095 ? 2 : 1);
}

/** A margin of 0–100 on the question's own scale. */
export function marginWords(margin: number, { kind, least, most }: Pick<Asked, 'kind' | 'least' | 'most'>): string {
  if (kind === 'thumbs') return decimals(margin, 0);
  return fine((margin / 100) * ((most ?? 100) - (least ?? 0)));
}

/** The value of a figure in its own unit. */
export function valueWords({ formula, value }: Pick<Figure, 'formula' | 'value'>): string {
  if (value === null) return '–';
  if (SHARES.includes(formula)) return formatShare(value);
  if (SMALL_SHARES.includes(formula)) return formatShare(value, value < 0.1 ? 1 : 0);
  return formula === 'nps' ? decimals(value, 0, true) : decimals(value);
}

export function intervalWords({ formula, low, high }: Figure): string {
  if (low === null || high === null) return '–';
  return t('figure.interval', { low: valueWords({ formula, value: low }), high: valueWords({ formula, value: high }) });
}

/** A day of the site (2026-11-21) as the reader writes it. */
export function dayWords(day: string, withYear = true): string {
  const form: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(locale.get(), withYear ? { ...form, year: 'numeric' } : form).format(new Date(`${day}T00:00:00Z`));
}

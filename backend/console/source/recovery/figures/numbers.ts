import type { Lift, Part, Waits } from '../../wire-reaction';
import { formatNumber, formatShare, locale, t } from '../../words/locale';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]];
/** Fewer, and a share alone would mislead. */
export const ENOUGH = 20;

/** "3,5 t": a length of time in the largest unit of which it is two or more. */
export function lengthWords(seconds: number): string {
  const [unit, size] = STEPS.find(([, length]) => seconds >= 2 * length) ?? ['second', 1];
  const format = new Intl.NumberFormat(locale.get(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: size > 1 && seconds < 10 * size ? 1 : 0 });
  return format.format(seconds / size);
}

export function waitWords(value: Waits['median']): string {
  return value === null ? '–' : lengthWords(value);
}

export function shareWords({ share }: Part): string {
  return share === null ? '–' : formatShare(share);
}

export function rangeOf({ n, low, high }: Part): string {
  if (low === null || high === null) return t('reaction.n', { n: formatNumber(n) });
  return `${formatShare(low)} – ${formatShare(high)}, ${t('reaction.n', { n: formatNumber(n) })}`;
}

function signed(value: number): string {
  return new Intl.NumberFormat(locale.get(), { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(value);
}

export function liftWords({ mean }: Lift): string {
  return mean === null ? '–' : signed(mean);
}

export function liftRange({ n, low, high }: Lift): string {
  if (low === null || high === null) return t('reaction.n', { n: formatNumber(n) });
  return `${signed(low)} … ${signed(high)}, ${t('reaction.n', { n: formatNumber(n) })}`;
}

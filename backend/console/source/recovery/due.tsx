import { Icon } from '../drawn/icon';
import { locale, t } from '../words/locale';
import { formatMoment } from '../words/time';

const MINUTE = 60_000;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [['day', 1440], ['hour', 60], ['minute', 1]];

/** "2 t" until or since, in the largest unit that says something. */
export function lengthOf(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / MINUTE));
  const [unit, size] = STEPS.find(([, length]) => minutes >= length) ?? ['minute', 1];
  return new Intl.NumberFormat(locale.get(), { style: 'unit', unit, unitDisplay: 'short' }).format(Math.round(minutes / size));
}

export function isLate(due: string, now = Date.now()): boolean {
  return Date.parse(due) < now;
}

/** When an answer is due, as words: how late it is, or how long there is. */
export function DueMark({ due }: { due: string }) {
  const left = Date.parse(due) - Date.now();
  const late = left < 0;
  return (
    <span class={late ? 'due late' : 'due'} title={t('winback.dueAt', { time: formatMoment(due) })}>
      <Icon name="clock" />
      {t(late ? 'winback.late' : 'winback.left', { length: lengthOf(left) })}
    </span>
  );
}

export function EscalatedMark({ at }: { at: string }) {
  return <span class="escalated" title={formatMoment(at)}><Icon name="up" />{t('winback.escalated')}</span>;
}

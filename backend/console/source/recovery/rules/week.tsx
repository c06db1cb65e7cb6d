import { Icon } from '../../drawn/icon';
import { locale, t } from '../../words/locale';
import type { Span } from '../../wire-recovery';
import { clockOf, minutesOf, type PartProps } from './draft';

const NEW_SPAN: Span = [540, 1020];
const MOST_SPANS = 4;
// A Monday: the week begins there.
const MONDAY = Date.UTC(2024, 0, 1);

export function weekday(place: number): string {
  const day = new Intl.DateTimeFormat(locale.get(), { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + place * 86_400_000);
  return day.charAt(0).toLocaleUpperCase(locale.get()) + day.slice(1);
}

/** When somebody works: the spans of each weekday. */
export function Week({ draft, change, zone, fault }: PartProps & { zone: string; fault: string | null }) {
  const setDay = (place: number, spans: Span[]) => change({ week: draft.week.map((day, at) => (at === place ? spans : day)) });
  return (
    <section class="panel" aria-labelledby="rules-week">
      <h2 id="rules-week">{t('rules.week')}</h2>
      <p class="hint">{t('rules.weekHint', { zone })}</p>
      <ul class="week">
        {draft.week.map((spans, place) => (
          <Day key={place} name={weekday(place)} spans={spans} onChange={(changed) => setDay(place, changed)} />
        ))}
      </ul>
      {fault && <p class="fault" role="alert">{fault}</p>}
    </section>
  );
}

function Day({ name, spans, onChange }: { name: string; spans: Span[]; onChange: (spans: Span[]) => void }) {
  const setSpan = (place: number, span: Span) => onChange(spans.map((one, at) => (at === place ? span : one)));
  const last = spans.at(-1)?.[1] ?? 0;
  const next: Span = spans.length === 0 ? NEW_SPAN : [Math.min(last + 60, 1380), Math.min(last + 180, 1440)];
  return (
    <li class="weekday">
      <span class="weekday-name">{name}</span>
      <span class="weekday-spans">
        {spans.length === 0 && <span class="hint">{t('rules.closed')}</span>}
        {spans.map((span, place) => (
          <SpanFields key={place} day={name} span={span} onChange={(changed) => setSpan(place, changed)} onRemove={() => onChange(spans.filter((_, at) => at !== place))} />
        ))}
      </span>
      {spans.length < MOST_SPANS && last < 1380 && (
        <button type="button" class="icon-button" aria-label={t('rules.addSpan', { day: name })} onClick={() => onChange([...spans, next])}><Icon name="plus" /></button>
      )}
    </li>
  );
}

interface SpanFieldsProps {
  day: string;
  span: Span;
  onChange: (span: Span) => void;
  onRemove: () => void;
}

function SpanFields({ day, span: [start, end], onChange, onRemove }: SpanFieldsProps) {
  const from = (clock: string) => onChange([minutesOf(clock, false) ?? start, end]);
  const to = (clock: string) => onChange([start, minutesOf(clock, true) ?? end]);
  return (
    <span class="span-fields">
      <input type="time" aria-label={t('rules.from', { day })} value={clockOf(start)} onInput={(event) => from(event.currentTarget.value)} />
      <span aria-hidden="true">–</span>
      <input type="time" aria-label={t('rules.to', { day })} value={clockOf(end)} onInput={(event) => to(event.currentTarget.value)} />
      <button type="button" class="icon-button" aria-label={t('rules.removeSpan', { day })} onClick={onRemove}><Icon name="close" /></button>
    </span>
  );
}

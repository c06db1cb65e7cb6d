import { Field } from '../../drawn/field';
import { Icon } from '../../drawn/icon';
import type { ClosedDay, Recovery } from '../../wire-recovery';
import { locale, t } from '../../words/locale';
import type { PartProps } from './draft';

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([locale.get()], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function dayWords(on: string): string {
  return new Intl.DateTimeFormat(locale.get(), { day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(new Date(`${on}T00:00Z`));
}

/** Which days are no working days: a country's holidays, and the site's own. */
export function DaysOff({ draft, change, recovery, fault }: PartProps & { recovery: Recovery; fault: string | null }) {
  const named = recovery.countries.map((code) => [code, countryName(code)] as const);
  const ordered = named.sort(([, one], [, other]) => one.localeCompare(other, locale.get()));
  const coming = recovery.coming_holidays.map(({ on, name }) => `${dayWords(on)} ${name}`).join(', ');
  return (
    <section class="panel" aria-labelledby="rules-off">
      <h2 id="rules-off">{t('rules.holidays')}</h2>
      <Field
        label={t('rules.country')}
        hint={draft.country === recovery.country && coming ? t('rules.coming', { days: coming }) : undefined}
      >
        {(ties) => (
          <select {...ties} value={draft.country ?? ''} onChange={(event) => change({ country: event.currentTarget.value || null })}>
            <option value="">{t('rules.noCountry')}</option>
            {ordered.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
          </select>
        )}
      </Field>
      <ClosedDays days={draft.closed_days} onChange={(closed_days) => change({ closed_days })} />
      {fault && <p class="fault" role="alert">{fault}</p>}
    </section>
  );
}

function ClosedDays({ days, onChange }: { days: ClosedDay[]; onChange: (days: ClosedDay[]) => void }) {
  const setDay = (place: number, part: Partial<ClosedDay>) => onChange(days.map((day, at) => (at === place ? { ...day, ...part } : day)));
  return (
    <fieldset class="closed-days">
      <legend>{t('rules.ownDays')}</legend>
      {days.map((day, place) => (
        <span key={place} class="closed-day">
          <input type="date" aria-label={t('rules.day')} value={day.on} onInput={(event) => setDay(place, { on: event.currentTarget.value })} />
          <input
            type="text" maxLength={120} aria-label={t('rules.dayName')} placeholder={t('rules.dayName')} value={day.name}
            onInput={(event) => setDay(place, { name: event.currentTarget.value })}
          />
          <button type="button" class="icon-button" aria-label={t('rules.removeDay', { day: day.on })} onClick={() => onChange(days.filter((_, at) => at !== place))}>
            <Icon name="close" />
          </button>
        </span>
      ))}
      <button type="button" class="button" onClick={() => onChange([...days, { on: '', name: '' }])}><Icon name="plus" />{t('rules.addDay')}</button>
    </fieldset>
  );
}

import { Field } from '../../drawn/field';
import { useJourney } from '../../state/journey';
import { t } from '../../words/locale';

export interface Wanted {
  actor: string;
  since: string;
  until: string;
}

/** A day in the reader's own time zone as the moment it begins. */
function startOf(day: string, daysLater: number): string | null {
  const [year, month, date] = day.split('-').map(Number);
  const moment = new Date(year ?? NaN, (month ?? NaN) - 1, (date ?? NaN) + daysLater);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

export function asked(siteKey: string, { actor, since, until }: Wanted): URLSearchParams {
  const query = new URLSearchParams({ site: siteKey });
  if (actor) query.set('actor', actor);
  const [from, to] = [startOf(since, 0), startOf(until, 1)];
  if (from) query.set('since', from);
  if (to) query.set('until', to);
  return query;
}

export function TrailFilters({ wanted, onChange }: { wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  const { staff } = useJourney();
  const change = (part: Partial<Wanted>) => onChange({ ...wanted, ...part });
  return (
    <div class="trail-filters">
      <Field label={t('trail.actor')}>
        {(ties) => (
          <select {...ties} value={wanted.actor} onChange={(event) => change({ actor: event.currentTarget.value })}>
            <option value="">{t('filter.anyone')}</option>
            {staff.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('filter.since')}>
        {(ties) => <input {...ties} type="date" value={wanted.since} onChange={(event) => change({ since: event.currentTarget.value })} />}
      </Field>
      <Field label={t('filter.until')}>
        {(ties) => <input {...ties} type="date" value={wanted.until} onChange={(event) => change({ until: event.currentTarget.value })} />}
      </Field>
    </div>
  );
}

import { Choice } from '../drawn/choice';
import { Field } from '../drawn/field';
import { useJourney } from '../state/journey';
import { DEVICES } from '../wire';
import { languageName, t } from '../words/locale';
import { useQuery, WEEKS, weeksOf, type Weeks } from './period';

/** Which days, and whose answers. */
export function PeriodBar({ readsRows }: { readsRows: boolean }) {
  const { query, set } = useQuery();
  const { site } = useJourney();
  return (
    <div class="period-bar">
      <Choice<Weeks>
        legend={t('period')} name="weeks" value={weeksOf(query)} quietLegend
        options={WEEKS.map((weeks) => ({ value: weeks, label: t(`period.${weeks}`) }))}
        onChoose={(weeks) => set('weeks', String(weeks))}
      />
      <Field label={t('filter.language')}>
        {(ties) => (
          <select {...ties} value={query.get('language') ?? ''} onChange={(event) => set('language', event.currentTarget.value)}>
            <option value="">{t('period.everyLanguage')}</option>
            {site?.languages.map((code) => <option key={code} value={code}>{languageName(code)}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('filter.device')}>
        {(ties) => (
          <select {...ties} value={query.get('device') ?? ''} onChange={(event) => set('device', event.currentTarget.value)}>
            <option value="">{t('period.everyDevice')}</option>
            {DEVICES.map((device) => <option key={device} value={device}>{t(`device.${device}`)}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('filter.returning')}>
        {(ties) => (
          <select {...ties} value={query.get('returning') ?? ''} onChange={(event) => set('returning', event.currentTarget.value)}>
            <option value="">{t('period.everyVisitor')}</option>
            <option value="false">{t('returning.false')}</option>
            <option value="true">{t('returning.true')}</option>
          </select>
        )}
      </Field>
      <Field label={t('filter.segment')}>
        {(ties) => (
          <input
            {...ties} type="text" maxLength={60} value={query.get('segment') ?? ''} placeholder={t('period.everySegment')}
            onChange={(event) => set('segment', event.currentTarget.value.trim())}
          />
        )}
      </Field>
      {readsRows && <p class="hint">{t('period.rows')}</p>}
    </div>
  );
}

import { useState } from 'preact/hooks';
import { put, remove } from '../api';
import { Field } from '../drawn/field';
import { FormTrouble } from '../drawn/trouble';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import { useLoaded } from '../state/loaded';
import { mayI, useSite } from '../state/session';
import { toast } from '../state/toasts';
import type { Days } from '../wire-figures';
import { t } from '../words/locale';
import { dayWords } from './figure-words';
import { lastWeeks } from './period';

type Baseline = { [name in keyof Days]: string | null };

/** The days that everything after is measured against. */
export function BaselinePanel() {
  const site = useSite();
  const path = site && `/sites/${site.id}/baseline`;
  const { value, again } = useLoaded<Baseline>(path);
  if (!path || !value) return null;
  const isSet = value.since !== null && value.until !== null;
  return (
    <section class="panel" aria-labelledby="baseline-head">
      <h2 id="baseline-head">{t('baseline')}</h2>
      <p>{isSet ? t('baseline.is', { since: dayWords(value.since ?? ''), until: dayWords(value.until ?? '') }) : t('baseline.none')}</p>
      {mayI('manage') && <BaselineForm key={`${value.since}`} path={path} set={isSet ? (value as Days) : null} onChanged={again} />}
    </section>
  );
}

function BaselineForm({ path, set, onChanged }: { path: string; set: Days | null; onChanged: () => void }) {
  const [days, setDays] = useState<Days>(set ?? lastWeeks(13));
  const { busy, problem, run } = useDeed();
  const save = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      await put(path, days);
      toast(t('saved'));
      onChanged();
    });
  };
  const drop = () => void run(async () => {
    await remove(path);
    onChanged();
  });
  return (
    <form onSubmit={save}>
      <div class="two-columns">
        {(['since', 'until'] as const).map((end) => (
          <Field key={end} label={t(`filter.${end}`)} fault={reasonAt(problem, end)}>
            {(ties) => (
              <input {...ties} type="date" required value={days[end]} onInput={(event) => setDays({ ...days, [end]: event.currentTarget.value })} />
            )}
          </Field>
        ))}
      </div>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <p class="form-buttons">
        <button type="submit" class="button" aria-disabled={busy}>{t('baseline.set')}</button>
        {set && <button type="button" class="button quiet" onClick={drop}>{t('baseline.drop')}</button>}
      </p>
    </form>
  );
}

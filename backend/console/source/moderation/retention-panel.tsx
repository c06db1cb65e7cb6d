import { useState } from 'preact/hooks';
import { patch } from '../api';
import { ask } from '../drawn/ask';
import { Field } from '../drawn/field';
import { keepSite } from '../state/journey';
import { mayI } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Site } from '../wire-site';
import { plural, t } from '../words/locale';

const OFFERED = [3, 6, 12, 24, 36, 60];
const FOR_EVER = '';

/** For how long what visitors wrote is kept. To keep it shorter asks first: what is forgotten never comes back. */
export function RetentionPanel({ site }: { site: Site }) {
  const kept = site.texts_kept_months;
  const [chosen, setChosen] = useState(kept === null ? FOR_EVER : String(kept));
  const offered = kept === null || OFFERED.includes(kept) ? OFFERED : [...OFFERED, kept].sort((one, other) => one - other);
  const choose = async (value: string) => {
    const before = chosen;
    const months = value === FOR_EVER ? null : Number(value);
    setChosen(value);
    const isShorter = months !== null && (kept === null || months < kept);
    const period = months === null ? '' : plural('retention.months', months);
    const agreed = !isShorter || await ask({ title: t('retention.askTitle'), text: t('retention.askText', { period }), yes: t('retention.askYes') });
    if (!agreed) return setChosen(before);
    try {
      keepSite(await patch<Site>(`/sites/${site.id}`, { texts_kept_months: months }));
      toast(t('saved'));
    } catch (error) {
      setChosen(before);
      toastProblem(error);
    }
  };
  return (
    <section class="panel" aria-labelledby="retention-head">
      <h2 id="retention-head">{t('retention')}</h2>
      <Field label={t('retention.label')} hint={t('retention.hint')}>
        {(ties) => (
          <select {...ties} value={chosen} disabled={!mayI('manage')} onChange={(event) => void choose(event.currentTarget.value)}>
            <option value={FOR_EVER}>{t('retention.forEver')}</option>
            {offered.map((months) => <option key={months} value={String(months)}>{plural('retention.months', months)}</option>)}
          </select>
        )}
      </Field>
      <dl class="retention">
        <dt>{t('retention.goes')}</dt>
        <dd>{t('retention.goesWhat')}</dd>
        <dt>{t('retention.stays')}</dt>
        <dd>{t('retention.staysWhat')}</dd>
      </dl>
      <p class="hint">{t('retention.pages')}</p>
    </section>
  );
}

import { useState } from 'preact/hooks';
import { put } from '../../api';
import { Field } from '../../drawn/field';
import { Skeleton } from '../../drawn/skeleton';
import { FormTrouble, Trouble } from '../../drawn/trouble';
import { reasonAt, type Problem } from '../../problem';
import { useDeed } from '../../state/deed';
import { useJourney } from '../../state/journey';
import { useLoaded } from '../../state/loaded';
import { mayI, useSite } from '../../state/session';
import { toast } from '../../state/toasts';
import { useUnsaved } from '../../state/unsaved';
import type { Recovery } from '../../wire-recovery';
import type { Site } from '../../wire-site';
import { t } from '../../words/locale';
import { RecoveryTabs } from '../tabs';
import { DaysOff } from './days-off';
import { draftOf, rulesOf, type PartProps, type RulesDraft } from './draft';
import { Opening } from './opening';
import { Rota } from './rota';
import { Week } from './week';

/** When a visitor counts as disappointed, by when she is answered, and by whom. */
export function RulesPage() {
  const key = useSite()?.id;
  const { site } = useJourney();
  const { value, problem, again } = useLoaded<Recovery>(key ? `/sites/${key}/recovery` : null);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('winback.rules')}</h1>
          <p>{t('rules.intro')}</p>
        </header>
        <RecoveryTabs />
        {problem && <Trouble problem={problem} retry={again} />}
        {(!value || !site) && !problem && <Skeleton count={3} shape="card" />}
        {value && site && <RulesForm key={site.id} site={site} kept={value} />}
      </div>
    </div>
  );
}

function RulesForm({ site, kept }: { site: Site; kept: Recovery }) {
  const [saved, setSaved] = useState(kept);
  const [draft, setDraft] = useState(() => draftOf(kept, site.languages));
  const { busy, problem, run } = useDeed();
  useUnsaved(JSON.stringify(draft) !== JSON.stringify(draftOf(saved, site.languages)));
  const change = (part: Partial<RulesDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = () => run(async () => {
    const answered = await put<Recovery>(`/sites/${site.id}/recovery`, rulesOf(draft));
    setSaved(answered);
    setDraft(draftOf(answered, site.languages));
    toast(t('saved'));
  });
  const parts = { draft, change };
  const mayManage = mayI('manage');
  return (
    <form class="rules-form" noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <fieldset class="rules-parts" disabled={!mayManage}>
        <Opening {...parts} problem={problem} />
        <AnswerTime {...parts} problem={problem} />
        <Week {...parts} zone={saved.timezone} fault={reasonAt(problem, 'week', true)} />
        <DaysOff {...parts} recovery={saved} fault={reasonAt(problem, 'closed_days', true) ?? reasonAt(problem, 'country')} />
        <Rota {...parts} />
        <Names {...parts} />
      </fieldset>
      <FormTrouble problem={problem} />
      {mayManage && <button type="submit" class="button primary" aria-disabled={busy}>{t('save')}</button>}
      {!mayManage && <p class="hint">{t('rules.askManager')}</p>}
    </form>
  );
}

function AnswerTime({ draft, change, problem }: PartProps & { problem: Problem | null }) {
  return (
    <section class="panel" aria-labelledby="rules-answer">
      <h2 id="rules-answer">{t('rules.answer')}</h2>
      <div class="two-columns">
        <Field label={t('rules.answerWithin')} fault={reasonAt(problem, 'answer_minutes')}>
          {(ties) => (
            <input
              {...ties} type="number" min={0.25} max={240} step={0.25} value={Number.isNaN(draft.answer_minutes) ? '' : draft.answer_minutes / 60}
              onInput={(event) => change({ answer_minutes: Math.round(event.currentTarget.valueAsNumber * 60) })}
            />
          )}
        </Field>
        <Field label={t('rules.noAnswer')} fault={reasonAt(problem, 'no_answer_days')}>
          {(ties) => (
            <input
              {...ties} type="number" min={1} max={180} value={Number.isNaN(draft.no_answer_days) ? '' : draft.no_answer_days}
              onInput={(event) => change({ no_answer_days: event.currentTarget.valueAsNumber })}
            />
          )}
        </Field>
      </div>
    </section>
  );
}

function Names({ draft, change }: PartProps) {
  return (
    <section class="panel" aria-labelledby="rules-names">
      <h2 id="rules-names">{t('rules.names')}</h2>
      <label class="check">
        <input type="checkbox" checked={draft.names_shown} onChange={() => change({ names_shown: !draft.names_shown })} />
        {t('rules.namesShown')}
      </label>
      <p class="hint">{t('rules.namesHint')}</p>
    </section>
  );
}

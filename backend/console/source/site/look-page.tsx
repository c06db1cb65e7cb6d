import { useState } from 'preact/hooks';
import { patch } from '../api';
import { Choice } from '../drawn/choice';
import { Field } from '../drawn/field';
import { lookOf } from '../drawn/own-look';
import { readable } from '../drawn/readable';
import { Skeleton } from '../drawn/skeleton';
import { FormTrouble } from '../drawn/trouble';
import { asProblem, reasonAt, type Problem } from '../problem';
import { keepSite, useJourney } from '../state/journey';
import { mayI } from '../state/session';
import { toast } from '../state/toasts';
import { useUnsaved } from '../state/unsaved';
import type { Look, Quiet, Site } from '../wire-site';
import { t } from '../words/locale';
import { LookPreview } from './look-preview';
import { SiteTabs } from './tabs';

export function LookPage() {
  const { site } = useJourney();
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('look')}</h1>
          <p>{t('look.intro')}</p>
        </header>
        <SiteTabs />
        {site ? <LookForm key={site.id} site={site} /> : <Skeleton count={2} shape="card" />}
      </div>
    </div>
  );
}

interface LookDraft {
  look: Look;
  quiet: Quiet;
  structured_data: boolean;
}

const draftOf = (site: Site): LookDraft => ({ look: lookOf(site), quiet: site.quiet, structured_data: site.structured_data });

interface PartProps {
  draft: LookDraft;
  problem: Problem | null;
  onLook: (part: Partial<Look>) => void;
}

function LookForm({ site }: { site: Site }) {
  const [draft, setDraft] = useState(() => draftOf(site));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  useUnsaved(JSON.stringify(draft) !== JSON.stringify(draftOf(site)));
  const change = (part: Partial<LookDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changeLook = (part: Partial<Look>) => setDraft((before) => ({ ...before, look: { ...before.look, ...part } }));
  const save = async (event: Event) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    try {
      const saved = await patch<Site>(`/sites/${site.id}`, draft);
      keepSite(saved);
      setDraft(draftOf(saved));
      setProblem(null);
      toast(t('saved'));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <form class="look-form" noValidate onSubmit={(event) => void save(event)}>
      <section class="panel" aria-labelledby="look-head">
        <h2 id="look-head">{t('look.button')}</h2>
        <div class="look-columns">
          <LookFields draft={draft} problem={problem} onLook={changeLook} />
          <LookPreview look={draft.look} />
        </div>
      </section>
      <section class="panel" aria-labelledby="quiet-head">
        <h2 id="quiet-head">{t('quiet')}</h2>
        <p class="hint">{t('quiet.hint')}</p>
        <div class="two-columns">
          <Days name="answered_days" draft={draft} problem={problem} onChange={(quiet) => change({ quiet })} />
          <Days name="dismissed_days" draft={draft} problem={problem} onChange={(quiet) => change({ quiet })} />
        </div>
      </section>
      <section class="panel" aria-labelledby="ld-head">
        <h2 id="ld-head">{t('structured')}</h2>
        <label class="check">
          <input type="checkbox" checked={draft.structured_data} onChange={() => change({ structured_data: !draft.structured_data })} />
          {t('structured.allow')}
        </label>
        <p class="hint">{t('structured.hint')}</p>
      </section>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      {mayI('manage') && <button type="submit" class="button primary" aria-disabled={saving}>{saving ? t('saving') : t('save')}</button>}
    </form>
  );
}

function LookFields({ draft: { look }, problem, onLook }: PartProps) {
  return (
    <div class="look-fields">
      <Accent look={look} problem={problem} onLook={onLook} />
      <Choice
        legend={t('look.position')} name="position" value={look.position} onChoose={(position) => onLook({ position })}
        options={[{ value: 'left', label: t('look.left') }, { value: 'right', label: t('look.right') }]}
      />
      <Choice
        legend={t('look.scheme')} name="scheme" value={look.scheme} onChoose={(scheme) => onLook({ scheme })}
        options={[{ value: 'auto', label: t('look.auto') }, { value: 'light', label: t('look.light') }, { value: 'dark', label: t('look.dark') }]}
      />
      <Field label={t('look.radius')} hint={t('look.radiusHint')} fault={reasonAt(problem, 'look.radius')}>
        {(ties) => (
          <input {...ties} type="range" min={0} max={24} value={look.radius} onInput={(event) => onLook({ radius: event.currentTarget.valueAsNumber })} />
        )}
      </Field>
      <Choice
        legend={t('look.font')} name="font" value={look.font} onChoose={(font) => onLook({ font })}
        options={[{ value: 'system', label: t('look.fontSystem') }, { value: 'inherit', label: t('look.fontInherit') }]}
      />
    </div>
  );
}

/** The browser's own picker knows no half-typed colour. */
function asPicked(accent: string): string {
  return /^#[0-9a-f]{6}$/i.test(accent) ? accent : '#000000';
}

function Accent({ look, problem, onLook }: Omit<PartProps, 'draft'> & { look: Look }) {
  const corrected = [
    readable(look.accent, 'light').isCorrected && t('look.correctedLight'),
    readable(look.accent, 'dark').isCorrected && t('look.correctedDark'),
  ].filter(Boolean);
  return (
    <Field label={t('look.accent')} hint={corrected.join(' ') || t('look.reads')} fault={reasonAt(problem, 'look.accent')}>
      {(ties) => (
        <span class="accent">
          <input type="color" aria-label={t('look.pick')} value={asPicked(look.accent)} onInput={(event) => onLook({ accent: event.currentTarget.value })} />
          <input
            {...ties}
            type="text"
            class="code"
            maxLength={7}
            autocomplete="off"
            spellcheck={false}
            value={look.accent}
            onInput={(event) => onLook({ accent: event.currentTarget.value.trim().toLowerCase() })}
          />
        </span>
      )}
    </Field>
  );
}

interface DaysProps extends Omit<PartProps, 'onLook'> {
  name: keyof Quiet;
  onChange: (quiet: Quiet) => void;
}

function Days({ name, draft: { quiet }, problem, onChange }: DaysProps) {
  return (
    <Field label={t(`quiet.${name}`)} fault={reasonAt(problem, `quiet.${name}`)}>
      {(ties) => (
        <input
          {...ties}
          type="number"
          min={0}
          max={365}
          value={Number.isNaN(quiet[name]) ? '' : quiet[name]}
          onInput={(event) => onChange({ ...quiet, [name]: event.currentTarget.valueAsNumber })}
        />
      )}
    </Field>
  );
}

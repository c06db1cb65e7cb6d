import { useState } from 'preact/hooks';
import { post } from '../api';
import { Field } from '../drawn/field';
import { Icon } from '../drawn/icon';
import { FormTrouble } from '../drawn/trouble';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import { useJourney } from '../state/journey';
import { useSite } from '../state/session';
import { toast } from '../state/toasts';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../wire-figures';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';

/** The present minute as a datetime-local field writes it. */
function thisMinute(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface Draft {
  title: string;
  kind: ChangeKind;
  at: string;
  touchpoint: string;
  link: string;
}

async function mark(siteKey: string, { title, kind, at, touchpoint, link }: Draft): Promise<Change> {
  return post<Change>(`/changes?site=${encodeURIComponent(siteKey)}`, {
    title, kind, at: new Date(at).toISOString(), touchpoints: touchpoint ? [touchpoint] : null, link: link.trim() || null,
  });
}

/** Says what was done and when, so that the figures before and after can be compared. */
export function ChangeForm({ touchpoint = '', onMarked }: { touchpoint?: string; onMarked: (change: Change) => void }) {
  const site = useSite();
  const { touchpoints } = useJourney();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Draft>({ title: '', kind: 'release', at: thisMinute(), touchpoint, link: '' });
  const { busy, problem, run } = useDeed();
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  if (!open) {
    return <button type="button" class="button" onClick={() => setOpen(true)}><Icon name="plus" />{t('changes.mark')}</button>;
  }
  const submit = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      const marked = await mark(site?.key ?? '', draft);
      toast(t('changes.marked', { name: marked.title }));
      setDraft({ ...draft, title: '', link: '' });
      setOpen(false);
      onMarked(marked);
    });
  };
  return (
    <form class="change-form" onSubmit={submit}>
      <Field label={t('changes.title')} hint={t('changes.titleHint')} fault={reasonAt(problem, 'title')}>
        {(ties) => <input {...ties} type="text" required maxLength={200} value={draft.title} onInput={(event) => change({ title: event.currentTarget.value })} />}
      </Field>
      <div class="two-columns">
        <Field label={t('changes.at')} fault={reasonAt(problem, 'at')}>
          {(ties) => <input {...ties} type="datetime-local" required value={draft.at} onInput={(event) => change({ at: event.currentTarget.value })} />}
        </Field>
        <Field label={t('changes.kind')}>
          {(ties) => (
            <select {...ties} value={draft.kind} onChange={(event) => change({ kind: event.currentTarget.value as ChangeKind })}>
              {CHANGE_KINDS.map((kind) => <option key={kind} value={kind}>{t(`changed.${kind}`)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t('changes.where')} fault={reasonAt(problem, 'touchpoints', true)}>
          {(ties) => (
            <select {...ties} value={draft.touchpoint} onChange={(event) => change({ touchpoint: event.currentTarget.value })}>
              <option value="">{t('changes.everywhere')}</option>
              {touchpoints.map(({ key, name }) => <option key={key} value={key}>{inLanguage(name, key)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t('changes.link')} fault={reasonAt(problem, 'link')}>
          {(ties) => <input {...ties} type="text" inputMode="url" maxLength={2000} value={draft.link} onInput={(event) => change({ link: event.currentTarget.value })} />}
        </Field>
      </div>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <p class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy}>{t('changes.save')}</button>
        <button type="button" class="button quiet" onClick={() => setOpen(false)}>{t('cancel')}</button>
      </p>
    </form>
  );
}

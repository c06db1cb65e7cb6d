import { useState } from 'preact/hooks';
import { patch, post } from '../api';
import { Field } from '../drawn/field';
import { FormTrouble } from '../drawn/trouble';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import { useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { useSite } from '../state/session';
import { toast } from '../state/toasts';
import { WordsField } from '../touchpoints/words-field';
import type { Page, Words } from '../wire';
import type { Change } from '../wire-figures';
import { IMPROVEMENT_STATES, type Improvement, type ImprovementState } from '../wire-improvements';
import { plural, t } from '../words/locale';

interface FormProps {
  before?: Improvement;
  onSaved: () => void;
  onClose: () => void;
}

interface Draft {
  title: Words;
  text: Words;
  state: ImprovementState;
  change_id: string;
  is_public: boolean;
  tell: boolean;
}

const written = (words: Words): Words => Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim()));

const draftOf = (before?: Improvement): Draft => ({
  title: before?.title ?? {}, text: before?.text ?? {}, state: before?.state ?? 'planned', change_id: before?.change?.id ?? '',
  is_public: before?.is_public ?? false, tell: true,
});

/** What visitors will read of it, how far it has come, and the change it came by. */
export function ImprovementForm({ before, onSaved, onClose }: FormProps) {
  const site = useSite();
  const { site: whole } = useJourney();
  const [draft, setDraft] = useState(draftOf(before));
  const { busy, problem, run } = useDeed();
  const changes = useLoaded<Page<Change>>(site && `/changes?site=${encodeURIComponent(site.key)}&limit=100`);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const tells = before !== undefined && before.members > 0 && before.state !== 'done' && draft.state === 'done';
  const languages = whole?.languages ?? [];
  const save = async () => {
    const { tell, text, ...rest } = draft;
    const body = { ...rest, title: written(draft.title), text: Object.keys(written(text)).length ? written(text) : null, change_id: draft.change_id || null };
    if (before) await patch(`/improvements/${before.id}`, { ...body, tell });
    else await post(`/improvements?site=${encodeURIComponent(site?.key ?? '')}`, body);
    toast(t(tells && tell ? 'improvements.beingTold' : 'saved'));
    onSaved();
  };
  return (
    <form class="change-form" onSubmit={(event) => { event.preventDefault(); void run(save); }}>
      <WordsField label={t('improvements.title')} hint={t('improvements.titleHint')} name="title" words={draft.title} languages={languages} problem={problem} onChange={(title) => change({ title })} />
      <WordsField label={t('improvements.text')} hint={t('improvements.textHint')} name="text" rows={3} words={draft.text} languages={languages} problem={problem} onChange={(text) => change({ text })} />
      <div class="two-columns">
        <Field label={t('improvements.state')} fault={reasonAt(problem, 'state')}>
          {(ties) => (
            <select {...ties} value={draft.state} onChange={(event) => change({ state: event.currentTarget.value as ImprovementState })}>
              {IMPROVEMENT_STATES.map((one) => <option key={one} value={one}>{t(`improved.${one}`)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t('improvements.change')} hint={t('improvements.changeHint')} fault={reasonAt(problem, 'change_id')}>
          {(ties) => (
            <select {...ties} value={draft.change_id} onChange={(event) => change({ change_id: event.currentTarget.value })}>
              <option value="">{t('improvements.noChange')}</option>
              {(changes.value?.items ?? (before?.change ? [before.change] : [])).map(({ id, title }) => <option key={id} value={id}>{title}</option>)}
            </select>
          )}
        </Field>
      </div>
      {tells && (
        <label class="check">
          <input type="checkbox" checked={draft.tell} onChange={() => change({ tell: !draft.tell })} />
          {plural('improvements.tellThem', before.members)}
        </label>
      )}
      <label class="check">
        <input type="checkbox" checked={draft.is_public} onChange={() => change({ is_public: !draft.is_public })} />
        {t('improvements.isPublic')}
      </label>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <p class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('saving') : t('save')}</button>
        <button type="button" class="button quiet" onClick={onClose}>{t('cancel')}</button>
      </p>
    </form>
  );
}

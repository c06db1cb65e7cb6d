import { useState } from 'preact/hooks';
import { Choice } from '../../drawn/choice';
import { Field } from '../../drawn/field';
import { reasonAt } from '../../problem';
import { useJourney } from '../../state/journey';
import type { Words } from '../../wire';
import { PUBLISH_POLICIES, type PublishPolicy } from '../../wire-site';
import { inLanguage } from '../../words/in-language';
import { t } from '../../words/locale';
import { keyFrom } from '../keys';
import { WordsField } from '../words-field';
import { WEIGHTS } from './draft';
import type { PartProps } from './parts';

const weightOptions = WEIGHTS.map((value) => ({ value, label: String(value) }));

/** Its name, its place in the journey, its key. */
export function Basics({ draft, isNew, languages, problem, onChange }: PartProps & { isNew: boolean }) {
  const { stages } = useJourney();
  const [keyTyped, setKeyTyped] = useState(!isNew);
  const rename = (name: Words) => {
    const first = languages.map((language) => name[language]).find(Boolean) ?? '';
    onChange({ name, key: keyTyped ? draft.key : keyFrom(first) });
  };
  return (
    <>
      <WordsField label={t('touchpoint.name')} name="name" words={draft.name} languages={languages} problem={problem} onChange={rename} />
      <div class="two-columns">
        <Field label={t('stage')} fault={reasonAt(problem, 'stage')}>
          {(ties) => (
            <select {...ties} value={draft.stage} onChange={(event) => onChange({ stage: event.currentTarget.value })}>
              {stages.map(({ key, name }) => <option key={key} value={key}>{inLanguage(name, key)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t('touchpoint.key')} hint={isNew ? t('touchpoint.keyHint') : t('touchpoint.keyFixed')} fault={reasonAt(problem, 'key')}>
          {(ties) => (
            <input
              {...ties}
              type="text"
              class="code"
              autocomplete="off"
              spellcheck={false}
              readOnly={!isNew}
              value={draft.key}
              onInput={(event) => {
                setKeyTyped(true);
                onChange({ key: event.currentTarget.value });
              }}
            />
          )}
        </Field>
      </div>
    </>
  );
}

/** What it is worth, how it thanks, whether it is in use. */
export function Rest({ draft, languages, problem, onChange }: PartProps) {
  return (
    <fieldset class="editor-part">
      <legend>{t('part.rest')}</legend>
      <WordsField
        label={t('touchpoint.thanks')}
        hint={t('touchpoint.thanksHint')}
        name="thanks"
        words={draft.thanks}
        languages={languages}
        problem={problem}
        onChange={(thanks) => onChange({ thanks })}
      />
      <div class="two-columns">
        <Choice
          legend={t('touchpoint.revenueLong')}
          name="revenue"
          options={weightOptions}
          value={draft.revenue_value}
          onChoose={(value) => onChange({ revenue_value: value })}
        />
        <Choice
          legend={t('touchpoint.commitmentLong')}
          name="commitment"
          options={weightOptions}
          value={draft.commitment_value}
          onChoose={(value) => onChange({ commitment_value: value })}
        />
      </div>
      <p class="hint">{t('touchpoint.weightsHint')}</p>
      <Field label={t('policy')} hint={t('policy.ownHint')}>
        {(ties) => (
          <select
            {...ties}
            value={draft.publish_policy ?? ''}
            onChange={(event) => onChange({ publish_policy: (event.currentTarget.value || null) as PublishPolicy | null })}
          >
            <option value="">{t('policy.asSite')}</option>
            {PUBLISH_POLICIES.map((value) => <option key={value} value={value}>{t(`policy.${value}`)}</option>)}
          </select>
        )}
      </Field>
      <label class="check">
        <input type="checkbox" checked={draft.is_active} onChange={() => onChange({ is_active: !draft.is_active })} />
        {t('touchpoint.active')}
      </label>
    </fieldset>
  );
}

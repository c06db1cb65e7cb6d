import { useState } from 'preact/hooks';
import { Choice } from '../drawn/choice';
import { Field } from '../drawn/field';
import { reasonAt, type Problem } from '../problem';
import { useJourney } from '../state/journey';
import type { Words } from '../wire';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';
import { keyFrom, WEIGHTS, type TouchpointDraft } from './draft';
import { WordsField } from './words-field';

interface FieldsProps {
  draft: TouchpointDraft;
  isNew: boolean;
  languages: string[];
  problem: Problem | null;
  onChange: (draft: TouchpointDraft) => void;
}

const weightOptions = WEIGHTS.map((value) => ({ value, label: String(value) }));

export function EditorFields({ draft, isNew, languages, problem, onChange }: FieldsProps) {
  const { stages } = useJourney();
  const [keyTyped, setKeyTyped] = useState(!isNew);
  const rename = (name: Words) => {
    const first = languages.map((language) => name[language]).find(Boolean) ?? '';
    onChange({ ...draft, name, key: keyTyped ? draft.key : keyFrom(first) });
  };
  return (
    <>
      <WordsField label={t('touchpoint.name')} name="name" words={draft.name} languages={languages} problem={problem} onChange={rename} />
      <div class="two-columns">
        <Field label={t('stage')} fault={reasonAt(problem, 'stage')}>
          {(ties) => (
            <select {...ties} value={draft.stage} onChange={(event) => onChange({ ...draft, stage: event.currentTarget.value })}>
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
                onChange({ ...draft, key: event.currentTarget.value });
              }}
            />
          )}
        </Field>
      </div>
      <Placement draft={draft} problem={problem} languages={languages} onChange={onChange} />
      <div class="two-columns">
        <Choice
          legend={t('touchpoint.revenueLong')}
          name="revenue"
          options={weightOptions}
          value={draft.revenue_value}
          onChoose={(value) => onChange({ ...draft, revenue_value: value })}
        />
        <Choice
          legend={t('touchpoint.commitmentLong')}
          name="commitment"
          options={weightOptions}
          value={draft.commitment_value}
          onChoose={(value) => onChange({ ...draft, commitment_value: value })}
        />
      </div>
      <p class="hint">{t('touchpoint.weightsHint')}</p>
      <WordsField
        label={t('touchpoint.thanks')}
        hint={t('touchpoint.thanksHint')}
        name="thanks"
        words={draft.thanks}
        languages={languages}
        problem={problem}
        onChange={(thanks) => onChange({ ...draft, thanks })}
      />
      <label class="check">
        <input type="checkbox" checked={draft.is_active} onChange={() => onChange({ ...draft, is_active: !draft.is_active })} />
        {t('touchpoint.active')}
      </label>
    </>
  );
}

function Placement({ draft, languages, problem, onChange }: Omit<FieldsProps, 'isNew'>) {
  const floating = draft.placement === 'floating';
  return (
    <>
      <Choice
        legend={t('touchpoint.placement')}
        name="placement"
        options={[{ value: 'inline', label: t('placement.inline') }, { value: 'floating', label: t('placement.floating') }]}
        value={draft.placement}
        onChoose={(placement) => onChange({ ...draft, placement })}
      />
      {!floating && <p class="hint">{t('placement.inlineHint')}</p>}
      {floating && (
        <>
          <Field label={t('touchpoint.pages')} hint={t('touchpoint.pagesHint')} fault={reasonAt(problem, 'pages', true)}>
            {(ties) => (
              <textarea
                {...ties}
                rows={3}
                class="code"
                spellcheck={false}
                value={draft.pages.join('\n')}
                onInput={(event) => onChange({ ...draft, pages: event.currentTarget.value.split('\n') })}
              />
            )}
          </Field>
          <WordsField
            label={t('touchpoint.launcher')}
            name="launcher"
            words={draft.launcher}
            languages={languages}
            problem={problem}
            onChange={(launcher) => onChange({ ...draft, launcher })}
          />
        </>
      )}
    </>
  );
}

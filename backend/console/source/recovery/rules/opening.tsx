import { NumberBox } from '../../touchpoints/editor/number-box';
import { languageName, t } from '../../words/locale';
import { reasonAt, type Problem } from '../../problem';
import { Field } from '../../drawn/field';
import type { PartProps } from './draft';

/** What opens a case: each rule by itself is enough. */
export function Opening({ draft, change, problem }: PartProps & { problem: Problem | null }) {
  return (
    <section class="panel" aria-labelledby="rules-when">
      <h2 id="rules-when">{t('rules.when')}</h2>
      <label class="check">
        <input type="checkbox" checked={draft.is_on} onChange={() => change({ is_on: !draft.is_on })} />
        {t('rules.isOn')}
      </label>
      {!draft.is_on && <p class="hint">{t('rules.isOnHint')}</p>}
      {draft.is_on && (
        <>
          <NumberBox
            label={t('rules.score')} unit="/ 100" hint={t('rules.scoreHint')} value={draft.score_line} least={0} most={100} start={25}
            fault={reasonAt(problem, 'score_line')} onChange={(score_line) => change({ score_line })}
          />
          <NumberBox
            label={t('rules.sentiment')} unit="/ 100" hint={t('rules.sentimentHint')} value={draft.negativity} least={0} most={100} start={60}
            fault={reasonAt(problem, 'sentiment_line')} onChange={(negativity) => change({ negativity })}
          />
          <WordLists draft={draft} change={change} problem={problem} />
        </>
      )}
    </section>
  );
}

function WordLists({ draft, change, problem }: PartProps & { problem: Problem | null }) {
  return (
    <fieldset class="word-lists">
      <legend>{t('rules.words')}</legend>
      <p class="hint">{t('rules.wordsHint')}</p>
      {Object.entries(draft.words).map(([language, typed]) => (
        <Field key={language} label={languageName(language)} fault={reasonAt(problem, `words.${language}`, true)}>
          {(ties) => (
            <textarea
              {...ties} rows={2} lang={language} value={typed}
              onInput={(event) => change({ words: { ...draft.words, [language]: event.currentTarget.value } })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}

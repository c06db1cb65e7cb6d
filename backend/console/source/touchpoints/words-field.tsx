import { useId } from 'preact/hooks';
import { Field } from '../drawn/field';
import { reasonAt, type Problem } from '../problem';
import type { Words } from '../wire';
import { languageName } from '../words/locale';

interface WordsFieldProps {
  label: string;
  /** Where the server would point when it refuses: "name", "questions.0.text". */
  name: string;
  words: Words | null;
  languages: string[];
  problem: Problem | null;
  hint?: string;
  /** So many lines; one of one line without it. */
  rows?: number;
  onChange: (words: Words) => void;
}

/** One text in each language of the site. */
export function WordsField({ label, name, words, languages, problem, hint, rows, onChange }: WordsFieldProps) {
  const whole = reasonAt(problem, name);
  const faultId = useId();
  return (
    <fieldset class="words-field">
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      {languages.map((language) => (
        <Field key={language} label={languageName(language)} fault={reasonAt(problem, `${name}.${language}`, true)}>
          {(ties) => {
            const shared = {
              ...ties,
              ...(whole ? { 'aria-invalid': 'true' as const, 'aria-describedby': faultId } : {}),
              lang: language,
              value: words?.[language] ?? '',
              onInput: (event: { currentTarget: { value: string } }) => onChange({ ...words, [language]: event.currentTarget.value }),
            };
            return rows ? <textarea {...shared} rows={rows} /> : <input {...shared} type="text" />;
          }}
        </Field>
      ))}
      {whole && <p class="fault" id={faultId}>{whole}</p>}
    </fieldset>
  );
}

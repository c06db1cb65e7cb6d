import { useState } from 'preact/hooks';
import { Field } from '../drawn/field';
import { FormTrouble } from '../drawn/trouble';
import { asProblem, reasonAt, type Problem } from '../problem';
import { mayI } from '../state/session';
import { toast } from '../state/toasts';
import type { Site } from '../wire-site';
import { t } from '../words/locale';
import { saveOrigins } from '../touchpoints/save';

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** "https://www.puoti.fi/kassa?x" is kept as "https://www.puoti.fi": an origin has no path. */
function asOrigin(line: string): string {
  try {
    const { origin } = new URL(line.includes('://') ? line : `https://${line}`);
    return origin === 'null' ? line : origin;
  } catch {
    return line;
  }
}

export function Origins({ site }: { site: Site }) {
  const [text, setText] = useState(site.allowed_origins.join('\n'));
  const [problem, setProblem] = useState<Problem | null>(null);
  const changed = linesOf(text).join() !== site.allowed_origins.join();
  const save = async (event: Event) => {
    event.preventDefault();
    const origins = [...new Set(linesOf(text).map(asOrigin))];
    try {
      await saveOrigins(site.id, origins);
      setText(origins.join('\n'));
      setProblem(null);
      toast(t('saved'));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <form class="origins" onSubmit={(event) => void save(event)}>
      <Field label={t('origins')} hint={t('origins.hint')} fault={reasonAt(problem, 'allowed_origins', true)}>
        {(ties) => (
          <textarea
            {...ties}
            rows={Math.max(2, linesOf(text).length + 1)}
            spellcheck={false}
            readOnly={!mayI('manage')}
            placeholder="https://www.puoti.fi"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {linesOf(text).length === 0 && <p class="hint">{t('origins.none')}</p>}
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      {mayI('manage') && <button type="submit" class="button" aria-disabled={!changed}>{t('origins.save')}</button>}
    </form>
  );
}

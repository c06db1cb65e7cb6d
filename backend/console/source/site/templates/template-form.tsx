import { useId, useRef, useState } from 'preact/hooks';
import { patch, post } from '../../api';
import { Field } from '../../drawn/field';
import { useFocusFirst } from '../../drawn/focus-first';
import { FormTrouble } from '../../drawn/trouble';
import { reasonAt, type Problem } from '../../problem';
import { useDeed } from '../../state/deed';
import { useJourney } from '../../state/journey';
import { toast } from '../../state/toasts';
import { MOODS, type Membership, type Words } from '../../wire';
import type { NewTemplate, Template } from '../../wire-templates';
import { inLanguage } from '../../words/in-language';
import { languageName, t } from '../../words/locale';

const PLACES = ['name', 'touchpoint', 'site', 'order', 'reference', 'page', 'staff'] as const;
const EMPTY: NewTemplate = { name: '', texts: {}, touchpoints: [], sentiments: [] };

interface FormProps {
  site: Membership;
  template: Template | null;
  onClose: () => void;
}

/** Languages in which nothing is written are left out: an empty text would be sent as an answer. */
function written(texts: Words): Words {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
}

export function TemplateForm({ site, template, onClose }: FormProps) {
  const [draft, setDraft] = useState<NewTemplate>(template ?? EMPTY);
  const { busy, problem, run } = useDeed();
  const first = useFocusFirst<HTMLInputElement>();
  const change = (part: Partial<NewTemplate>) => setDraft((before) => ({ ...before, ...part }));
  const save = (event: Event) => {
    event.preventDefault();
    const { name, texts, touchpoints, sentiments } = draft;
    const sent: NewTemplate = { name: name.trim(), texts: written(texts), touchpoints, sentiments };
    void run(async () => {
      if (template) await patch<Template>(`/templates/${template.id}`, sent);
      else await post<Template>(`/templates?site=${encodeURIComponent(site.key)}`, sent);
      toast(t('templates.saved', { name: sent.name }));
      onClose();
    });
  };
  return (
    <form class="template-form" onSubmit={save}>
      <Field label={t('templates.name')} hint={t('templates.nameHint')} fault={reasonAt(problem, 'name')}>
        {(ties) => <input {...ties} ref={first} type="text" required maxLength={80} value={draft.name} onInput={(event) => change({ name: event.currentTarget.value })} />}
      </Field>
      <Texts texts={draft.texts} problem={problem} onChange={(texts) => change({ texts })} />
      <Fits draft={draft} onChange={change} />
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('saving') : t('save')}</button>
        <button type="button" class="button" onClick={onClose}>{t('cancel')}</button>
      </div>
    </form>
  );
}

interface TextsProps {
  texts: Words;
  problem: Problem | null;
  onChange: (texts: Words) => void;
}

/** One text a language, and the places that are filled for each visitor: pressed, they land where the cursor was. */
function Texts({ texts, problem, onChange }: TextsProps) {
  const { site } = useJourney();
  const last = useRef<HTMLTextAreaElement | null>(null);
  const languages = [...new Set([...(site?.languages ?? ['fi']), ...Object.keys(texts)])];
  const put = (place: string) => {
    const box = last.current;
    const language = box?.lang || languages[0] || 'fi';
    const text = texts[language] ?? '';
    const at = box?.selectionEnd ?? text.length;
    onChange({ ...texts, [language]: `${text.slice(0, at)}{${place}}${text.slice(at)}` });
    box?.focus();
  };
  return (
    <>
      {languages.map((language, n) => (
        <Field key={language} label={`${t('templates.text')}: ${languageName(language)}`} fault={n === 0 ? reasonAt(problem, 'texts', true) : null}>
          {(ties) => (
            <textarea
              {...ties}
              rows={4}
              lang={language}
              maxLength={4000}
              value={texts[language] ?? ''}
              onFocus={(event) => { last.current = event.currentTarget; }}
              onInput={(event) => onChange({ ...texts, [language]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <div class="template-places" role="group" aria-label={t('templates.places')}>
        <p class="hint">{t('templates.placesHint')}</p>
        {PLACES.map((place) => (
          <button key={place} type="button" class="button" title={t(`filled.${place}`)} onClick={() => put(place)}>
            <code>{`{${place}}`}</code><span class="unseen"> {t(`filled.${place}`)}</span>
          </button>
        ))}
      </div>
    </>
  );
}

interface FitsProps {
  draft: NewTemplate;
  onChange: (part: Partial<NewTemplate>) => void;
}

function toggled<T>(chosen: T[], one: T): T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}

/** For which feedback it is suggested; none chosen: for every one. */
function Fits({ draft, onChange }: FitsProps) {
  const { touchpoints } = useJourney();
  return (
    <>
      <Ticks
        legend={t('templates.touchpoints')}
        options={touchpoints.map(({ key, name }) => [key, inLanguage(name, key)])}
        chosen={draft.touchpoints}
        onToggle={(key) => onChange({ touchpoints: toggled(draft.touchpoints, key) })}
      />
      <Ticks
        legend={t('templates.sentiments')}
        options={MOODS.map((mood) => [mood, t(`mood.${mood}`)])}
        chosen={draft.sentiments}
        onToggle={(mood) => onChange({ sentiments: toggled(draft.sentiments, mood) })}
      />
    </>
  );
}

interface TicksProps<T extends string> {
  legend: string;
  options: [T, string][];
  chosen: T[];
  onToggle: (key: T) => void;
}

function Ticks<T extends string>({ legend, options, chosen, onToggle }: TicksProps<T>) {
  const id = useId();
  return (
    <fieldset class="ticks" aria-describedby={`${id}-all`}>
      <legend>{legend}</legend>
      {options.map(([key, words]) => (
        <label key={key} class="tick">
          <input type="checkbox" checked={chosen.includes(key)} onChange={() => onToggle(key)} />{words}
        </label>
      ))}
      <p class="hint" id={`${id}-all`}>{t('templates.all.hint')}</p>
    </fieldset>
  );
}

import { Icon } from '../../drawn/icon';
import { reasonAt, type Problem } from '../../problem';
import type { Option } from '../../wire-site';
import { inEach, inLanguage } from '../../words/in-language';
import { languageName, t } from '../../words/locale';
import { moved } from '../keys';
import { MOST_OPTIONS, OTHER, withOption } from './options';
import type { QuestionProps } from './question-fields';

/** The moved option's own button, or the other one at the end of the list. */
function focusOnMove(list: string, place: number, way: string): void {
  requestAnimationFrame(() => {
    const row = document.getElementById(`${list}-${place}`);
    row?.querySelector<HTMLElement>(`[data-move="${way}"]:not(:disabled), [data-move]:not(:disabled)`)?.focus();
  });
}

function focusOnText(list: string, place: number): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[id="${list}-${place}"] input`)?.focus());
}

/** What a choice offers, in order, and how it is offered. */
export function Options({ question, saved, languages, problem, at, onChange }: QuestionProps & { at: string }) {
  const options = question.options ?? [];
  const savedKeys = new Set(saved?.options?.map(({ key }) => key));
  const list = `options-${question.key}`;
  const set = (next: Option[]) => onChange({ ...question, options: next });
  const add = (option: Option) => {
    const last = options.at(-1)?.key === OTHER ? options.length - 1 : options.length;
    set([...options.slice(0, last), option, ...options.slice(last)]);
    focusOnText(list, last);
  };
  return (
    <fieldset class="options">
      <legend>{t('options')}</legend>
      <ol>
        {options.map((option, place) => (
          <OptionRow
            key={place}
            id={`${list}-${place}`}
            option={option}
            place={place}
            count={options.length}
            languages={languages}
            name={`${at}.options.${place}.text`}
            problem={problem}
            onChange={(changed) => onChange(withOption(question, place, changed, savedKeys.has(option.key), languages))}
            onMove={(to) => {
              set(moved(options, place, to));
              focusOnMove(list, to, to < place ? 'up' : 'down');
            }}
            onRemove={() => {
              set(options.filter((_, other) => other !== place));
              focusOnText(list, Math.max(0, place - 1));
            }}
          />
        ))}
      </ol>
      {reasonAt(problem, `${at}.options`) && <p class="fault" role="alert">{reasonAt(problem, `${at}.options`)}</p>}
      {options.length < MOST_OPTIONS && (
        <div class="option-buttons">
          <button type="button" class="button" onClick={() => add({ key: '', text: {} })}><Icon name="plus" />{t('option.add')}</button>
          {!options.some(({ key }) => key === OTHER) && (
            <button type="button" class="button" onClick={() => set([...options, { key: OTHER, text: inEach('option.other', languages) }])}>
              <Icon name="plus" />{t('option.addOther', { other: t('option.other') })}
            </button>
          )}
        </div>
      )}
      <label class="check">
        <input type="checkbox" checked={question.several} onChange={() => onChange({ ...question, several: !question.several })} />
        {t('options.several')}
      </label>
      <label class="check">
        <input type="checkbox" checked={question.shuffle} onChange={() => onChange({ ...question, shuffle: !question.shuffle })} />
        {t('options.shuffle')}
      </label>
    </fieldset>
  );
}

interface RowProps {
  id: string;
  option: Option;
  place: number;
  count: number;
  languages: string[];
  name: string;
  problem: Problem | null;
  onChange: (option: Option) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

function OptionRow({ id, option, place, count, languages, name, problem, onChange, onMove, onRemove }: RowProps) {
  const n = place + 1;
  const whole = reasonAt(problem, name, true);
  const shown = inLanguage(option.text, String(n));
  return (
    <li class="option" id={id}>
      <div class="option-texts">
        {languages.map((language) => (
          <label key={language}>
            <span class="option-language">{languageName(language)}</span>
            <input
              type="text"
              lang={language}
              maxLength={80}
              aria-label={`${languageName(language)}: ${t('option.n', { n })}`}
              value={option.text[language] ?? ''}
              aria-invalid={whole ? 'true' : undefined}
              aria-describedby={whole ? `${id}-fault` : undefined}
              onInput={(event) => onChange({ ...option, text: { ...option.text, [language]: event.currentTarget.value } })}
            />
          </label>
        ))}
      </div>
      <span class="row-buttons">
        <button type="button" class="icon-button" data-move="up" disabled={place === 0} aria-label={t('option.up', { option: shown })} onClick={() => onMove(place - 1)}>
          <Icon name="up" />
        </button>
        <button type="button" class="icon-button" data-move="down" disabled={n === count} aria-label={t('option.down', { option: shown })} onClick={() => onMove(place + 1)}>
          <Icon name="down" />
        </button>
        <button type="button" class="icon-button" disabled={count <= 2} aria-label={t('option.remove', { option: shown })} onClick={onRemove}>
          <Icon name="bin" />
        </button>
      </span>
      {option.key && <code class="option-key" title={t('option.key')}>{option.key}</code>}
      {whole && <p class="fault" id={`${id}-fault`}>{whole}</p>}
    </li>
  );
}

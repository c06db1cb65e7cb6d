import { useEffect, useRef, useState } from 'preact/hooks';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { href } from '../state/route';
import { useLoaded } from '../state/loaded';
import { mayI } from '../state/session';
import type { Page } from '../wire';
import type { Suggestion } from '../wire-templates';
import { t } from '../words/locale';

interface PickerProps {
  id: string;
  onPick: (suggestion: Suggestion) => void;
  onClose: () => void;
}

function holds({ name, text }: Suggestion, words: string): boolean {
  return `${name} ${text}`.toLowerCase().includes(words.trim().toLowerCase());
}

/** The texts an answer may begin with, those that fit first. Letters narrow, arrows choose, Enter takes, Escape goes back. */
export function TemplatePicker({ id, onPick, onClose }: PickerProps) {
  const { value, problem, again } = useLoaded<Page<Suggestion>>(`/feedback/${encodeURIComponent(id)}/templates`);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const found = (value?.items ?? []).filter((one) => holds(one, words));
  const place = Math.min(chosen, found.length - 1);
  useEffect(() => box.current?.focus(), [value !== null]);
  useEffect(() => document.getElementById(`template-${place}`)?.scrollIntoView({ block: 'nearest' }), [place]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen(Math.max(0, Math.min(found.length - 1, place + step)));
    else if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && found[place]) onPick(found[place]);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="template-picker">
      {problem && <Trouble problem={problem} retry={again} />}
      {!value && !problem && <Skeleton count={1} shape="card" />}
      {value?.items.length === 0 && <NoTemplates />}
      {value && value.items.length > 0 && (
        <>
          <input
            ref={box}
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls="template-list"
            aria-activedescendant={found.length > 0 ? `template-${place}` : undefined}
            aria-autocomplete="list"
            aria-label={t('templates.find')}
            placeholder={t('templates.find')}
            autocomplete="off"
            value={words}
            onInput={(event) => { setWords(event.currentTarget.value); setChosen(0); }}
            onKeyDown={onKeyDown}
          />
          <ul id="template-list" role="listbox" aria-label={t('templates')}>
            {found.map((one, n) => (
              <li
                key={one.id}
                id={`template-${n}`}
                role="option"
                aria-selected={n === place}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onPick(one)}
              >
                <b>{one.name}</b>
                {one.is_suggested && <span class="tag here">{t('templates.suggested')}</span>}
                <span class="hint" lang={one.language}>{one.text}</span>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p class="hint" role="status">{t('templates.none')}</p>}
        </>
      )}
    </div>
  );
}

function NoTemplates() {
  return (
    <p class="hint">
      {t('templates.empty')} {mayI('manage') && <a href={href('/site/templates')}>{t('templates.make')}</a>}
    </p>
  );
}

const PLACE = /\{(name|touchpoint|site|order|reference|page|staff)\}/g;

/** What the template could not know, and the visitor must not read in braces. */
export function Unfilled({ text }: { text: string }) {
  const places = [...new Set(text.match(PLACE) ?? [])];
  if (places.length === 0) return null;
  return <p class="hint unfilled" role="status">{t('templates.unfilled', { places: places.join(' ') })}</p>;
}

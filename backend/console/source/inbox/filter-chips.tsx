import { useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { useJourney, type Journey } from '../state/journey';
import { mayI } from '../state/session';
import { useStore } from '../state/store';
import type { Case, Device, Mood, Publication } from '../wire';
import { inLanguage } from '../words/in-language';
import { languageName, t, type Key } from '../words/locale';
import { formatDay } from '../words/time';
import { savedViews, viewWith } from './saved-views';
import { ViewForm } from './view-form';
import { MANY, ME, ONE, toggled, withOne, type ManyName, type OneName } from './query';

function wordFor(name: ManyName | OneName, value: string, { stages, touchpoints, staff }: Journey): string {
  const named = (items: { key: string; name: Record<string, string> }[]) =>
    inLanguage(items.find(({ key }) => key === value)?.name, value);
  switch (name) {
    case 'case': return t(`case.${value as Case}`);
    case 'publication': return t(`publication.${value as Publication}`);
    case 'sentiment': return t(`mood.${value as Mood}`);
    case 'stage': return named(stages);
    case 'touchpoint': return named(touchpoints);
    case 'language': return languageName(value);
    case 'device': return t(`device.${value as Device}`);
    case 'contradicts':
    case 'withdrawn':
    case 'reported':
    case 'customer':
    case 'account':
    case 'has_email': return '';
    case 'returning': return t(value === 'true' ? 'returning.true' : 'returning.false');
    case 'answered': return t(value === 'true' ? 'yes' : 'no');
    case 'since':
    case 'until': return Number.isNaN(Date.parse(value)) ? value : formatDay(value);
    case 'assignee': return value === ME ? t('me') : staff.find(({ id }) => id === value)?.name ?? value;
    default: return value;
  }
}

interface ChipsProps {
  filters: URLSearchParams;
  onChange: (filters: URLSearchParams) => void;
}

/** What the list is narrowed by; each chip takes itself away. */
export function FilterChips({ filters, onChange }: ChipsProps) {
  const journey = useJourney();
  const { items } = useStore(savedViews);
  const [isNaming, setNaming] = useState(false);
  const view = viewWith(filters, items);
  const chosen = [
    ...MANY.flatMap((name) => filters.getAll(name).map((value) => ({ name, value, without: toggled(filters, name, value) }))),
    ...ONE.flatMap((name) => filters.getAll(name).map((value) => ({ name, value, without: withOne(filters, name, '') }))),
  ];
  if (chosen.length === 0) return null;
  return (
    <ul class="chips" aria-label={t('filter.chosen')}>
      {chosen.map(({ name, value, without }) => (
        <li key={`${name}-${value}`}>
          <button type="button" class="chip" onClick={() => onChange(without)}>
            <span class="unseen">{t('filter.remove')} </span>
            <span class="chip-name">{t(`filter.${name}` as Key)}</span> {wordFor(name, value, journey)}
            <Icon name="close" />
          </button>
        </li>
      ))}
      <li><button type="button" class="chip-clear" onClick={() => onChange(new URLSearchParams())}>{t('filter.clear')}</button></li>
      {(!view || view.is_mine || mayI('manage')) && (
        <li><button type="button" class="chip-clear" onClick={() => setNaming(true)}>{t(view ? 'view.change' : 'view.save')}</button></li>
      )}
      {isNaming && <li><ViewForm filters={filters} view={view} onClose={() => setNaming(false)} /></li>}
    </ul>
  );
}

import type { ComponentChildren } from 'preact';
import { Field } from '../drawn/field';
import { useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { CASES, DEVICES, MOODS, PUBLICATIONS, type Page } from '../wire';
import { inLanguage } from '../words/in-language';
import { languageName, t, type Key } from '../words/locale';
import { ME, toggled, withOne, type ManyName, type OneName } from './query';

/** Of all the scales: expectation begins below nothing, recommending ends at ten. */
const LEAST_RATING = -2;
const MOST_RATING = 10;
const MOST_TAGS = 20;

interface PanelProps {
  filters: URLSearchParams;
  onChange: (filters: URLSearchParams) => void;
}

interface Option {
  value: string;
  label: string;
}

interface PillsProps {
  name: ManyName;
  options: Option[];
  children?: ComponentChildren;
}

function Pills({ name, options, filters, onChange, children }: PanelProps & PillsProps) {
  if (options.length === 0) return null;
  return (
    <fieldset class="pills">
      <legend>{t(`filter.${name}` as Key)}</legend>
      {options.map(({ value, label }) => (
        <label key={value} class="pill">
          <input
            type="checkbox"
            checked={filters.getAll(name).includes(value)}
            onChange={() => onChange(toggled(filters, name, value))}
          />
          <span>{label}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}

interface YesProps {
  name: 'contradicts' | 'withdrawn' | 'reported' | 'has_email' | 'answered' | 'returning';
  value?: 'true' | 'false';
  label?: string;
}

/** Yes, or nothing asked: "no" as well would be a filter that nobody looks for. */
function YesPill({ name, value = 'true', label, filters, onChange }: PanelProps & YesProps) {
  const isOn = filters.get(name) === value;
  return (
    <label class="pill">
      <input type="checkbox" checked={isOn} onChange={() => onChange(withOne(filters, name, isOn ? '' : value))} />
      <span>{label ?? t(name === 'answered' ? 'filter.unanswered' : `filter.${name}`)}</span>
    </label>
  );
}

function VisitorPills(props: PanelProps) {
  return (
    <fieldset class="pills">
      <legend>{t('filter.returning')}</legend>
      <YesPill {...props} name="returning" value="false" label={t('returning.false')} />
      <YesPill {...props} name="returning" value="true" label={t('returning.true')} />
    </fieldset>
  );
}

function RatingBound({ name, filters, onChange }: PanelProps & { name: 'rating_min' | 'rating_max' }) {
  return (
    <Field label={t(`filter.${name}`)}>
      {(ties) => (
        <input
          {...ties}
          type="number"
          min={LEAST_RATING}
          max={MOST_RATING}
          value={filters.get(name) ?? ''}
          onChange={(event) => onChange(withOne(filters, name, event.currentTarget.value))}
        />
      )}
    </Field>
  );
}

function TextBound({ name, type, filters, onChange }: PanelProps & { name: OneName; type: 'date' | 'text' }) {
  return (
    <Field label={t(`filter.${name}` as Key)}>
      {(ties) => (
        <input
          {...ties}
          type={type as 'text'}
          value={filters.get(name) ?? ''}
          onChange={(event) => onChange(withOne(filters, name, event.currentTarget.value))}
        />
      )}
    </Field>
  );
}

/** The words in use, the commonest first; what is chosen stands there even where it is on nothing any more. */
function TagPills({ site, ...props }: PanelProps & { site: string | undefined }) {
  const inUse = useLoaded<Page<{ tag: string; n: number }>>(site ? `/tags?site=${encodeURIComponent(site)}` : null);
  const common = (inUse.value?.items ?? []).slice(0, MOST_TAGS).map(({ tag }) => tag);
  const words = [...new Set([...common, ...props.filters.getAll('tag')])];
  return <Pills {...props} name="tag" options={words.map((value) => ({ value, label: value }))} />;
}

/** Every filter of the API, each change at once a new hash. */
export function FilterPanel(props: PanelProps) {
  const { stages, touchpoints, site, staff } = useJourney();
  return (
    <div class="filter-panel" id="filter-panel">
      <Pills {...props} name="case" options={CASES.map((value) => ({ value, label: t(`case.${value}`) }))}>
        <YesPill {...props} name="answered" value="false" />
        <YesPill {...props} name="has_email" />
      </Pills>
      <Pills {...props} name="publication" options={PUBLICATIONS.map((value) => ({ value, label: t(`publication.${value}`) }))}>
        <YesPill {...props} name="withdrawn" />
        <YesPill {...props} name="reported" />
      </Pills>
      <Pills {...props} name="sentiment" options={MOODS.map((value) => ({ value, label: t(`mood.${value}`) }))}>
        <YesPill {...props} name="contradicts" />
      </Pills>
      <Pills {...props} name="stage" options={stages.map(({ key, name }) => ({ value: key, label: inLanguage(name, key) }))} />
      <Pills {...props} name="touchpoint" options={touchpoints.map(({ key, name }) => ({ value: key, label: inLanguage(name, key) }))} />
      <TagPills {...props} site={site?.key} />
      <Pills {...props} name="language" options={(site?.languages ?? []).map((value) => ({ value, label: languageName(value) }))} />
      <Pills {...props} name="device" options={DEVICES.map((value) => ({ value, label: t(`device.${value}`) }))} />
      <VisitorPills {...props} />
      <div class="bounds">
        <RatingBound {...props} name="rating_min" />
        <RatingBound {...props} name="rating_max" />
        <TextBound {...props} name="segment" type="text" />
        <TextBound {...props} name="subject" type="text" />
        <TextBound {...props} name="since" type="date" />
        <TextBound {...props} name="until" type="date" />
      </div>
      <Field label={t('assignee')}>
        {(ties) => (
          <select
            {...ties}
            value={props.filters.get('assignee') ?? ''}
            onChange={(event) => props.onChange(withOne(props.filters, 'assignee', event.currentTarget.value))}
          >
            <option value="">{t('filter.anyone')}</option>
            <option value={ME}>{t('me')}</option>
            {staff.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        )}
      </Field>
    </div>
  );
}

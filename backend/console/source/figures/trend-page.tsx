import { Choice } from '../drawn/choice';
import { Field } from '../drawn/field';
import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { href } from '../state/route';
import { mayI } from '../state/session';
import { STEPS, type Mark, type Step, type Trend } from '../wire-figures';
import type { Touchpoint } from '../wire-site';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';
import { ChangeForm } from './change-form';
import { Chart } from './chart';
import { dayWords } from './figure-words';
import { FormulaTable } from './formula-table';
import { entriesOf } from './map-page';
import { askedOf, useQuery, weeksOf } from './period';
import { PeriodBar } from './period-bar';
import { TrendTable } from './trend-table';

function stepOf(query: URLSearchParams): Step {
  const asked = STEPS.find((step) => step === query.get('step'));
  return asked ?? (weeksOf(query) <= 4 ? 'day' : 'week');
}

function Marks({ marks }: { marks: Mark[] }) {
  if (marks.length === 0) return <p class="hint">{t('changes.noneHere')}</p>;
  return (
    <ol class="marks">
      {marks.map((mark, place) => (
        <li key={mark.id}>
          <span class="mark-number" aria-hidden="true">{place + 1}</span>
          <a href={href(`/journey/changes`, new URLSearchParams({ change: mark.id }))}>{mark.title}</a>
          <span class="hint">{dayWords(mark.day)}</span>
        </li>
      ))}
    </ol>
  );
}

function QuestionChoice({ touchpoint, chosen }: { touchpoint: Touchpoint; chosen: string }) {
  const { set } = useQuery();
  const asked = touchpoint.questions.filter(({ kind }) => kind !== 'text' && kind !== 'choice');
  if (asked.length < 2) return null;
  return (
    <Field label={t('trend.question')}>
      {(ties) => (
        <select {...ties} value={chosen} onChange={(event) => set('question', event.currentTarget.value)}>
          {asked.map(({ key, text }) => <option key={key} value={key}>{inLanguage(text, key)}</option>)}
        </select>
      )}
    </Field>
  );
}

function TrendOf({ touchpoint, trend, onMarked }: { touchpoint: Touchpoint; trend: Trend; onMarked: () => void }) {
  const { query, set } = useQuery();
  const name = inLanguage(touchpoint.name, touchpoint.key);
  const label = `${name}: ${trend.question.text}`;
  return (
    <>
      <section class="panel" aria-labelledby="trend-head">
        <h2 id="trend-head">{trend.question.text}</h2>
        <div class="trend-choices">
          <QuestionChoice touchpoint={touchpoint} chosen={trend.question.key} />
          <Choice<Step>
            legend={t('trend.step')} name="step" value={trend.step} quietLegend onChoose={(step) => set('step', step)}
            options={STEPS.map((step) => ({ value: step, label: t(`step.${step}`) }))}
          />
        </div>
        <Chart trend={trend} label={label} />
        <TrendTable trend={trend} label={label} />
        <p><a href={entriesOf(trend, touchpoint.key, query)}>{t('journey.readThem')}</a></p>
      </section>
      <section class="panel" aria-labelledby="marks-head">
        <h2 id="marks-head">{t('changes')}</h2>
        <Marks marks={trend.changes} />
        {mayI('manage') && <ChangeForm touchpoint={touchpoint.key} onMarked={onMarked} />}
      </section>
      <FormulaTable touchpoint={touchpoint} />
    </>
  );
}

/** One encounter over time, and what was done on the way. */
export function TrendPage({ touchpointId }: { touchpointId: string }) {
  const { query } = useQuery();
  const { touchpoints, status } = useJourney();
  const touchpoint = touchpoints.find(({ id }) => id === touchpointId);
  const asked = askedOf(query);
  asked.set('step', stepOf(query));
  const question = query.get('question');
  if (question) asked.set('question', question);
  const { value: trend, problem, again } = useLoaded<Trend>(`/touchpoints/${encodeURIComponent(touchpointId)}/trend?${asked}`);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <a class="back always" href={href('/journey', query)}><Icon name="back" />{t('journey')}</a>
          <h1>{touchpoint ? inLanguage(touchpoint.name, touchpoint.key) : t('journey')}</h1>
        </header>
        {problem && <Trouble problem={problem} retry={again} />}
        <PeriodBar readsRows={trend?.source === 'rows'} />
        {touchpoint && trend && <TrendOf touchpoint={touchpoint} trend={trend} onMarked={again} />}
        {!trend && !problem && status !== 'failed' && <Skeleton count={2} shape="card" />}
      </div>
    </div>
  );
}

import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useLoaded } from '../state/loaded';
import { href } from '../state/route';
import { useSite } from '../state/session';
import type { JourneyFigures, Response, StageFigures } from '../wire-figures';
import { t } from '../words/locale';
import { Answer } from './answer';
import { download } from './csv';
import { EncounterRow } from './encounter-row';
import { FigureTabs } from './figure-tabs';
import { dayWords, decimals, marginOf } from './figure-words';
import { journeyDrawing } from './journey-drawing';
import { Overall } from './overall';
import { askedOf, FILTERS, useQuery } from './period';
import { PeriodBar } from './period-bar';
import { Priorities } from './priorities';
import { SaveDrawing } from './save-drawing';

/** The inbox's own filters: what a number stands for, entry by entry. */
export function entriesOf(figures: Pick<JourneyFigures, 'period'>, touchpoint: string, query: URLSearchParams): string {
  const { since, until } = figures.period;
  const asked = new URLSearchParams({ touchpoint, since, until });
  for (const name of FILTERS) for (const value of query.getAll(name)) asked.append(name, value);
  return href('/inbox', asked);
}

function casesOf(touchpoint: string): string {
  const asked = new URLSearchParams({ touchpoint });
  for (const state of ['new', 'open', 'waiting']) asked.append('case', state);
  return href('/inbox', asked);
}

const COLUMNS = [
  'stage', 'touchpoint', 'score', 'low', 'high', 'n', 'trend', 'revenue_value', 'commitment_value', 'revenue_at_stake',
  'commitment_at_stake', 'response', 'response_low', 'response_high', 'opened', 'page_loads_counted',
];

function responseCells(response: Response | null): (number | null)[] {
  const { value = null, low = null, high = null, n = 0 } = response?.answered ?? {};
  return [value, low, high, response?.opened?.value ?? null, n];
}

const fileName = ({ period }: JourneyFigures) => `journey-${period.since}-${period.until}`;

function save(figures: JourneyFigures): void {
  const rows = figures.stages.flatMap((stage) => stage.touchpoints.map((one) => [
    stage.key, one.key, one.score.value, one.score.low, one.score.high, one.score.n, one.trend.direction,
    one.revenue_value, one.commitment_value, one.at_stake.revenue.value, one.at_stake.commitment.value,
    ...responseCells(one.response),
  ]));
  download(`${fileName(figures)}.csv`, [COLUMNS, ...rows]);
}

function StagePart({ stage, figures, drags }: { stage: StageFigures; figures: JourneyFigures; drags: string | null }) {
  const { query } = useQuery();
  const id = `figures-${stage.key}`;
  const margin = marginOf(stage.score);
  return (
    <section class="panel stage-figures" aria-labelledby={id}>
      <header>
        <h3 id={id}>{stage.name}</h3>
        {stage.score.value !== null && (
          <span class="stage-score">{decimals(stage.score.value, 0)} / 100{margin !== null && <span class="margin"> ± {decimals(margin)}</span>}</span>
        )}
      </header>
      {stage.touchpoints.length === 0 && <p class="hint">{t('journey.emptyStage')}</p>}
      <ul class="encounters">
        {stage.touchpoints.map((one) => (
          <EncounterRow
            key={one.key} encounter={one} hasBaseline={figures.baseline !== null} drags={drags === one.key}
            entriesHref={entriesOf(figures, one.key, query)} casesHref={casesOf(one.key)}
            casesCapped={figures.cases_capped}
          />
        ))}
      </ul>
    </section>
  );
}

function draggedBy({ spread }: JourneyFigures): string | null {
  const [first] = Object.entries(spread?.pulls ?? {}).sort(([, one], [, other]) => one - other);
  return first && first[1] < 0 ? first[0] : null;
}

function Figures({ figures }: { figures: JourneyFigures }) {
  const { query } = useQuery();
  return (
    <>
      <Answer figures={figures} entriesHref={(touchpoint) => entriesOf(figures, touchpoint, query)} />
      <h2 class="map-head">{t('journey.stages')}</h2>
      {figures.stages.map((stage) => <StagePart key={stage.key} stage={stage} figures={figures} drags={draggedBy(figures)} />)}
      <Priorities figures={figures} />
      <Overall figures={figures} />
      <p class="hint">{t('journey.rules', { n: figures.rules.least, since: dayWords(figures.before.since), until: dayWords(figures.before.until) })}</p>
      <div class="chart-files">
        <SaveDrawing name={fileName(figures)} draw={() => journeyDrawing(figures)} />
        <button type="button" class="button" onClick={() => save(figures)}><Icon name="download" />{t('figure.csv')}</button>
      </div>
    </>
  );
}

/** Where the experience breaks, whether it is getting better, and what to mend first. */
export function MapPage() {
  const { query } = useQuery();
  const site = useSite();
  const asked = askedOf(query);
  const { value: figures, problem, again } = useLoaded<JourneyFigures>(site && `/journey?site=${encodeURIComponent(site.key)}&${asked}`);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head"><h1>{t('journey')}</h1></header>
        <FigureTabs />
        {problem && <Trouble problem={problem} retry={again} />}
        <PeriodBar readsRows={figures?.source === 'rows'} />
        {figures ? <Figures figures={figures} /> : !problem && <Skeleton count={3} shape="card" />}
      </div>
    </div>
  );
}

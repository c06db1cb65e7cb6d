import { Choice } from '../../drawn/choice';
import { Field } from '../../drawn/field';
import { Skeleton } from '../../drawn/skeleton';
import { Trouble } from '../../drawn/trouble';
import { useLoaded } from '../../state/loaded';
import { useSite } from '../../state/session';
import { WAYS, type Loyalty, type Way } from '../../wire-loyalty';
import { plural, t } from '../../words/locale';
import { FigureTabs } from '../figure-tabs';
import { dayWords } from '../figure-words';
import { askedOf, useQuery } from '../period';
import { PeriodBar } from '../period-bar';
import { DeedsPart } from './deeds-part';
import { DriversPart } from './drivers-part';
import { ExpectationsPart } from './expectations-part';
import { LoyaltyAnswer } from './loyalty-answer';
import { LoyaltyMapPart } from './loyalty-map-part';

const WITHIN = [30, 90, 180, 365];
const USUAL_WITHIN = 90;

function withinOf(query: URLSearchParams): number {
  return WITHIN.find((days) => String(days) === query.get('within')) ?? USUAL_WITHIN;
}

function Ways({ way }: { way: Way }) {
  const { query, set } = useQuery();
  return (
    <div class="loyalty-ways">
      <Choice<Way>
        legend={t('loyalty.by')} name="by" value={way} onChoose={(by) => set('by', by)}
        options={WAYS.map((by) => ({ value: by, label: t(`loyalty.by.${by}`) }))}
      />
      {way === 'behaviour' && (
        <Field label={t('loyalty.within')}>
          {(ties) => (
            <select {...ties} value={withinOf(query)} onChange={(event) => set('within', event.currentTarget.value)}>
              {WITHIN.map((days) => <option key={days} value={days}>{plural('days', days)}</option>)}
            </select>
          )}
        </Field>
      )}
    </div>
  );
}

function Shown({ told, way, asked }: { told: Loyalty; way: Way; asked: string }) {
  const map = told.maps.find(({ by }) => by === way);
  if (!map) return null;
  return (
    <>
      <LoyaltyAnswer told={told} map={map} />
      <Ways way={way} />
      {map.n > 0 && <LoyaltyMapPart told={told} map={map} />}
      <DeedsPart told={told} />
      <DriversPart asked={asked} way={way} period={told.period} />
      <ExpectationsPart asked={asked} period={told.period} />
      {!told.is_whole && <p class="hint">{t('loyalty.notWhole')}</p>}
    </>
  );
}

/** Satisfied is not loyal: who is both, who only stays, who only likes it, and what they did. */
export function LoyaltyPage() {
  const { query } = useQuery();
  const site = useSite();
  const asked = site && `site=${encodeURIComponent(site.key)}&${askedOf(query)}`;
  const { value: told, problem, again } = useLoaded<Loyalty>(asked && `/loyalty?${asked}&within=${withinOf(query)}`);
  const way = WAYS.find((by) => by === query.get('by')) ?? 'recommend';
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('loyalty')}</h1>
          <p>{t('loyalty.intro')}</p>
        </header>
        <FigureTabs />
        {problem && <Trouble problem={problem} retry={again} />}
        <PeriodBar readsRows={false} />
        {told && asked ? <Shown told={told} way={way} asked={asked} /> : !problem && <Skeleton count={3} shape="card" />}
        {told && (
          <p class="hint">
            {t('loyalty.rules', { n: told.rules.least, days: plural('days', told.within), since: dayWords(told.watched.since), until: dayWords(told.watched.until) })}
          </p>
        )}
      </div>
    </div>
  );
}

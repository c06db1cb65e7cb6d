import type { Encounter, Figure, JourneyFigures } from '../wire-figures';
import { t } from '../words/locale';
import { decimals } from './figure-words';

const SHOWN = 5;

function Stake({ figure, most }: { figure: Figure; most: number }) {
  return (
    <span class="stake">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><path d={`M0 3h${((figure.value ?? 0) / most) * 100}`} /></svg>
      {decimals(figure.value ?? 0)}
    </span>
  );
}

function Ranked({ title, keys, kind, encounters }: {
  title: string; keys: string[]; kind: 'revenue' | 'commitment'; encounters: Map<string, Encounter>;
}) {
  const ranked = keys.slice(0, SHOWN).flatMap((key) => encounters.get(key) ?? []);
  const most = Math.max(0.001, ...ranked.map((one) => one.at_stake[kind].value ?? 0));
  return (
    <div>
      <h3>{title}</h3>
      <ol class="ranked">
        {ranked.map((one) => <li key={one.key}><span>{one.name}</span><Stake figure={one.at_stake[kind]} most={most} /></li>)}
      </ol>
    </div>
  );
}

/** What to mend first, by what it costs now and by what it costs for years. */
export function Priorities({ figures }: { figures: JourneyFigures }) {
  const { revenue, commitment, agree } = figures.priorities;
  if (revenue.length + commitment.length === 0) return null;
  const encounters = new Map(figures.stages.flatMap((stage) => stage.touchpoints.map((one) => [one.key, one] as const)));
  return (
    <section class="panel priorities" aria-labelledby="stake-head">
      <h2 id="stake-head">{t('stake')}</h2>
      <p class="hint">{t('stake.formula')}</p>
      <div class="two-columns">
        <Ranked title={t('touchpoint.revenue')} keys={revenue} kind="revenue" encounters={encounters} />
        <Ranked title={t('touchpoint.commitment')} keys={commitment} kind="commitment" encounters={encounters} />
      </div>
      {!agree && <p>{t('stake.differs')}</p>}
    </section>
  );
}

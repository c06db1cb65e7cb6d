import type { JourneyFigures } from '../wire-figures';
import { plural, t } from '../words/locale';
import { ScoreLine } from './encounter-row';
import { decimals, marginOf } from './figure-words';

/** The overall score, never without what it hides. */
export function Overall({ figures: { overall, spread, stages } }: { figures: JourneyFigures }) {
  if (overall.value === null) return null;
  const margin = marginOf(overall);
  const [key, pull] = Object.entries(spread?.pulls ?? {}).sort(([, one], [, other]) => one - other)[0] ?? [];
  const drags = stages.flatMap((stage) => stage.touchpoints).find((one) => one.key === key);
  return (
    <section class="panel overall" aria-labelledby="overall-head">
      <h2 id="overall-head">{t('overall')}</h2>
      <p class="overall-grade">
        <b>{decimals(overall.value, 0)}</b> / 100 {margin !== null && <span class="margin">± {decimals(margin)}</span>}
        <span class="hint"> · {plural('figure.answers', overall.n)}</span>
      </p>
      <ScoreLine {...overall} />
      {spread && <p>{t('overall.hides', { least: decimals(spread.least, 0), most: decimals(spread.most, 0) })}</p>}
      {drags && pull !== undefined && pull < 0 && <p>{t('overall.drags', { name: drags.name, points: decimals(-pull) })}</p>}
      <p class="hint">{t('overall.formula')}</p>
    </section>
  );
}

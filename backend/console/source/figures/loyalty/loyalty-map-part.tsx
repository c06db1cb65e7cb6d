import { Icon } from '../../drawn/icon';
import { FIELDS, type FieldName, type Loyalty, type LoyaltyMap, type PlaceStanding, type Standing, type Way } from '../../wire-loyalty';
import { formatNumber, formatShare, plural, t } from '../../words/locale';
import { download } from '../csv';
import { ScoreLine } from '../encounter-row';
import { dayWords, intervalWords, valueWords } from '../figure-words';
import { SaveDrawing } from '../save-drawing';

/** The loyal above, the satisfied on the right. */
const DRAWN: FieldName[] = ['stuck', 'loyal', 'leaving', 'free'];
const LARGEST = 46;

/** A circle whose area is the share. The words below say the same. */
function Circle({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r={LARGEST} class="whole" />
      <circle cx="50" cy="50" r={LARGEST * Math.sqrt(share)} class="part" />
    </svg>
  );
}

function Chart({ standing, by }: { standing: Standing; by: Way }) {
  return (
    <figure class="loyalty-chart">
      <span class="axis loyal">{t(`loyalty.does.${by}`)}</span>
      <span class="axis not-loyal">{t(`loyalty.doesNot.${by}`)}</span>
      {DRAWN.map((name) => {
        const { count, share } = standing.shares[name];
        return (
          <div key={name} class={`loyalty-field ${name}`}>
            <Circle share={share.value ?? 0} />
            <p><span>{t(`loyalty.${name}`)}</span> <b>{formatShare(share.value ?? 0)}</b> <span class="hint">{plural('loyalty.people', count)}</span></p>
          </div>
        );
      })}
      <span class="axis not-satisfied">{t('loyalty.notSatisfied')}</span>
      <span class="axis satisfied">{t('loyalty.satisfied')}</span>
    </figure>
  );
}

/** What the chart shows, in numbers. */
function FieldTable({ standing }: { standing: Standing }) {
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={t('loyalty.fields')}>
      <table class="accuracy figures-table">
        <caption class="unseen">{t('loyalty.fields')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('loyalty.field')}</th>
            <th scope="col">{t('loyalty.shareHead')}</th>
            <th scope="col">{t('loyalty.n')}</th>
            <th scope="col">{t('accuracy.range')}</th>
          </tr>
        </thead>
        <tbody>
          {FIELDS.map((name) => {
            const { count, share } = standing.shares[name];
            const onHundred = (value: number | null) => value && value * 100;
            return (
              <tr key={name}>
                <th scope="row">{t(`loyalty.${name}`)}<span class="few">{t(`loyalty.means.${name}`)}</span></th>
                <td>{valueWords(share)}</td>
                <td>{formatNumber(count)}</td>
                <td>{intervalWords(share)}<ScoreLine value={onHundred(share.value)} low={onHundred(share.low)} high={onHundred(share.high)} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function PlaceRow({ place, isStage }: { place: PlaceStanding; isStage: boolean }) {
  return (
    <tr class={isStage ? 'stage-row' : undefined}>
      <th scope="row">{place.name}</th>
      <td data-name={t('loyalty.n')}>{formatNumber(place.n)}{place.too_few && <span class="few">{t('accuracy.few')}</span>}</td>
      {FIELDS.map((name) => (
        <td key={name} data-name={t(`loyalty.${name}`)}>
          {valueWords(place.shares[name].share)}
          {place.n > 0 && <span class="few">{intervalWords(place.shares[name].share)}</span>}
        </td>
      ))}
    </tr>
  );
}

function Places({ map }: { map: LoyaltyMap }) {
  const stages = map.stages.filter(({ n }) => n > 0);
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-labelledby="loyalty-places">
      <table class="accuracy figures-table loyalty-table folding">
        <caption class="unseen">{t('loyalty.places')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('filter.touchpoint')}</th>
            <th scope="col">{t('loyalty.n')}</th>
            {FIELDS.map((name) => <th key={name} scope="col">{t(`loyalty.${name}`)}</th>)}
          </tr>
        </thead>
        {stages.map((stage) => (
          <tbody key={stage.key}>
            <PlaceRow place={stage} isStage />
            {stage.touchpoints.filter(({ n }) => n > 0).map((place) => <PlaceRow key={place.key} place={place} isStage={false} />)}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const fileName = ({ period }: Loyalty, { by }: LoyaltyMap) => `loyalty-${by}-${period.since}-${period.until}`;

async function drawingOf({ period }: Loyalty, { by, n, shares }: LoyaltyMap): Promise<Blob> {
  const { fieldsDrawing } = await import('../drawing/fields');
  const fields = DRAWN.map((name) => {
    const { count, share } = shares[name];
    const words = `${valueWords(share)} (${intervalWords(share)}), ${plural('loyalty.people', count)}`;
    return { name: t(`loyalty.${name}`), share: share.value ?? 0, words };
  });
  const ends = { up: t(`loyalty.does.${by}`), down: t(`loyalty.doesNot.${by}`), left: t('loyalty.notSatisfied'), right: t('loyalty.satisfied') };
  const days = `${dayWords(period.since)} – ${dayWords(period.until)}`;
  return fieldsDrawing({ title: t('loyalty.map'), subtitle: `${days} · ${plural('loyalty.people', n)} · ${t('chart.brackets')}`, ends }, fields);
}

function save(told: Loyalty, map: LoyaltyMap): void {
  const cells = (kind: string, key: string, standing: Standing) => FIELDS.map((name) => {
    const { count, share } = standing.shares[name];
    return [kind, key, name, count, share.value, share.low, share.high, standing.n];
  });
  const rows = map.stages.flatMap((stage) => [
    ...cells('stage', stage.key, stage), ...stage.touchpoints.flatMap((place) => cells('touchpoint', place.key, place)),
  ]);
  const head = ['of', 'key', 'field', 'people', 'share', 'low', 'high', 'n'];
  download(`${fileName(told, map)}.csv`, [head, ...cells('all', '', map), ...rows]);
}

/** Who stands where: as a chart with its table, and by stage and touchpoint. */
export function LoyaltyMapPart({ told, map }: { told: Loyalty; map: LoyaltyMap }) {
  return (
    <>
      <section class="panel" aria-labelledby="loyalty-map">
        <h2 id="loyalty-map">{t('loyalty.map')}</h2>
        <div class="loyalty-map">
          <Chart standing={map} by={map.by} />
          <FieldTable standing={map} />
        </div>
        <p class="hint">{t(`loyalty.formula.${map.by}`)}</p>
        <div class="chart-files"><SaveDrawing name={fileName(told, map)} draw={() => drawingOf(told, map)} /></div>
      </section>
      <section class="panel" aria-labelledby="loyalty-places">
        <h2 id="loyalty-places">{t('loyalty.places')}</h2>
        <Places map={map} />
        <button type="button" class="button" onClick={() => save(told, map)}><Icon name="download" />{t('figure.csv')}</button>
      </section>
    </>
  );
}

import type { ComponentChildren } from 'preact';
import { Icon } from '../../drawn/icon';
import { Trouble } from '../../drawn/trouble';
import { useLoaded } from '../../state/loaded';
import type { Days } from '../../wire-figures';
import type { Drivers, Way } from '../../wire-loyalty';
import { formatNumber, plural, t } from '../../words/locale';
import { download } from '../csv';
import { ScoreLine } from '../encounter-row';
import { decimals } from '../figure-words';
import { daysAndLines, SaveDrawing } from '../save-drawing';

type Found = { value: number; low: number; high: number } | null;

interface RowProps {
  name: string;
  n: number;
  found: Found;
  /** Where the scale ends on either side. */
  reach: number;
  digits: number;
  verdict: string;
}

function Row({ name, n, found, reach, digits, verdict }: RowProps) {
  const onHundred = (value: number) => Math.min(100, Math.max(0, 50 + (value / reach) * 50));
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-name={t('loyalty.n')}>{formatNumber(n)}</td>
      <td data-name={t('drivers.strength')}>{found ? decimals(found.value, digits, true) : '–'}</td>
      <td data-name={t('accuracy.range')}>
        {found ? t('figure.interval', { low: decimals(found.low, digits, true), high: decimals(found.high, digits, true) }) : '–'}
        {found && <ScoreLine value={onHundred(found.value)} low={onHundred(found.low)} high={onHundred(found.high)} />}
      </td>
      <td data-name={t('drivers.verdict')} class="driver-verdict">{verdict}</td>
    </tr>
  );
}

function DriverTable({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={label}>
      <table class="accuracy figures-table driver-table folding">
        <caption class="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">{label}</span></th>
            <th scope="col">{t('loyalty.n')}</th>
            <th scope="col">{t('drivers.strength')}</th>
            <th scope="col">{t('accuracy.range')}</th>
            <th scope="col">{t('drivers.verdict')}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function save({ by, touchpoints, topics }: Drivers): void {
  const row = (of: string, key: string, n: number, found: Found, verdict: string) => [
    of, key, n, found?.value ?? null, found?.low ?? null, found?.high ?? null, verdict,
  ];
  download(`loyalty-drivers-${by}.csv`, [
    ['of', 'key', 'people', 'value', 'low', 'high', 'verdict'],
    ...touchpoints.map(({ key, n, correlation, verdict }) => row('touchpoint', key, n, correlation, verdict)),
    ...topics.map(({ key, n, difference, verdict }) => row('topic', key, n, difference, verdict)),
  ]);
}

function furthestOf({ topics }: Drivers): number {
  return Math.max(1, ...topics.map(({ difference }) => Math.abs(difference?.value ?? 0)));
}

async function drawingOf(told: Drivers, period: Days): Promise<Blob> {
  const { intervalDrawing } = await import('../drawing/intervals');
  const row = (name: string, n: number, found: Found, digits: number, verdict: string) => {
    const value = found ? `${decimals(found.value, digits, true)} · ` : '';
    return { name, value: found?.value ?? null, low: found?.low ?? null, high: found?.high ?? null, words: `${value}${plural('loyalty.people', n)} · ${verdict}` };
  };
  const ends = told.topics.flatMap(({ difference }) => [difference?.low ?? 0, difference?.high ?? 0]);
  const furthest = Math.ceil(Math.max(1, ...ends.map(Math.abs)));
  return intervalDrawing({ title: t(`drivers.${told.by}`), subtitle: daysAndLines(period) }, [
    {
      title: t('drivers.grades'), range: [-1, 1], format: (value) => decimals(value, 1, true),
      rows: told.touchpoints.map(({ name, n, correlation, verdict }) => row(name, n, correlation, 2, t(`drivers.grade.${verdict}`))),
    },
    {
      title: t('drivers.topics'), range: [-furthest, furthest], format: (value) => decimals(value, furthest < 3 ? 1 : 0, true),
      rows: told.topics.map(({ name, n, difference, verdict }) => row(name, n, difference, 1, t(`drivers.topic.${verdict}`))),
    },
  ]);
}

function Tables({ told, period }: { told: Drivers; period: Days }) {
  const furthest = furthestOf(told);
  return (
    <>
      <h3>{t('drivers.grades')}</h3>
      <p class="hint">{t('drivers.gradesHow')}</p>
      <DriverTable label={t('drivers.grades')}>
        {told.touchpoints.map(({ key, name, n, correlation, verdict }) => (
          <Row key={key} name={name} n={n} found={correlation} reach={1} digits={2} verdict={t(`drivers.grade.${verdict}`)} />
        ))}
      </DriverTable>
      {told.topics.length > 0 && (
        <>
          <h3>{t('drivers.topics')}</h3>
          <p class="hint">{t('drivers.topicsHow')}</p>
          <DriverTable label={t('drivers.topics')}>
            {told.topics.map(({ key, name, n, difference, verdict }) => (
              <Row key={key} name={name} n={n} found={difference} reach={furthest} digits={1} verdict={t(`drivers.topic.${verdict}`)} />
            ))}
          </DriverTable>
        </>
      )}
      <p class="hint">{t('drivers.rules', { n: told.rules.least })}</p>
      <div class="chart-files">
        <SaveDrawing name={`loyalty-drivers-${told.by}`} draw={() => drawingOf(told, period)} />
        <button type="button" class="button" onClick={() => save(told)}><Icon name="download" />{t('figure.csv')}</button>
      </div>
    </>
  );
}

/** Which grades and which topics go together with loyalty. Going together is not causing, and no word here says so. */
export function DriversPart({ asked, way, period }: { asked: string; way: Way; period: Days }) {
  const by = way === 'return' ? 'return' : 'recommend';
  const { value: told, problem, again } = useLoaded<Drivers>(`/loyalty/drivers?${asked}&by=${by}`);
  return (
    <section class="panel" aria-labelledby="drivers-head">
      <h2 id="drivers-head">{t(`drivers.${by}`)}</h2>
      {problem && <Trouble problem={problem} retry={again} />}
      {told && told.n === 0 && <p class="hint">{t('drivers.none')}</p>}
      {told && told.n > 0 && (
        <>
          <p>{plural('drivers.people', told.n)}</p>
          <Tables told={told} period={period} />
        </>
      )}
    </section>
  );
}

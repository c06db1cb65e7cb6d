import { Icon } from '../../drawn/icon';
import { Trouble } from '../../drawn/trouble';
import { useLoaded } from '../../state/loaded';
import type { Days, Figure } from '../../wire-figures';
import type { Expectations, Gap, PlaceGap } from '../../wire-loyalty';
import { formatNumber, plural, t } from '../../words/locale';
import { download } from '../csv';
import { decimals, intervalWords, valueWords } from '../figure-words';
import { daysAndLines, SaveDrawing } from '../save-drawing';

function ofFormula(figures: Figure[], formula: string): Figure | undefined {
  return figures.find((figure) => figure.formula === formula);
}

function interval({ low, high }: Figure, digits: number): string {
  if (low === null || high === null) return '';
  return t('figure.interval', { low: decimals(low, digits, true), high: decimals(high, digits, true) });
}

function Asked({ gap }: { gap: Gap }) {
  const [mean, worse, better] = ['mean', 'worse', 'better'].map((formula) => ofFormula(gap.asked, formula));
  if (!mean?.n || mean.value === null || !worse || !better) return <td data-name={t('expectations.asked')}>–</td>;
  return (
    <td data-name={t('expectations.asked')}>
      {decimals(mean.value, 1, true)}
      <span class="few">{interval(mean, 1)} · {plural('figure.answers', mean.n)}{mean.too_few && ` · ${t('accuracy.few')}`}</span>
      <span class="few" title={`${intervalWords(worse)} / ${intervalWords(better)}`}>
        {t('expectations.shares', { worse: valueWords(worse), better: valueWords(better) })}
      </span>
    </td>
  );
}

function Later({ gap: { later, verdict } }: { gap: Gap }) {
  if (later.value === null) return <td data-name={t('expectations.later')}>–</td>;
  return (
    <td data-name={t('expectations.later')}>
      {decimals(later.value, 0, true)} <span class={`move ${verdict}`}>{t(`expectations.${verdict}`)}</span>
      <span class="few">{interval(later, 0)} · {plural('loyalty.people', later.n)}</span>
    </td>
  );
}

function Row({ gap, name, isStage }: { gap: Gap; name: string; isStage: boolean }) {
  return (
    <tr class={isStage ? 'stage-row' : undefined}>
      <th scope="row">{name}</th>
      <Asked gap={gap} />
      <Later gap={gap} />
    </tr>
  );
}

function isKnown({ asked, later }: Gap): boolean {
  return later.n > 0 || asked.some(({ n }) => n > 0);
}

function GapTable({ told }: { told: Expectations }) {
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-labelledby="expectations-head">
      <table class="accuracy figures-table loyalty-table folding">
        <caption class="unseen">{t('expectations')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('filter.touchpoint')}</th>
            <th scope="col">{t('expectations.asked')}</th>
            <th scope="col">{t('expectations.later')}</th>
          </tr>
        </thead>
        <tbody><Row gap={told} name={t('expectations.whole')} isStage /></tbody>
        {told.stages.filter(isKnown).map((stage) => (
          <tbody key={stage.key}>
            <Row gap={stage} name={stage.name} isStage />
            {stage.touchpoints.filter(isKnown).map((one) => <Row key={one.key} gap={one} name={one.name} isStage={false} />)}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function save(told: Expectations): void {
  const cells = (of: string, { key, asked, later }: PlaceGap) => [...asked, later].map(
    (figure) => [of, key, figure.formula, figure.value, figure.low, figure.high, figure.n],
  );
  const rows = told.stages.flatMap((stage) => [...cells('stage', stage), ...stage.touchpoints.flatMap((one) => cells('touchpoint', one))]);
  download('expectations.csv', [['of', 'key', 'figure', 'value', 'low', 'high', 'n'], ...rows]);
}

async function drawingOf(told: Expectations, period: Days): Promise<Blob> {
  const { intervalDrawing } = await import('../drawing/intervals');
  const rows = (figureOf: (gap: Gap) => Figure | undefined, digits: number) => {
    const row = (gap: Gap, name: string, isWhole: boolean) => {
      const figure = figureOf(gap);
      if (!figure || figure.value === null) return [];
      const words = `${decimals(figure.value, digits, true)} (${interval(figure, digits)}), ${plural('figure.answers', figure.n)}`;
      return [{ name, value: figure.value, low: figure.low, high: figure.high, words, isWhole }];
    };
    const stages = told.stages.flatMap((stage) => [...row(stage, stage.name, true), ...stage.touchpoints.flatMap((one) => row(one, one.name, false))]);
    return [...row(told, t('expectations.whole'), true), ...stages];
  };
  const format = (value: number) => decimals(value, 0, true);
  return intervalDrawing({ title: t('expectations'), subtitle: `${daysAndLines(period)}. ${t('expectations.how')}` }, [
    { title: t('expectations.asked'), range: [-2, 2], format, rows: rows(({ asked }) => ofFormula(asked, 'mean'), 1) },
    { title: t('expectations.later'), range: [-100, 100], format, rows: rows(({ later }) => later, 0) },
  ]);
}

/** What was met against what was expected: asked outright, and as the same person's earlier and later answers. */
export function ExpectationsPart({ asked, period }: { asked: string; period: Days }) {
  const { value: told, problem, again } = useLoaded<Expectations>(`/loyalty/expectations?${asked}`);
  return (
    <section class="panel" aria-labelledby="expectations-head">
      <h2 id="expectations-head">{t('expectations')}</h2>
      {problem && <Trouble problem={problem} retry={again} />}
      {told && isKnown(told) && (
        <>
          <p class="hint">{t('expectations.how')}</p>
          <GapTable told={told} />
          <div class="chart-files">
            <SaveDrawing name="expectations" draw={() => drawingOf(told, period)} />
            <button type="button" class="button" onClick={() => save(told)}><Icon name="download" />{t('figure.csv')}</button>
          </div>
        </>
      )}
      {told && !isKnown(told) && <p class="hint">{t('expectations.none')}</p>}
      {told && !told.is_expected_asked && <p class="hint">{t('expectations.notAsked')}</p>}
      {told && told.is_expected_asked && told.later.n > 0 && <p class="hint">{t('expectations.laterOf', { n: formatNumber(told.later.n) })}</p>}
    </section>
  );
}

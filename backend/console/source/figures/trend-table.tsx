import { Icon } from '../drawn/icon';
import type { Trend } from '../wire-figures';
import { formatNumber, phrase, t } from '../words/locale';
import { toastProblem } from '../state/toasts';
import { chartFigure, curveOf, pointWords } from './chart';
import { download, downloadFile } from './csv';
import { dayWords, intervalWords, valueWords } from './figure-words';
import { SaveDrawing } from './save-drawing';

const fileName = ({ touchpoint, question, period }: Trend) => `${touchpoint}-${question.key}-${period.since}-${period.until}`;

function toldOf(trend: Trend, label: string) {
  const days = `${dayWords(trend.period.since)} – ${dayWords(trend.period.until)}`;
  const marks = trend.changes.map(({ title, day }) => `${title}, ${dayWords(day)}`);
  return { title: label, subtitle: t('chart.pictureDays', { days }), marks };
}

/** What draws is fetched at the first need, as the chart's own is. */
async function savePicture(trend: Trend, label: string): Promise<void> {
  const { pictureOf } = await import('./picture');
  downloadFile(`${fileName(trend)}.png`, await pictureOf(curveOf(trend), toldOf(trend, label)));
}

async function drawingOf(trend: Trend, label: string): Promise<Blob> {
  const { trendDrawing } = await import('./drawing/trend');
  const formula = trend.points.map(({ figures }) => chartFigure(figures)?.formula).find(Boolean) ?? 'mean';
  const points = trend.points.map((_, place) => pointWords(trend, place));
  return trendDrawing(curveOf(trend), { ...toldOf(trend, label), axis: phrase('formula.', formula), points });
}

function save(trend: Trend): void {
  const rows = trend.points.flatMap(({ since, until, figures }) => figures.map((one) => [
    since, until, one.formula, one.value, one.low, one.high, one.n,
  ]));
  download(`${fileName(trend)}.csv`, [['since', 'until', 'figure', 'value', 'low', 'high', 'n'], ...rows]);
}

/** What the chart shows, in numbers, and both to take along. */
export function TrendTable({ trend, label }: { trend: Trend; label: string }) {
  return (
    <>
      <details class="as-table">
        <summary>{t('chart.asTable')}</summary>
        <div class="table-scroll" tabIndex={0} role="group" aria-label={label}>
          <table class="accuracy figures-table">
            <caption class="unseen">{label}</caption>
            <thead>
              <tr>
                <th scope="col">{t('period')}</th>
                <th scope="col">{t('figure.value')}</th>
                <th scope="col">{t('figure.n')}</th>
                <th scope="col">{t('accuracy.range')}</th>
              </tr>
            </thead>
            <tbody>
              {trend.points.map(({ since, until, figures }) => {
                const figure = chartFigure(figures);
                return figure && (
                  <tr key={since}>
                    <th scope="row">{since === until ? dayWords(since) : `${dayWords(since, false)} – ${dayWords(until)}`}</th>
                    <td>{valueWords(figure)}</td>
                    <td>{formatNumber(figure.n)}</td>
                    <td>{intervalWords(figure)}{figure.too_few && figure.n > 0 && <span class="few">{t('accuracy.few')}</span>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </details>
      <div class="chart-files">
        <button type="button" class="button" onClick={() => void savePicture(trend, label).catch(toastProblem)}><Icon name="download" />{t('chart.picture')}</button>
        <SaveDrawing name={fileName(trend)} draw={() => drawingOf(trend, label)} />
        <button type="button" class="button" onClick={() => save(trend)}><Icon name="download" />{t('figure.csv')}</button>
      </div>
    </>
  );
}

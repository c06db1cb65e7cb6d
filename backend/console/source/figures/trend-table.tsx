import { Icon } from '../drawn/icon';
import type { Trend } from '../wire-figures';
import { formatNumber, t } from '../words/locale';
import { chartFigure } from './chart';
import { download } from './csv';
import { dayWords, intervalWords, valueWords } from './figure-words';

function save(trend: Trend): void {
  const rows = trend.points.flatMap(({ since, until, figures }) => figures.map((one) => [
    since, until, one.formula, one.value, one.low, one.high, one.n,
  ]));
  const name = `${trend.touchpoint}-${trend.question.key}-${trend.period.since}-${trend.period.until}.csv`;
  download(name, [['since', 'until', 'figure', 'value', 'low', 'high', 'n'], ...rows]);
}

/** What the chart shows, in numbers. */
export function TrendTable({ trend, label }: { trend: Trend; label: string }) {
  return (
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
      <button type="button" class="button" onClick={() => save(trend)}><Icon name="download" />{t('figure.csv')}</button>
    </details>
  );
}

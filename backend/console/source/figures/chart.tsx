import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../problem';
import { Trouble } from '../drawn/trouble';
import type { Asked, Figure, Trend } from '../wire-figures';
import { locale, plural, t } from '../words/locale';
import { dayWords, intervalWords, valueWords } from './figure-words';
import type { Curve, Plot } from './plot';

/** The figure that a question's chart shows: its mean, or what stands for it. */
export function chartFigure(figures: Figure[]): Figure | undefined {
  return figures.find(({ formula }) => formula === 'mean') ?? figures[0];
}

function scaleOf(formula: string, { least, most }: Asked): [number, number] {
  if (formula === 'nps') return [-100, 100];
  return formula === 'mean' ? [least ?? 0, most ?? 1] : [0, 1];
}

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

function shortDay(at: number): string {
  const form = new Intl.DateTimeFormat(locale.get(), { day: 'numeric', month: 'numeric', year: '2-digit', timeZone: 'UTC' });
  return form.format(at * 1000);
}

export function curveOf({ points, changes, question }: Trend): Curve {
  const shown = points.map(({ figures }) => chartFigure(figures));
  const formula = shown[0]?.formula ?? 'mean';
  const [least, most] = scaleOf(formula, question);
  return {
    x: points.map(({ since, until }) => (seconds(since) + seconds(until)) / 2),
    value: shown.map((one) => one?.value ?? null),
    low: shown.map((one) => one?.low ?? null),
    high: shown.map((one) => one?.high ?? null),
    least, most,
    marks: changes.map(({ day }) => seconds(day)),
    format: (value) => valueWords({ formula, value }),
    formatDay: shortDay,
  };
}

export function pointWords(trend: Trend, place: number): string {
  const point = trend.points[place];
  const figure = point && chartFigure(point.figures);
  if (!point || !figure) return '';
  const days = point.since === point.until ? dayWords(point.since) : `${dayWords(point.since, false)} – ${dayWords(point.until)}`;
  if (figure.value === null) return `${days}: ${t('figure.none')}`;
  return `${days}: ${valueWords(figure)} (${intervalWords(figure)}), ${plural('figure.answers', figure.n)}`;
}

/** One figure over time with its interval. Arrow keys go from point to point; the line below says each in words. */
export function Chart({ trend, label }: { trend: Trend; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const [place, setPlace] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const last = trend.points.length - 1;
  useEffect(() => {
    let left = false;
    setPlace(null);
    import('./plot')
      .then(({ drawPlot }) => {
        if (!left && box.current) plot.current = drawPlot(box.current, curveOf(trend), (at) => at !== null && setPlace(at));
      })
      .catch((error: unknown) => setProblem(asProblem(error)));
    return () => {
      left = true;
      plot.current?.destroy();
      plot.current = null;
    };
  }, [trend]);
  const onKeyDown = (event: KeyboardEvent) => {
    const from = place ?? last + 1;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(last, Math.max(0, to));
    plot.current?.point(next);
    setPlace(next);
  };
  return (
    <figure class="chart">
      <div ref={box} class="chart-box" role="img" tabIndex={0} aria-label={t('chart.label', { label })} onKeyDown={onKeyDown} />
      {problem && <Trouble problem={problem} />}
      <figcaption aria-live="polite">{place === null ? t('chart.keys') : pointWords(trend, place)}</figcaption>
    </figure>
  );
}

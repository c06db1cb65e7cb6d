/** The journey's scores as a drawing: the whole, each stage, and the encounters in it. */
import type { Figure, JourneyFigures } from '../wire-figures';
import { plural, t } from '../words/locale';
import type { Row } from './drawing/intervals';
import { decimals, marginOf } from './figure-words';
import { daysAndLines } from './save-drawing';

function rowOf(name: string, figure: Figure, isWhole = false): Row {
  const { value, low, high, n, too_few: tooFew } = figure;
  const margin = marginOf(figure);
  const score = value === null ? t('figure.none') : `${decimals(value, 0)}${margin === null ? '' : ` ± ${decimals(margin)}`}`;
  const words = [score, ...(n > 0 ? [plural('figure.answers', n)] : []), ...(tooFew && n > 0 ? [t('accuracy.few')] : [])].join(' · ');
  return { name, value, low, high, words, isWhole };
}

export async function journeyDrawing(figures: JourneyFigures): Promise<Blob> {
  const { intervalDrawing } = await import('./drawing/intervals');
  const rows = figures.stages.flatMap((stage) => [
    rowOf(stage.name, stage.score, true), ...stage.touchpoints.map((one) => rowOf(one.name, one.score)),
  ]);
  const group = { title: t('journey.stages'), range: [0, 100] as [number, number], format: (value: number) => decimals(value, 0) };
  const told = { title: t('journey'), subtitle: daysAndLines(figures.period) };
  return intervalDrawing(told, [{ ...group, rows: [...(figures.overall.value === null ? [] : [rowOf(t('expectations.whole'), figures.overall, true)]), ...rows] }]);
}

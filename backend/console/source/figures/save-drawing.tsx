import { Icon } from '../drawn/icon';
import { toastProblem } from '../state/toasts';
import { t } from '../words/locale';
import { downloadFile } from './csv';
import { dayWords } from './figure-words';
import type { Days } from '../wire-figures';

/** Which days a drawing shows, and what its lines are. */
export function daysAndLines({ since, until }: Days): string {
  return t('chart.drawingDays', { days: `${dayWords(since)} – ${dayWords(until)}` });
}

/** The chart as a drawing to take along. `name` is that of its table; `draw` fetches what draws at the first need. */
export function SaveDrawing({ name, draw }: { name: string; draw: () => Promise<Blob> }) {
  const save = async () => downloadFile(`${name}.svg`, await draw());
  return (
    <button type="button" class="button" onClick={() => void save().catch(toastProblem)}>
      <Icon name="download" />{t('chart.drawing')}
    </button>
  );
}

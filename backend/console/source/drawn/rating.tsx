import type { Answer } from '../wire';
import { formatNumber, t } from '../words/locale';

const STAR = 'M8 1.6l1.95 4 4.4.62-3.2 3.07.78 4.38L8 11.6l-3.93 2.07.78-4.38-3.2-3.07 4.4-.62L8 1.6Z';
const MOUTHS = ['M5 11.4c1.6-2 4.4-2 6 0', 'M5.2 11c1.4-1.1 4.2-1.1 5.6 0', 'M5.2 10.6h5.6', 'M5.2 10.2c1.4 1.3 4.2 1.3 5.6 0', 'M4.8 9.6c1.4 2.6 5 2.6 6.4 0'];

function Stars({ value }: { value: number }) {
  return (
    <>
      {[1, 2, 3, 4, 5].map((place) => (
        <svg key={place} class={place <= value ? 'star full' : 'star'} viewBox="0 0 16 16" aria-hidden="true">
          <path d={STAR} />
        </svg>
      ))}
    </>
  );
}

function Face({ value }: { value: number }) {
  return (
    <svg class={`face face-${value}`} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" />
      <path d="M5.7 6.3v.2M10.3 6.3v.2" class="eyes" />
      <path d={MOUTHS[value - 1] ?? MOUTHS[2]} />
    </svg>
  );
}

function npsGroup(value: number): 'low' | 'middle' | 'high' {
  if (value >= 9) return 'high';
  return value >= 7 ? 'middle' : 'low';
}

/** One numeric answer as a picture with its words for those who do not see it. An unknown kind is shown as its number. */
export function Rating({ answer, large = false }: { answer: Answer; large?: boolean }) {
  const { kind, value } = answer;
  const highest = kind === 'nps' ? 10 : 5;
  const scaled = kind === 'stars' || kind === 'faces' || kind === 'nps';
  const spoken = scaled ? t('rating.spoken', { value: formatNumber(value), highest }) : formatNumber(value);
  return (
    <span class={`rating rating-${kind}${large ? ' large' : ''}`} role="img" aria-label={spoken} title={spoken}>
      {kind === 'stars' && <Stars value={value} />}
      {kind === 'faces' && <Face value={value} />}
      {kind === 'nps' && <b class={`nps ${npsGroup(value)}`}>{value}</b>}
      {(kind === 'faces' || kind === 'nps') && <span class="scale">{kind === 'nps' ? '/ 10' : `${value} / 5`}</span>}
      {!scaled && <b>{formatNumber(value)}</b>}
    </span>
  );
}

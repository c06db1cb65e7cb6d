import type { Answer } from '../wire';
import { formatNumber } from '../words/locale';
import { highestOf, spokenAnswer, valueWords } from '../words/scale-words';
import { FaceShape, StarShape, ThumbShape } from './marks';

type Shown = Pick<Answer, 'kind' | 'value'>;

const FIVE = [1, 2, 3, 4, 5];

function npsGroup(value: number): 'low' | 'middle' | 'high' {
  if (value >= 9) return 'high';
  return value >= 7 ? 'middle' : 'low';
}

function expectationGroup(value: number): 'low' | 'middle' | 'high' {
  if (value > 0) return 'high';
  return value < 0 ? 'low' : 'middle';
}

function Picture({ kind, value }: Shown) {
  switch (kind) {
    case 'stars': return <>{FIVE.map((place) => <StarShape key={place} full={place <= value} />)}</>;
    case 'faces': return <FaceShape value={value} />;
    case 'thumbs': return <ThumbShape up={value > 0} />;
    case 'nps': return <b class={`nps ${npsGroup(value)}`}>{value}</b>;
    case 'expectation': return <b class={`expectation ${expectationGroup(value)}`}>{valueWords(kind, value)}</b>;
    default: return <b>{formatNumber(value)}</b>;
  }
}

/** One numeric answer as a picture with its words for those who do not see it. An unknown kind is shown as its number. */
export function Rating({ answer, large = false }: { answer: Shown; large?: boolean }) {
  const { kind, value } = answer;
  const highest = highestOf(kind);
  const spoken = spokenAnswer(kind, value);
  return (
    <span class={`rating rating-${kind}${large ? ' large' : ''}`} role="img" aria-label={spoken} title={spoken}>
      <Picture kind={kind} value={value} />
      {highest && kind !== 'stars' && <span class="scale">{kind === 'faces' ? `${value} / ${highest}` : `/ ${highest}`}</span>}
    </span>
  );
}

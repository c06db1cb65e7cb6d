import { MoodShape } from '../drawn/states';
import { href, useRoute } from '../state/route';
import type { Mood } from '../wire';
import type { Encounter, Move } from '../wire-figures';
import { formatNumber, formatShare, plural, t } from '../words/locale';
import { decimals, marginOf, marginWords, scoreWords } from './figure-words';
import { ResponseWords } from './response';

const TONES: Mood[] = ['negative', 'mixed', 'neutral', 'positive'];

/** The interval as a line on 0–100, the score as a dot on it. The words beside it say the same. */
export function ScoreLine({ value, low, high }: { value: number | null; low: number | null; high: number | null }) {
  if (value === null) return null;
  return (
    <svg class="span score-line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 5h100" class="scale" />
      {low !== null && high !== null && <path d={`M${low} 5H${high}`} class="interval" />}
      <path d={`M${value} 5h.01`} class="share" />
    </svg>
  );
}

/** How many answered, part by part, from then to now. */
function Spark({ n }: { n: number[] }) {
  const most = Math.max(1, ...n);
  const width = 100 / n.length;
  const bars = n.map((count, place) => `M${place * width} 20v${-(count / most) * 20}h${width * 0.8}V20Z`).join('');
  return <svg class="spark" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true"><path d={bars} /></svg>;
}

const ARROWS = { better: '↑', worse: '↓', steady: '→', too_few: '' } as const;

/** A direction is said only where it stands out; else it is steady. */
export function MoveWords({ move: { direction, difference }, against }: { move: Move; against: 'before' | 'baseline' }) {
  if (direction === 'too_few' || !difference) return <span class="move too_few">{t('move.too_few')}</span>;
  const moved = direction === 'steady' ? '' : ` ${decimals(difference.value, 0, true)}`;
  return (
    <span class={`move ${direction}`} title={t(against === 'before' ? 'move.againstBefore' : 'move.againstBaseline')}>
      <span aria-hidden="true">{ARROWS[direction]}</span> {t(`move.${direction}`)}{moved}
    </span>
  );
}

function Tones({ sentiment }: { sentiment: Record<string, number> }) {
  const total = TONES.reduce((sum, tone) => sum + (sentiment[tone] ?? 0), 0);
  if (!total) return null;
  return (
    <ul class="tones" aria-label={t('sentiment')}>
      {TONES.filter((tone) => sentiment[tone]).map((tone) => (
        <li key={tone} class={`mood ${tone}`} title={t(`mood.${tone}`)}>
          <MoodShape mood={tone} /><span class="unseen">{t(`mood.${tone}`)} </span>{formatShare((sentiment[tone] ?? 0) / total)}
        </li>
      ))}
    </ul>
  );
}

function Grade({ encounter: { question, score } }: { encounter: Encounter }) {
  if (!question || score.value === null) return <span class="grade none">{t('figure.none')}</span>;
  const margin = marginOf(score);
  return (
    <span class={score.too_few ? 'grade few' : 'grade'}>
      <b>{scoreWords(score.value, question)}</b>
      {margin !== null && !score.too_few && <span class="margin"> ± {marginWords(margin, question)}</span>}
    </span>
  );
}

interface EncounterRowProps {
  encounter: Encounter;
  hasBaseline: boolean;
  /** It drags the overall score down more than any other. */
  drags: boolean;
  entriesHref: string;
  casesHref: string;
  casesCapped: boolean;
}

export function EncounterRow({ encounter, hasBaseline, drags, entriesHref, casesHref, casesCapped }: EncounterRowProps) {
  const { id, name, score, trend, baseline, volume, open_cases: cases } = encounter;
  const { query } = useRoute();
  return (
    <li class="encounter">
      <div class="encounter-head">
        <h4><a href={href(`/journey/${id}`, query)}>{name}</a></h4>
        {!encounter.is_active && <span class="tag">{t('touchpoint.resting')}</span>}
        {drags && <span class="tag drags">{t('journey.drags')}</span>}
      </div>
      <div class="encounter-grade">
        <Grade encounter={encounter} />
        <ScoreLine {...score} />
        {score.too_few && <span class="few">{t('accuracy.few')}</span>}
      </div>
      <div class="encounter-moves">
        <MoveWords move={trend} against="before" />
        {hasBaseline && baseline.direction !== 'too_few' && (
          <span class="baseline-move"><span>{t('baseline')}: </span><MoveWords move={baseline} against="baseline" /></span>
        )}
      </div>
      <div class="encounter-volume">
        <a href={entriesHref}>{plural('figure.answers', score.n)}</a>
        <Spark n={volume.n} />
      </div>
      <div class="encounter-more">
        <Tones sentiment={encounter.sentiment} />
        <ResponseWords response={encounter.response} />
        <span class="weights">{t('journey.weights', { revenue: encounter.revenue_value, commitment: encounter.commitment_value })}</span>
        {cases > 0 && <a href={casesHref}>{t(casesCapped ? 'journey.openCasesCapped' : 'journey.openCases', { n: formatNumber(cases) })}</a>}
      </div>
    </li>
  );
}

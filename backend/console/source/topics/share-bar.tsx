import { rangeWords } from '../sentiment/plain-words';
import type { Topic } from '../wire-topics';
import { formatShare, t } from '../words/locale';

interface ShareBarProps {
  of: { share: number; low: number; high: number };
  says: Topic['says'];
}

/** How often it is complained of, as a bar; the interval is said in numbers beside it. */
export function ShareBar({ of, says }: ShareBarProps) {
  return (
    <div class="topic-share">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <path d="M0 3h100" class="scale" />
        <path d={`M0 3H${of.share * 100}`} class={`says-${says}`} />
      </svg>
      <span><b>{formatShare(of.share)}</b> {t('topics.ofComplaints')} <small>({rangeWords(of.low, of.high)})</small></span>
    </div>
  );
}

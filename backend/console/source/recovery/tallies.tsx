import type { RecoveryCounts } from '../wire-recovery';
import { OUTCOMES } from '../wire-recovery';
import { formatNumber, formatShare, t } from '../words/locale';
import { OutcomeMark } from './outcome';

/** How cases have ended, and how many of those who said anything were won back. */
export function Tallies({ counts }: { counts: RecoveryCounts }) {
  const { outcomes } = counts;
  const said = (outcomes.won_back ?? 0) + (outcomes.no_change ?? 0) + (outcomes.worse ?? 0);
  if (OUTCOMES.every((outcome) => !outcomes[outcome])) return null;
  return (
    <section class="panel recovery-tallies" aria-labelledby="tallies-title">
      <h2 id="tallies-title">{t('winback.ended')}</h2>
      <dl>
        {OUTCOMES.map((outcome) => (
          <div key={outcome}>
            <dt><OutcomeMark outcome={outcome} /></dt>
            <dd>{formatNumber(outcomes[outcome] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      {said > 0 && <p class="hint">{t('winback.rate', { share: formatShare((outcomes.won_back ?? 0) / said), n: formatNumber(said) })}</p>}
    </section>
  );
}

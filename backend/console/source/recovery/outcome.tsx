import { Icon, type IconName } from '../drawn/icon';
import type { Outcome, Reason, RecoveryCase } from '../wire-recovery';
import { t } from '../words/locale';

const ICONS: Record<Outcome, IconName> = { won_back: 'check', no_change: 'opposed', worse: 'down', no_answer: 'clock' };

/** How it ended: a word and a shape, never colour alone. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  return <span class={`outcome ${outcome}`}><Icon name={ICONS[outcome]} />{t(`outcome.${outcome}`)}</span>;
}

/** Why the case was opened, in words. */
export function reasonWords({ rule, words = [] }: Reason): string {
  return rule === 'words' ? t('winbackWhy.words', { words: words.join(', ') }) : t(`winbackWhy.${rule}`);
}

export function Reasons({ reasons }: Pick<RecoveryCase, 'reasons'>) {
  return (
    <ul class="recovery-reasons" aria-label={t('winback.why')}>
      {reasons.map((reason) => <li key={reason.rule} class="tag">{reasonWords(reason)}</li>)}
    </ul>
  );
}

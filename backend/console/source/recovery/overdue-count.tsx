import { useStore } from '../state/store';
import { formatNumber, t } from '../words/locale';
import { recoveryCounts } from './counts';

/** In the side bar: how many have waited too long. Nothing while nobody has. */
export function OverdueCount() {
  const overdue = useStore(recoveryCounts)?.overdue ?? 0;
  if (overdue === 0) return null;
  const n = formatNumber(overdue);
  return <b class="overdue-count"><span aria-hidden="true">{n}</span><span class="unseen">, {t('winback.overdueCount', { n })}</span></b>;
}

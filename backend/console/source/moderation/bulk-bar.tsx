import { Icon, type IconName } from '../drawn/icon';
import { AddToImprovement } from '../improvements/add-to';
import { list } from '../inbox/list';
import { mayI } from '../state/session';
import { useStore } from '../state/store';
import type { Verdict } from '../wire';
import { formatNumber, plural, t } from '../words/locale';
import { decideTicked, meant, working, type Bulk } from './bulk';
import { ticked, tickShown, tickWhole, untick } from '../inbox/ticked';

const VERDICTS: { verdict: Verdict; icon: IconName; key?: string }[] = [
  { verdict: 'publish', icon: 'eye', key: 'p' },
  { verdict: 'hide', icon: 'hidden', key: 'h' },
  { verdict: 'spam', icon: 'spam', key: 's' },
  { verdict: 'restore', icon: 'restore' },
];

interface BarProps {
  siteKey: string;
  filters: URLSearchParams;
}

/** What can be done to all that is ticked; while it is worked off, how far that has come. */
export function BulkBar({ siteKey, filters }: BarProps) {
  const { ids, whole } = useStore(ticked);
  const bulk = useStore(working);
  const { items, cursor } = useStore(list);
  if (bulk) return <Progress bulk={bulk} />;
  if (ids.size === 0 || !mayI('moderate')) return null;
  const allShown = items.every(({ id }) => ids.has(id));
  return (
    <div class="bulk-bar" role="region" aria-label={t('bulk')}>
      <div class="bulk-head">
        <p role="status"><b>{whole ? t('bulk.whole') : plural('bulk.ticked', ids.size)}</b></p>
        <button type="button" class="icon-button" aria-label={t('bulk.untick')} title={t('bulk.untick')} onClick={untick}><Icon name="close" /></button>
      </div>
      <div class="bulk-deeds" role="group" aria-label={t('verdicts')}>
        {VERDICTS.map(({ verdict, icon, key }) => (
          <button
            key={verdict}
            type="button"
            class={`button verdict ${verdict}`}
            aria-keyshortcuts={key}
            title={key ? `${t(`verdict.${verdict}`)} (${key})` : undefined}
            onClick={() => void decideTicked(verdict, { siteKey, filters })}
          >
            <Icon name={icon} />{t(`verdict.${verdict}`)}
          </button>
        ))}
      </div>
      <AddToImprovement siteKey={siteKey} what={() => meant(siteKey, filters)} onAdded={untick} />
      {!allShown && <button type="button" class="link-button" onClick={tickShown}>{plural('bulk.shown', items.length)}</button>}
      {allShown && cursor && !whole && <button type="button" class="link-button" onClick={tickWhole}>{t('bulk.tickWhole')}</button>}
    </div>
  );
}

function Progress({ bulk: { state, total, done, skipped, undone } }: { bulk: Bulk }) {
  const reached = state === 'undoing' ? undone : done + skipped;
  const words = t(state === 'undoing' ? 'bulk.undoing' : 'bulk.working', { n: formatNumber(reached), total: formatNumber(total) });
  return (
    <div class="bulk-bar" role="region" aria-label={t('bulk')}>
      <p role="status">{words}</p>
      <progress max={state === 'undoing' ? done : total} value={reached} aria-label={words} />
    </div>
  );
}

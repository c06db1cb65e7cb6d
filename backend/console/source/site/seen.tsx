import { useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { Trouble } from '../drawn/trouble';
import { asProblem } from '../problem';
import type { Loaded } from '../state/loaded';
import { mayI } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import { saveOrigins } from '../touchpoints/save';
import type { Installation, SeenOrigin, Site } from '../wire-site';
import { t } from '../words/locale';

interface SeenProps {
  site: Site;
  installation: Loaded<Installation>;
}

/** Where pages with the tag were seen, and the way to let in those that are not allowed yet. */
export function SeenPages({ site, installation }: SeenProps) {
  const { value, problem, again } = installation;
  if (problem) return problem.status === 404 ? null : <Trouble problem={problem} retry={again} />;
  if (!value) return null;
  return (
    <div class="seen">
      <div class="seen-head">
        <h3 id="seen-head" tabIndex={-1}>{t('seen')}</h3>
        <button type="button" class="button quiet" onClick={again}><Icon name="restore" />{t('seen.again')}</button>
      </div>
      {value.items.length === 0
        ? <p class="hint">{t('seen.none')}</p>
        : <ul aria-labelledby="seen-head">{value.items.map((item) => <SeenRow key={item.origin} item={item} site={site} onAllowed={again} />)}</ul>}
      <p class="hint">
        {value.last_entry_at ? <>{t('seen.lastEntry')} <Moment at={value.last_entry_at} /></> : t('seen.noEntry')}
      </p>
    </div>
  );
}

function SeenRow({ item, site, onAllowed }: { item: SeenOrigin; site: Site; onAllowed: () => void }) {
  const [busy, setBusy] = useState(false);
  const { origin, last_seen_at: lastSeen } = item;
  // What was just saved counts at once, before the server's next answer.
  const isAllowed = item.is_allowed || site.allowed_origins.includes(origin);
  const allow = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await saveOrigins(site.id, [...new Set([...site.allowed_origins, origin])]);
      document.getElementById('seen-head')?.focus();
      toast(t('seen.allowedNow', { origin }));
      onAllowed();
    } catch (error) {
      toastProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li class={isAllowed ? 'seen-row' : 'seen-row unknown'}>
      <code>{origin}</code>
      <span class="seen-state"><Icon name={isAllowed ? 'check' : 'hidden'} />{t(isAllowed ? 'seen.allowed' : 'seen.unknown')}</span>
      <span class="hint">{t('seen.last')} <Moment at={lastSeen} /></span>
      {!isAllowed && mayI('manage') && (
        <button type="button" class="button" aria-disabled={busy} onClick={() => void allow()}>
          {t('seen.allow')}<span class="unseen">: {origin}</span>
        </button>
      )}
    </li>
  );
}

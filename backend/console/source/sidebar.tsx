import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './drawn/icon';
import { openHelp } from './drawn/help';
import { Logo } from './drawn/logo';
import { Views } from './inbox/views';
import { OverdueCount } from './recovery/overdue-count';
import { go, href, mayLeave, useRoute } from './state/route';
import { chooseSite, useSessionState } from './state/session';
import { t } from './words/locale';

interface RoomLinkProps {
  room: string;
  icon: IconName;
  label: string;
  note?: ComponentChildren;
}

function RoomLink({ room, icon, label, note }: RoomLinkProps) {
  const { path } = useRoute();
  const here = (path[0] === 'feedback' ? 'inbox' : (path[0] ?? 'inbox')) === room;
  return (
    <li>
      <a class="room-link" href={href(`/${room}`)} aria-current={here ? (room === 'inbox' ? 'true' : 'page') : undefined}>
        <Icon name={icon} /><span>{label}</span>{note}
      </a>
    </li>
  );
}

function SiteSwitch() {
  const { session, siteKey } = useSessionState();
  const sites = session?.sites ?? [];
  const choose = async (key: string) => {
    if (!(await mayLeave())) return;
    go(href('/inbox'));
    chooseSite(key);
  };
  if (sites.length < 2) return <p class="site-name">{sites[0]?.name}</p>;
  return (
    <label class="site-switch">
      <span class="unseen">{t('site')}</span>
      <select value={siteKey ?? ''} onChange={(event) => void choose(event.currentTarget.value)}>
        {sites.map(({ key, name }) => <option key={key} value={key}>{name}</option>)}
      </select>
    </label>
  );
}

export function Sidebar() {
  return (
    <header class="sidebar">
      <div class="brand"><Logo /><SiteSwitch /></div>
      <nav class="rooms" aria-label={t('rooms')}>
        <ul>
          <RoomLink room="inbox" icon="inbox" label={t('inbox')} />
          <RoomLink room="recovery" icon="heart" label={t('winback.short')} note={<OverdueCount />} />
          <RoomLink room="journey" icon="chart" label={t('journey.short')} />
          <RoomLink room="topics" icon="topic" label={t('topics')} />
          <RoomLink room="improvements" icon="target" label={t('improvements')} />
          <RoomLink room="sentiment" icon="mood" label={t('sentiment')} />
          <RoomLink room="customers" icon="person" label={t('customers')} />
          <RoomLink room="touchpoints" icon="journey" label={t('touchpoints')} />
          <RoomLink room="site" icon="code" label={t('site')} />
          <RoomLink room="settings" icon="settings" label={t('settings')} />
        </ul>
      </nav>
      <div class="wide-views"><Views /></div>
      <button type="button" class="help-button" onClick={openHelp}><Icon name="help" /><span>{t('help.title')}</span><kbd aria-hidden="true">?</kbd></button>
    </header>
  );
}

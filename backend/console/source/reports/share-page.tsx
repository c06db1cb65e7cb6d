import { useState } from 'preact/hooks';
import { remove } from '../api';
import { ask } from '../drawn/ask';
import { Snippet } from '../drawn/copy';
import { useFocusFirst } from '../drawn/focus-first';
import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { FigureTabs } from '../figures/figure-tabs';
import { dayWords } from '../figures/figure-words';
import { useLoaded } from '../state/loaded';
import { mayI, useSite } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Membership, Page } from '../wire';
import type { ShareLink, ShownShareLink } from '../wire-reports';
import { plural, t } from '../words/locale';
import { formatDay } from '../words/time';
import { ShareForm } from './share-form';

/** Figures for people without an account: links that show one period, and can be taken back. */
export function SharePage() {
  const site = useSite();
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head"><h1>{t('share')}</h1></header>
        <FigureTabs />
        {mayI('manage') ? site && <Links key={site.id} site={site} /> : <p>{t('share.managersOnly')}</p>}
      </div>
    </div>
  );
}

function Links({ site }: { site: Membership }) {
  const { value, problem, again } = useLoaded<Page<ShareLink>>(`/share-links?site=${encodeURIComponent(site.key)}&limit=100`);
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<ShownShareLink | null>(null);
  const show = (link: ShownShareLink) => {
    setMaking(false);
    setShown(link);
    again();
  };
  const close = () => {
    setMaking(false);
    setShown(null);
    document.getElementById('share-title')?.focus();
  };
  return (
    <section class="panel" aria-labelledby="share-title">
      <h2 id="share-title" tabIndex={-1}>{t('share.links')}</h2>
      <p class="hint">{t('share.hint')}</p>
      {shown && <NewLink link={shown} onKept={close} />}
      {making && <ShareForm site={site} onMade={show} onCancel={close} />}
      {!making && !shown && <button type="button" class="button" onClick={() => setMaking(true)}><Icon name="plus" />{t('share.add')}</button>}
      {problem && !value && <Trouble problem={problem} retry={again} />}
      {!value && !problem && <Skeleton count={1} shape="card" />}
      {value?.items.length === 0 && <p class="hint">{t('share.none')}</p>}
      <ul class="access-list" aria-labelledby="share-title">
        {value?.items.map((link) => <LinkRow key={link.id} link={link} onGone={again} />)}
      </ul>
    </section>
  );
}

function NewLink({ link, onKept }: { link: ShownShareLink; onKept: () => void }) {
  const first = useFocusFirst<HTMLHeadingElement>();
  return (
    <div class="shown-once">
      <h3 ref={first} tabIndex={-1}>{t('share.made')}</h3>
      <p>{t('share.once')}</p>
      <Snippet code={link.link} label={t('share.address')} />
      <div class="form-buttons">
        <a class="button" href={link.link} target="_blank" rel="noreferrer"><Icon name="external" />{t('share.look')}</a>
        <button type="button" class="button primary" onClick={onKept}>{t('share.kept')}</button>
      </div>
    </div>
  );
}

function stateWords({ state, expires_at: expires, revoked_at: revoked }: ShareLink): string {
  if (state === 'revoked') return t('share.revoked', { day: revoked ? formatDay(revoked) : '' });
  return t(state === 'open' ? 'share.until' : 'share.expired', { day: formatDay(expires) });
}

function LinkRow({ link, onGone }: { link: ShareLink; onGone: () => void }) {
  const days = `${dayWords(link.since)} – ${dayWords(link.until)}`;
  const name = link.title || days;
  const revoke = async () => {
    if (!(await ask({ title: t('share.revokeTitle', { name }), text: t('share.revokeText'), yes: t('share.revoke') }))) return;
    try {
      await remove(`/share-links/${link.id}`);
      document.getElementById('share-title')?.focus();
      toast(t('share.revokedNow', { name }));
    } catch (error) {
      toastProblem(error);
    }
    onGone();
  };
  return (
    <li class="access-row">
      <div class="access-facts">
        <b>{name}</b>
        <p>{link.title && `${days} · `}{plural('share.views', link.views)}{link.with_comments && ` · ${t('share.withPraise')}`}</p>
        <p class="hint">{stateWords(link)}{link.made_by && ` · ${t('share.by', { name: link.made_by })}`}</p>
      </div>
      {link.state === 'open' && (
        <button type="button" class="button risky" onClick={() => void revoke()}>{t('share.revoke')}<span class="unseen">: {name}</span></button>
      )}
    </li>
  );
}

import { Snippet } from '../drawn/copy';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { usePolling } from '../inbox/polling';
import { loadJourney, useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { useSite } from '../state/session';
import type { Installation, Site, SiteTag } from '../wire-site';
import { t } from '../words/locale';
import { pageTag } from '../touchpoints/tag';
import { Links } from './links';
import { Origins } from './origins';
import { SeenPages } from './seen';
import { SiteTabs } from './tabs';

/** From the tag to the first answer: paste, allow, see that it works, share the links. */
export function InstallPage() {
  const membership = useSite();
  const { status, problem, site, touchpoints } = useJourney();
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('install')}</h1>
          <p>{t('install.intro')}</p>
        </header>
        <SiteTabs />
        {status === 'failed' && problem && membership && (
          <Trouble problem={problem} retry={() => void loadJourney(membership.key, membership.id)} />
        )}
        {status === 'loading' && <Skeleton count={3} shape="card" />}
        {site && <Steps key={site.id} site={site} />}
        {site && <Links touchpoints={touchpoints} />}
      </div>
    </div>
  );
}

function Steps({ site }: { site: Site }) {
  const installation = useLoaded<Installation>(`/sites/${site.id}/installation`);
  usePolling(installation.again, site.id);
  return (
    <>
      <TagPanel site={site} />
      <section class="panel" aria-labelledby="pages-head">
        <h2 id="pages-head">{t('install.pages')}</h2>
        <Origins key={site.allowed_origins.join()} site={site} />
        <SeenPages site={site} installation={installation} />
      </section>
      <CheckPanel site={site} />
    </>
  );
}

function TagPanel({ site }: { site: Site }) {
  const { value } = useLoaded<SiteTag>(`/sites/${site.id}/tag`);
  return (
    <section class="panel" aria-labelledby="tag-head">
      <h2 id="tag-head">{t('tag.title')}</h2>
      <p class="hint">{t('tag.hint')}</p>
      <Snippet code={value?.tag ?? pageTag(site.key)} label={t('tag.title')} />
      {value?.pinned_tag && (
        <details class="pinned">
          <summary>{t('tag.pinned')}</summary>
          <p class="hint">{t('tag.pinnedWhen')}</p>
          <Snippet code={value.pinned_tag} label={t('tag.pinned')} />
          <p class="hint">{t('tag.pinnedPrice')}</p>
        </details>
      )}
    </section>
  );
}

/** The tag's own doctor, on the owner's own page. */
function CheckPanel({ site }: { site: Site }) {
  const [first = 'https://www.puoti.fi'] = site.allowed_origins.filter((origin) => !origin.includes('*'));
  return (
    <section class="panel" aria-labelledby="check-head">
      <h2 id="check-head">{t('install.check')}</h2>
      <p>{t('install.checkHint')}</p>
      <Snippet code={`${first}/?kohtaamo=check`} label={t('install.check')} />
    </section>
  );
}

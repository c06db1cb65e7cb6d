import { Skeleton } from '../../drawn/skeleton';
import { Snippet } from '../../drawn/copy';
import { Trouble } from '../../drawn/trouble';
import { useLoaded } from '../../state/loaded';
import { mayI, useSite } from '../../state/session';
import type { Membership } from '../../wire';
import type { IdentityState } from '../../wire-customers';
import { t } from '../../words/locale';
import { SiteTabs } from '../tabs';
import { Samples } from './sample-box';
import { pageSample } from './samples';
import { SecretPanel } from './secret-panel';

/** How the site's own server says who its customers are: the secret, code to sign with it, and where the token goes. */
export function IdentityPage() {
  const site = useSite();
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('identity')}</h1>
          <p>{t('identity.intro')}</p>
        </header>
        <SiteTabs />
        {site && (mayI('manage') ? <Steps key={site.id} site={site} /> : <p class="hint">{t('people.askOwner')}</p>)}
      </div>
    </div>
  );
}

function Steps({ site }: { site: Membership }) {
  const { value, problem, again } = useLoaded<IdentityState>(`/sites/${site.id}/identity`);
  return (
    <>
      {problem && !value && <Trouble problem={problem} retry={again} />}
      {!value && !problem && <Skeleton count={1} shape="card" />}
      {value && <SecretPanel site={site} state={value} onMade={again} />}
      <section class="panel" aria-labelledby="sign-title">
        <h2 id="sign-title">{t('identity.sign')}</h2>
        <p>{t('identity.signHint')}</p>
        <Samples siteKey={site.key} />
        <p class="hint">{t('identity.claims')}</p>
      </section>
      <section class="panel" aria-labelledby="pass-title">
        <h2 id="pass-title">{t('identity.pass')}</h2>
        <p>{t('identity.passTag')}</p>
        <Snippet code={pageSample('tag', site.key, `${location.origin}/w/k.js`)} label={t('identity.passTag')} />
        <p>{t('identity.passCommand')}</p>
        <Snippet code={pageSample('command', site.key, '')} label={t('identity.passCommand')} />
        <p class="hint">{t('identity.lost')}</p>
      </section>
    </>
  );
}

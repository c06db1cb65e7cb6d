import { useState } from 'preact/hooks';
import { usePages } from '../state/pages';
import { useSite } from '../state/session';
import type { Account } from '../wire-customers';
import { t } from '../words/locale';
import { GrownList } from './grown-list';
import { accountHref, nameOf } from './names';
import { Search } from './search';
import { CustomerTabs } from './tabs';

/** The companies that customers belong to. */
export function AccountsPage() {
  const site = useSite();
  const [words, setWords] = useState('');
  const asked = new URLSearchParams({ site: site?.key ?? '', ...(words ? { q: words } : {}) });
  const pages = usePages<Account>(site ? `/accounts?${asked}` : null);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('customers')}</h1>
          <p>{t('customers.intro')}</p>
        </header>
        <CustomerTabs />
        <section class="panel" aria-label={t('customers.accounts')}>
          <Search label={t('accounts.search')} onSearch={setWords} />
          <GrownList
            pages={pages}
            label={t('customers.accounts')}
            none={<p>{t(words ? 'customers.notFound' : 'accounts.none')}</p>}
            row={(account) => (
              <li key={account.id} class="people-row">
                <a href={accountHref(account.id)}>{nameOf(account)}</a>
                <span class="hint">{account.name ? account.reference : ''}</span>
              </li>
            )}
          />
        </section>
      </div>
    </div>
  );
}

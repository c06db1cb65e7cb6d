import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useLoaded } from '../state/loaded';
import { usePages } from '../state/pages';
import { href } from '../state/route';
import { useSite } from '../state/session';
import type { AccountCard, Customer } from '../wire-customers';
import { plural, t } from '../words/locale';
import { CustomerRow } from './customers-page';
import { Entries } from './entries';
import { GrownList } from './grown-list';
import { nameOf } from './names';

/** One account: its customers, and what they said while they belonged to it. */
export function AccountPage({ id }: { id: string }) {
  const { value: account, problem, again } = useLoaded<AccountCard>(`/accounts/${encodeURIComponent(id)}`);
  return (
    <div class="page">
      <div class="page-column">
        <a class="back" href={href('/customers/accounts')}><Icon name="back" />{t('customers.accounts')}</a>
        {problem && !account && <Trouble problem={problem} retry={again} />}
        {!account && !problem && <Skeleton count={2} shape="card" />}
        {account && (
          <>
            <header class="page-head">
              <h1>{nameOf(account)}</h1>
              <p>{t('account')} <code>{account.reference}</code></p>
            </header>
            <Entries by="account" id={account.id} n={account.entries} />
            <Members account={account} />
          </>
        )}
      </div>
    </div>
  );
}

function Members({ account }: { account: AccountCard }) {
  const site = useSite();
  const asked = new URLSearchParams({ site: site?.key ?? '', account: account.id, limit: '20' });
  const pages = usePages<Customer>(site ? `/customers?${asked}` : null);
  return (
    <section class="panel" aria-labelledby="members-title">
      <div class="panel-head">
        <h2 id="members-title">{t('customers.people')}</h2>
        <span class="hint">{plural('account.customers', account.customers)}</span>
      </div>
      <GrownList
        pages={pages}
        label={t('customers.people')}
        none={<p class="hint">{t('account.empty')}</p>}
        row={(customer) => <CustomerRow key={customer.id} customer={customer} />}
      />
    </section>
  );
}

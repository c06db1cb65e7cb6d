import type { Account } from '../wire-customers';
import { t } from '../words/locale';
import { accountHref, nameOf } from './names';
import { SearchedPage } from './searched-page';

function AccountRow({ account }: { account: Account }) {
  return (
    <li class="people-row">
      <a href={accountHref(account.id)}>{nameOf(account)}</a>
      <span class="hint">{account.name ? account.reference : ''}</span>
    </li>
  );
}

/** The companies that customers belong to. */
export function AccountsPage() {
  return (
    <SearchedPage<Account>
      path="/accounts"
      label={t('customers.accounts')}
      search={t('accounts.search')}
      none={<p>{t('accounts.none')}</p>}
      row={(account) => <AccountRow key={account.id} account={account} />}
    />
  );
}

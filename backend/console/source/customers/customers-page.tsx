import { Moment } from '../drawn/moment';
import { href } from '../state/route';
import { mayI, useSite } from '../state/session';
import type { Customer } from '../wire-customers';
import { t } from '../words/locale';
import { ImportPanel } from './import';
import { customerHref, nameOf } from './names';
import { SearchedPage } from './searched-page';

/** Everybody of whom the site has told who she is; whoever was heard last comes first. */
export function CustomersPage() {
  const site = useSite();
  return (
    <SearchedPage<Customer>
      path="/customers"
      label={t('customers.people')}
      search={t('customers.search')}
      none={<NobodyYet />}
      row={(customer) => <CustomerRow key={customer.id} customer={customer} />}
      below={(again) => site && mayI('manage') && <ImportPanel site={site} onDone={again} />}
    />
  );
}

function NobodyYet() {
  return (
    <>
      <p>{t('customers.none')}</p>
      {mayI('manage') && <p><a class="button primary" href={href('/site/identity')}>{t('customers.setUp')}</a></p>}
    </>
  );
}

export function CustomerRow({ customer }: { customer: Customer }) {
  const { name, reference, email, segment, account } = customer;
  const facts = [name && reference, email, account && nameOf(account), segment].filter(Boolean);
  return (
    <li class="people-row">
      <a href={customerHref(customer.id)}>{nameOf(customer)}</a>
      <span class="hint">{facts.join(' · ')}</span>
      <Moment at={customer.last_seen_at} />
    </li>
  );
}

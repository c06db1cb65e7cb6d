import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useLoaded } from '../state/loaded';
import { href } from '../state/route';
import { mayI } from '../state/session';
import type { CustomerCard } from '../wire-customers';
import { t } from '../words/locale';
import { formatMoment } from '../words/time';
import { CustomerEvents } from './events';
import { Entries } from './entries';
import { ErasePanel } from './erase';
import { MergePanel } from './merge';
import { accountHref, nameOf } from './names';

/** One customer: who she is, everything she said, and what may be done about her data. */
export function CustomerPage({ id }: { id: string }) {
  const { value: customer, problem, again } = useLoaded<CustomerCard>(`/customers/${encodeURIComponent(id)}`);
  return (
    <div class="page">
      <div class="page-column">
        <a class="back" href={href('/customers')}><Icon name="back" />{t('customers')}</a>
        {problem && !customer && <Trouble problem={problem} retry={again} />}
        {!customer && !problem && <Skeleton count={2} shape="card" />}
        {customer && (
          <>
            <header class="page-head">
              <h1>{nameOf(customer)}</h1>
              <Proof />
            </header>
            <Facts customer={customer} />
            <Entries by="customer" id={customer.id} n={customer.entries} />
            <CustomerEvents id={customer.id} />
            {mayI('moderate') && <MergePanel customer={customer} onChanged={again} />}
            {mayI('manage') && <ErasePanel customer={customer} />}
          </>
        )}
      </div>
    </div>
  );
}

function Proof() {
  return <p class="verified"><Icon name="check" />{t('customer.verifiedHow')}</p>;
}

function Facts({ customer }: { customer: CustomerCard }) {
  const { reference, email, account, segment } = customer;
  return (
    <section class="panel" aria-label={t('customer')}>
      <dl class="facts">
        <div><dt>{t('customer.reference')}</dt><dd><code>{reference}</code></dd></div>
        {email && <div><dt>{t('details.email')}</dt><dd><a href={`mailto:${encodeURIComponent(email)}`}>{email}</a></dd></div>}
        {account && <div><dt>{t('account')}</dt><dd><a href={accountHref(account.id)}>{nameOf(account)}</a></dd></div>}
        {segment && <div><dt>{t('filter.segment')}</dt><dd>{segment}</dd></div>}
        <div><dt>{t('customer.firstSeen')}</dt><dd><time dateTime={customer.first_seen_at}>{formatMoment(customer.first_seen_at)}</time></dd></div>
        <div><dt>{t('customer.lastSeen')}</dt><dd><time dateTime={customer.last_seen_at}>{formatMoment(customer.last_seen_at)}</time></dd></div>
      </dl>
    </section>
  );
}

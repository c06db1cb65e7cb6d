import { useState } from 'preact/hooks';
import { Moment } from '../drawn/moment';
import { usePages } from '../state/pages';
import { href } from '../state/route';
import { mayI, useSite } from '../state/session';
import type { Customer } from '../wire-customers';
import { t } from '../words/locale';
import { GrownList } from './grown-list';
import { ImportPanel } from './import';
import { customerHref, nameOf } from './names';
import { Search } from './search';
import { CustomerTabs } from './tabs';

/** Everybody of whom the site has told who she is; whoever was heard last comes first. */
export function CustomersPage() {
  const site = useSite();
  const [words, setWords] = useState('');
  const asked = new URLSearchParams({ site: site?.key ?? '', ...(words ? { q: words } : {}) });
  const pages = usePages<Customer>(site ? `/customers?${asked}` : null);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('customers')}</h1>
          <p>{t('customers.intro')}</p>
        </header>
        <CustomerTabs />
        <section class="panel" aria-label={t('customers.people')}>
          <Search label={t('customers.search')} onSearch={setWords} />
          <GrownList
            pages={pages}
            label={t('customers.people')}
            none={words ? <p>{t('customers.notFound')}</p> : <NobodyYet />}
            row={(customer) => <CustomerRow key={customer.id} customer={customer} />}
          />
        </section>
        {site && mayI('manage') && <ImportPanel site={site} onDone={pages.again} />}
      </div>
    </div>
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

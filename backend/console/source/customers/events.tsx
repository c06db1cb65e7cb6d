import { usePages } from '../state/pages';
import type { CustomerEvent } from '../wire-customers';
import { locale, phrase, t } from '../words/locale';
import { formatMoment } from '../words/time';
import { GrownList } from './grown-list';

function money(amount: number, currency: string | null): string {
  try {
    return new Intl.NumberFormat(locale.get(), currency ? { style: 'currency', currency } : {}).format(amount);
  } catch {
    return `${amount} ${currency ?? ''}`;
  }
}

/** What the customer did: purchases, renewals, cancellations and the site's own kinds. Nothing when nothing was told. */
export function CustomerEvents({ id }: { id: string }) {
  const pages = usePages<CustomerEvent>(`/customers/${encodeURIComponent(id)}/events?limit=10`);
  if (!pages.items?.length) return null;
  return (
    <section class="panel" aria-labelledby="did-title">
      <h2 id="did-title">{t('customer.did')}</h2>
      <GrownList
        pages={pages}
        label={t('customer.did')}
        none={null}
        row={({ id: eventId, kind, key, amount, currency, occurred_at: at }) => (
          <li key={eventId} class="people-row">
            <span>{phrase('customerEvent.', kind)}</span>
            <span class="hint">{key}</span>
            {amount !== null && <span>{money(amount, currency)}</span>}
            <time dateTime={at}>{formatMoment(at)}</time>
          </li>
        )}
      />
    </section>
  );
}

import { Icon } from '../drawn/icon';
import type { Whose } from '../wire-customers';
import { phrase, t } from '../words/locale';
import { accountHref, customerHref, nameOf } from './names';

/** Whose the entry is and how that is known; or why the token that came with it proves nothing. */
export function WhoseCard({ whose }: { whose: Whose | null | undefined }) {
  if (!whose) return null;
  const { id, reference, email, account } = whose;
  if (!whose.verified || !id || !reference) {
    return (
      <section class="whose unknown" aria-label={t('customer')}>
        <p><b>{t('customer.unverified')}</b></p>
        <p class="hint">{phrase('identityFault.', whose.fault ?? '')}</p>
      </section>
    );
  }
  return (
    <section class="whose" aria-label={t('customer')}>
      <p><a href={customerHref(id)}><b>{nameOf({ name: whose.name, reference })}</b></a></p>
      <p class="verified" title={t('customer.verifiedHow')}><Icon name="check" />{t('customer.verified')}</p>
      {account && <p><a href={accountHref(account.id)}>{nameOf(account)}</a></p>}
      {whose.name && <p class="hint">{reference}</p>}
      {email && <p><a href={`mailto:${encodeURIComponent(email)}`}>{email}</a></p>}
    </section>
  );
}

import { useEffect } from 'preact/hooks';
import { useRoute } from '../state/route';
import { forgetLink, refreshSession } from '../state/session';
import { t } from '../words/locale';
import { providerFault } from '../words/sign-in-words';

/** The sign-in provider's name, when the operator has set one up. */
const name = document.body.dataset['provider'];
const WAY = '/console/provider';

export function ProviderFault() {
  const { path } = useRoute();
  const fault = path[0] === 'sign-in' && path[1];
  return fault ? <p class="form-trouble" role="alert">{providerFault(fault, name ?? t('provider'))}</p> : null;
}

/** Whose session ended does it in another tab: leaving this one would lose what is on it. */
export function ProviderWay({ again }: { again: boolean }) {
  useEffect(() => {
    if (!again) return undefined;
    const leaving = new AbortController();
    addEventListener('focus', () => void refreshSession(), { signal: leaving.signal });
    return () => leaving.abort();
  }, [again]);
  if (!name) return null;
  return (
    <>
      <p class="gate-or">{t('signIn.or')}</p>
      <a class="button wide" href={WAY} target={again ? '_blank' : undefined} onClick={forgetLink}>
        {t('provider.signIn', { name })}{again && <span class="unseen"> ({t('opensNewTab')})</span>}
      </a>
      {again && <p class="hint">{t('provider.again')}</p>}
    </>
  );
}

import { useState } from 'preact/hooks';
import { remove } from '../api';
import { ask } from '../drawn/ask';
import { Snippet } from '../drawn/copy';
import { useFocusFirst } from '../drawn/focus-first';
import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useLoaded } from '../state/loaded';
import { toast, toastProblem } from '../state/toasts';
import type { Page } from '../wire';
import type { ShownToken, Token } from '../wire-access';
import { t } from '../words/locale';
import { formatDay } from '../words/time';
import { TokenForm } from './token-form';

/** The programs that work in one's name. */
export function TokensPanel() {
  const { value, problem, again } = useLoaded<Page<Token>>('/tokens');
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<ShownToken | null>(null);
  const show = (token: ShownToken) => {
    setMaking(false);
    setShown(token);
    again();
  };
  const close = () => {
    setMaking(false);
    setShown(null);
    document.getElementById('tokens-title')?.focus();
  };
  return (
    <section class="panel" aria-labelledby="tokens-title">
      <h2 id="tokens-title" tabIndex={-1}>{t('tokens')}</h2>
      <p class="hint">{t('tokens.hint')} <a href="/api/docs">{t('tokens.docs')}</a></p>
      {problem && !value && <Trouble problem={problem} retry={again} />}
      {!value && !problem && <Skeleton count={1} shape="card" />}
      {value?.items.length === 0 && <p class="hint">{t('tokens.none')}</p>}
      <ul class="access-list" aria-labelledby="tokens-title">
        {value?.items.map((token) => <TokenRow key={token.id} token={token} onGone={again} />)}
      </ul>
      {shown && <NewToken token={shown} onKept={close} />}
      {making && <TokenForm onMade={show} onCancel={close} />}
      {!making && !shown && <button type="button" class="button" onClick={() => setMaking(true)}><Icon name="plus" />{t('tokens.add')}</button>}
    </section>
  );
}

function NewToken({ token, onKept }: { token: ShownToken; onKept: () => void }) {
  const first = useFocusFirst<HTMLHeadingElement>();
  return (
    <div class="shown-once">
      <h3 ref={first} tabIndex={-1}>{t('tokens.made', { label: token.label })}</h3>
      <p>{t('tokens.once')}</p>
      <Snippet code={token.token} label={t('tokens.token')} />
      <button type="button" class="button primary" onClick={onKept}>{t('tokens.kept')}</button>
    </div>
  );
}

function TokenRow({ token, onGone }: { token: Token; onGone: () => void }) {
  const { label, scopes, expires_at: expires, last_used_at: used } = token;
  const name = label || t('tokens.nameless');
  const revoke = async () => {
    const agreed = await ask({ title: t('tokens.revokeTitle', { label: name }), text: t('tokens.revokeText'), yes: t('tokens.revoke') });
    if (!agreed) return;
    try {
      await remove(`/tokens/${token.id}`);
      document.getElementById('tokens-title')?.focus();
      toast(t('tokens.revoked', { label: name }));
    } catch (error) {
      toastProblem(error);
    }
    onGone();
  };
  return (
    <li class="access-row">
      <div class="access-facts">
        <b>{name}</b>
        <p>{scopes.map((scope) => t(`scope.${scope}`)).join(' · ')}</p>
        <p class="hint">
          {expires ? t('tokens.until', { day: formatDay(expires) }) : t('tokens.forever')}
          {' · '}
          {used ? <>{t('tokens.used')} <Moment at={used} /></> : t('tokens.unused')}
        </p>
      </div>
      <button type="button" class="button risky" onClick={() => void revoke()}>{t('tokens.revoke')}<span class="unseen">: {name}</span></button>
    </li>
  );
}

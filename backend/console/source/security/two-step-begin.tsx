import { useState } from 'preact/hooks';
import { put } from '../api';
import { CodeField } from '../drawn/code-field';
import { Snippet } from '../drawn/copy';
import { useFocusFirst } from '../drawn/focus-first';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import type { SecondFactorSecret } from '../wire-access';
import { t } from '../words/locale';
import { signInText } from '../words/sign-in-words';

interface TwoStepBeginProps {
  secret: SecondFactorSecret;
  onCodes: (codes: string[]) => void;
  onCancel: () => void;
}

const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** The secret goes into the app, and the app's first code proves that it did. */
export function TwoStepBegin({ secret, onCodes, onCancel }: TwoStepBeginProps) {
  const first = useFocusFirst<HTMLHeadingElement>();
  return (
    <div class="two-step">
      <h3 ref={first} tabIndex={-1}>{t('twoStep.scan')}</h3>
      <p class="hint">{t('twoStep.apps')}</p>
      <div class="two-step-secret">
        <img class="qr" src={`data:image/svg+xml,${encodeURIComponent(secret.qr_svg)}`} width={168} height={168} alt={t('twoStep.qr')} />
        <div class="link-texts">
          <p class="hint">{t('twoStep.byHand')}</p>
          <Snippet code={secret.secret} shown={inFours(secret.secret)} label={t('twoStep.secret')} />
          <p class="hint"><a href={secret.uri}>{t('twoStep.samePhone')}</a></p>
        </div>
      </div>
      <h3>{t('twoStep.confirm')}</h3>
      <FirstCode onCodes={onCodes} onCancel={onCancel} />
    </div>
  );
}

function FirstCode({ onCodes, onCancel }: Omit<TwoStepBeginProps, 'secret'>) {
  const [code, setCode] = useState('');
  const { busy, problem, run } = useDeed();
  const wrong = reasonAt(problem, 'code') !== null;
  const confirm = async () => {
    const { recovery_codes: codes } = await put<{ recovery_codes: string[] }>('/session/second-factor', { code: code.trim() });
    onCodes(codes);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void run(confirm);
  };
  return (
    <form onSubmit={submit}>
      <CodeField value={code} fault={wrong ? t('twoStep.wrongFirst') : null} onInput={setCode} />
      {wrong && <p class="unseen" role="alert">{t('twoStep.wrongFirst')}</p>}
      {problem && !wrong && <p class="form-trouble" role="alert">{signInText(problem)}</p>}
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy}>{t('twoStep.switchOn')}</button>
        <button type="button" class="button" onClick={onCancel}>{t('cancel')}</button>
      </div>
    </form>
  );
}

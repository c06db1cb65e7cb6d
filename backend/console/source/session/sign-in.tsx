import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../drawn/field';
import { asProblem } from '../problem';
import { currentSession, signIn } from '../state/session';
import { t } from '../words/locale';
import { problemText } from '../words/problem-text';
import { Gate } from './gate';

/** Signing in keeps the address: one comes back to where one was. */
export function SignIn({ again = false }: { again?: boolean }) {
  const [email, setEmail] = useState(currentSession()?.staff.email ?? '');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setFault(null);
    try {
      await signIn(email.trim(), password);
    } catch (error) {
      const problem = asProblem(error);
      setFault(problem.status === 401 ? t('signIn.wrong') : problemText(problem));
      setSending(false);
    }
  };
  return (
    <Gate title={again ? t('signIn.again') : t('signIn')} text={again ? t('signIn.againText') : undefined}>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={t('email')}>
          {(ties) => (
            <input
              {...ties}
              ref={first}
              type="email"
              autocomplete="username"
              required
              value={email}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('password')} fault={fault}>
          {(ties) => (
            <input
              {...ties}
              type="password"
              autocomplete="current-password"
              required
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          )}
        </Field>
        <p class="unseen" role="alert">{fault}</p>
        <button type="submit" class="button primary wide" aria-disabled={sending}>{sending ? t('signIn.going') : t('signIn')}</button>
      </form>
      <p class="hint">{t('signIn.noPassword')}</p>
    </Gate>
  );
}

import { useState } from 'preact/hooks';
import { Field } from '../drawn/field';
import { useFocusFirst } from '../drawn/focus-first';
import { asProblem } from '../problem';
import { currentSession, signIn } from '../state/session';
import { t } from '../words/locale';
import { asksForCode, signInText } from '../words/sign-in-words';
import { CodeStep } from './code-step';
import { Gate } from './gate';
import { ProviderFault, ProviderWay } from './provider';

/** Signing in keeps the address: one comes back to where one was. */
export function SignIn({ again = false }: { again?: boolean }) {
  const [email, setEmail] = useState(currentSession()?.staff.email ?? '');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const enter = async (code?: string) => {
    setFault(null);
    await signIn(email.trim(), password, code);
  };
  const backTo = (status?: number) => {
    setAsked(false);
    setFault(status ? t('signIn.wrong') : null);
  };
  if (asked) return <CodeStep enter={enter} onBack={backTo} />;
  const refused = (error: unknown) => {
    const problem = asProblem(error);
    if (asksForCode(problem)) setAsked(true);
    else setFault(problem.status === 401 ? t('signIn.wrong') : signInText(problem));
  };
  return (
    <Gate title={again ? t('signIn.again') : t('signIn')} text={again ? t('signIn.againText') : undefined}>
      <ProviderFault />
      <PasswordStep {...{ email, password, fault, setEmail, setPassword }} submit={() => enter().catch(refused)} />
      <ProviderWay again={again} />
      <p class="hint">{t('signIn.noPassword')}</p>
    </Gate>
  );
}

interface PasswordStepProps {
  email: string;
  password: string;
  fault: string | null;
  setEmail: (email: string) => void;
  setPassword: (password: string) => void;
  submit: () => Promise<void>;
}

function PasswordStep({ email, password, fault, setEmail, setPassword, submit }: PasswordStepProps) {
  const [sending, setSending] = useState(false);
  const first = useFocusFirst<HTMLInputElement>();
  const send = async (event: Event) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    await submit();
    setSending(false);
  };
  return (
    <form onSubmit={(event) => void send(event)}>
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
  );
}

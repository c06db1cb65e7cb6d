import { useState } from 'preact/hooks';
import { asProblem, type Problem } from '../problem';
import { goInstead, href } from '../state/route';
import { enteredBy, openLink, useSessionState } from '../state/session';
import { t } from '../words/locale';
import { asksForCode, signInText } from '../words/sign-in-words';
import { CodeStep } from './code-step';
import { Gate } from './gate';
import { PasswordForm } from './password-form';

const DOOR = href('/inbox');

const isUsedUp = ({ status }: Problem) => status === 401 || status === 404 || status === 422;

/** The one-time link: opening it changes nothing (mail scanners open links), the button does. */
export function Welcome({ linkToken }: { linkToken: string }) {
  const [step, setStep] = useState<'door' | 'code'>('door');
  const [fault, setFault] = useState<string | null>(null);
  const [going, setGoing] = useState(false);
  const { session } = useSessionState();

  const arrive = async (code?: string) => {
    const { must_set_password: mustSet } = await openLink(linkToken, code);
    if (!mustSet) goInstead(DOOR);
  };
  const enter = async () => {
    if (going) return;
    setGoing(true);
    try {
      await arrive();
    } catch (error) {
      const problem = asProblem(error);
      if (asksForCode(problem)) setStep('code');
      else setFault(isUsedUp(problem) ? t('welcome.used') : signInText(problem));
    } finally {
      setGoing(false);
    }
  };
  const backTo = (status?: number) => {
    setStep('door');
    setFault(status ? t('welcome.used') : null);
  };
  // Asked of the session, not kept here: a session in another language draws this page anew.
  if (session?.must_set_password && enteredBy(linkToken)) return <FirstPassword email={session.staff.email} />;
  if (step === 'code') return <CodeStep enter={arrive} onBack={backTo} />;
  return (
    <Gate title={t('welcome')} text={t('welcome.text')}>
      {fault && <p class="form-trouble" role="alert">{fault}</p>}
      <button type="button" class="button primary wide" aria-disabled={going} onClick={() => void enter()}>{t('welcome.enter')}</button>
      {fault && <a class="button wide" href={DOOR}>{t('welcome.toSignIn')}</a>}
    </Gate>
  );
}

function FirstPassword({ email }: { email: string }) {
  return (
    <Gate title={t('welcome.password')} text={t('welcome.passwordText', { email })}>
      <PasswordForm needsCurrent={false} onDone={() => goInstead(DOOR)} />
      <button type="button" class="button wide quiet" onClick={() => goInstead(DOOR)}>{t('welcome.skip')}</button>
    </Gate>
  );
}

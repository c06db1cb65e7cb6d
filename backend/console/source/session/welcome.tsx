import { useState } from 'preact/hooks';
import { asProblem } from '../problem';
import { goInstead, href } from '../state/route';
import { openLink, useSessionState } from '../state/session';
import { t } from '../words/locale';
import { problemText } from '../words/problem-text';
import { Gate } from './gate';
import { PasswordForm } from './password-form';

const DOOR = href('/inbox');

/** The one-time link: opening it changes nothing (mail scanners open links), the button does. */
export function Welcome({ linkToken }: { linkToken: string }) {
  const [fault, setFault] = useState<string | null>(null);
  const [inside, setInside] = useState(false);
  const [going, setGoing] = useState(false);
  const { session } = useSessionState();

  const enter = async () => {
    if (going) return;
    setGoing(true);
    try {
      const { must_set_password: mustSet } = await openLink(linkToken);
      if (mustSet) setInside(true);
      else goInstead(DOOR);
    } catch (error) {
      const problem = asProblem(error);
      const used = problem.status === 401 || problem.status === 404 || problem.status === 422;
      setFault(used ? t('welcome.used') : problemText(problem));
      setGoing(false);
    }
  };
  if (inside) {
    return (
      <Gate title={t('welcome.password')} text={t('welcome.passwordText', { email: session?.staff.email ?? '' })}>
        <PasswordForm needsCurrent={false} onDone={() => goInstead(DOOR)} />
        <button type="button" class="button wide quiet" onClick={() => goInstead(DOOR)}>{t('welcome.skip')}</button>
      </Gate>
    );
  }
  return (
    <Gate title={t('welcome')} text={t('welcome.text')}>
      {fault && <p class="form-trouble" role="alert">{fault}</p>}
      <button type="button" class="button primary wide" aria-disabled={going} onClick={() => void enter()}>{t('welcome.enter')}</button>
      {fault && <a class="button wide" href={DOOR}>{t('welcome.toSignIn')}</a>}
    </Gate>
  );
}

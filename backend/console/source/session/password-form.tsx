import { useState } from 'preact/hooks';
import { Field } from '../drawn/field';
import { FormTrouble } from '../drawn/trouble';
import { asProblem, reasonAt, type Problem } from '../problem';
import { choosePassword, currentSession } from '../state/session';
import { toast } from '../state/toasts';
import { t } from '../words/locale';

const SHORTEST = 12;

interface PasswordFormProps {
  needsCurrent: boolean;
  onDone: () => void;
}

export function PasswordForm({ needsCurrent, onDone }: PasswordFormProps) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    setProblem(null);
    const tooShort = Array.from(password).length < SHORTEST;
    setFault(tooShort ? t('password.tooShort', { n: SHORTEST }) : null);
    if (tooShort) return;
    try {
      await choosePassword(password, needsCurrent ? current : undefined);
      setCurrent('');
      setPassword('');
      toast(t('password.changed'));
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <form class="password-form" onSubmit={(event) => void submit(event)}>
      <input type="email" class="unseen" tabIndex={-1} aria-hidden="true" autocomplete="username" readOnly value={currentSession()?.staff.email ?? ''} />
      {needsCurrent && (
        <Field label={t('password.current')} fault={reasonAt(problem, 'current_password') && t('password.wrong')}>
          {(ties) => (
            <input {...ties} type="password" autocomplete="current-password" required value={current} onInput={(event) => setCurrent(event.currentTarget.value)} />
          )}
        </Field>
      )}
      <Field label={t('password.new')} hint={t('password.hint', { n: SHORTEST })} fault={fault ?? reasonAt(problem, 'password')}>
        {(ties) => (
          <input {...ties} type="password" autocomplete="new-password" required value={password} onInput={(event) => setPassword(event.currentTarget.value)} />
        )}
      </Field>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <button type="submit" class="button primary">{t('password.save')}</button>
    </form>
  );
}

import { useState } from 'preact/hooks';
import { CodeField } from '../drawn/code-field';
import { asProblem } from '../problem';
import { t } from '../words/locale';
import { asksForCode, signInText } from '../words/sign-in-words';
import { Gate } from './gate';

interface CodeStepProps {
  enter: (code: string) => Promise<void>;
  /** Back to the first step; with what went wrong there meanwhile, if anything did. */
  onBack: (status?: number) => void;
}

/** The second step: a code beside the password or the link. */
export function CodeStep({ enter, onBack }: CodeStepProps) {
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [sending, setSending] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setFault(null);
    try {
      await enter(code.trim());
    } catch (error) {
      const problem = asProblem(error);
      setSending(false);
      if (problem.status === 401 && !asksForCode(problem)) onBack(problem.status);
      else setFault(asksForCode(problem) ? t('code.wrong') : signInText(problem));
    }
  };
  return (
    <Gate title={t('code.title')} text={t('code.text')}>
      <form onSubmit={(event) => void submit(event)}>
        <CodeField value={code} fault={fault} orRecovery focusFirst onInput={setCode} />
        <p class="unseen" role="alert">{fault}</p>
        <button type="submit" class="button primary wide" aria-disabled={sending}>{sending ? t('signIn.going') : t('signIn')}</button>
        <button type="button" class="button wide quiet" onClick={() => onBack()}>{t('code.back')}</button>
      </form>
      <p class="hint">{t('code.lost')}</p>
    </Gate>
  );
}

import { useState } from 'preact/hooks';
import { CodeField } from '../drawn/code-field';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import { t } from '../words/locale';
import { signInText } from '../words/sign-in-words';

interface CodeFormProps {
  text: string;
  button: string;
  isDanger?: boolean;
  send: (code: string) => Promise<void>;
  onCancel: () => void;
}

/** A deed on the second factor is confirmed by a code of it. */
export function CodeForm({ text, button, isDanger, send, onCancel }: CodeFormProps) {
  const [code, setCode] = useState('');
  const { busy, problem, run } = useDeed();
  const submit = (event: Event) => {
    event.preventDefault();
    void run(() => send(code.trim()));
  };
  const wrong = reasonAt(problem, 'code') !== null;
  return (
    <form onSubmit={submit}>
      <p>{text}</p>
      <CodeField value={code} fault={wrong ? t('code.wrong') : null} orRecovery focusFirst onInput={setCode} />
      {wrong && <p class="unseen" role="alert">{t('code.wrong')}</p>}
      {problem && !wrong && <p class="form-trouble" role="alert">{signInText(problem)}</p>}
      <div class="form-buttons">
        <button type="submit" class={isDanger ? 'button risky' : 'button primary'} aria-disabled={busy}>{button}</button>
        <button type="button" class="button" onClick={onCancel}>{t('cancel')}</button>
      </div>
    </form>
  );
}

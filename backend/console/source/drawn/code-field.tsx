import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../words/locale';
import { Field } from './field';

interface CodeFieldProps {
  value: string;
  fault?: string | null;
  /** Whether a recovery code is taken in place of the app's. */
  orRecovery?: boolean;
  focusFirst?: boolean;
  onInput: (code: string) => void;
}

/** Six digits from the authenticator app, or a recovery code. */
export function CodeField({ value, fault, orRecovery, focusFirst, onInput }: CodeFieldProps) {
  const [byRecovery, setByRecovery] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusFirst || byRecovery) input.current?.focus();
  }, [byRecovery]);
  const change = () => {
    setByRecovery(!byRecovery);
    onInput('');
    input.current?.focus();
  };
  return (
    <div class="code-field">
      <Field label={t(byRecovery ? 'code.recovery' : 'code')} hint={t(byRecovery ? 'code.recoveryHint' : 'code.hint')} fault={fault ?? null}>
        {(ties) => (
          <input
            {...ties}
            ref={input}
            type="text"
            class="code one-time"
            inputmode={byRecovery ? 'text' : 'numeric'}
            autocomplete={byRecovery ? 'off' : 'one-time-code'}
            autocapitalize="none"
            spellcheck={false}
            required
            maxLength={40}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        )}
      </Field>
      {orRecovery && (
        <button type="button" class="link-button" onClick={change}>{t(byRecovery ? 'code.byApp' : 'code.byRecovery')}</button>
      )}
    </div>
  );
}

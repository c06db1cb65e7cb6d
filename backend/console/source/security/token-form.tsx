import { useId, useState } from 'preact/hooks';
import { post } from '../api';
import { Field } from '../drawn/field';
import { useFocusFirst } from '../drawn/focus-first';
import { FormTrouble } from '../drawn/trouble';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import { TOKEN_SCOPES, type ShownToken, type TokenScope } from '../wire-access';
import { plural, t } from '../words/locale';

const LIVES = [30, 90, 365] as const;

interface TokenFormProps {
  onMade: (token: ShownToken) => void;
  onCancel: () => void;
}

export function TokenForm({ onMade, onCancel }: TokenFormProps) {
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<TokenScope[]>(['read']);
  const [days, setDays] = useState<number | null>(90);
  const { busy, problem, run } = useDeed();
  const first = useFocusFirst<HTMLInputElement>();
  const submit = (event: Event) => {
    event.preventDefault();
    if (scopes.length > 0) void run(async () => onMade(await post<ShownToken>('/tokens', { label: label.trim(), scopes, days })));
  };
  return (
    <form class="token-form" onSubmit={submit}>
      <Field label={t('tokens.label')} hint={t('tokens.labelHint')} fault={reasonAt(problem, 'label')}>
        {(ties) => (
          <input {...ties} ref={first} type="text" autocomplete="off" required maxLength={120} value={label} onInput={(event) => setLabel(event.currentTarget.value)} />
        )}
      </Field>
      <Scopes chosen={scopes} onChoose={setScopes} />
      <Field label={t('tokens.lasts')} fault={reasonAt(problem, 'days')}>
        {(ties) => (
          <select {...ties} value={days ?? ''} onChange={(event) => setDays(Number(event.currentTarget.value) || null)}>
            {LIVES.map((life) => <option key={life} value={life}>{plural('days', life)}</option>)}
            <option value="">{t('tokens.untilRevoked')}</option>
          </select>
        )}
      </Field>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy || scopes.length === 0}>{t('tokens.make')}</button>
        <button type="button" class="button" onClick={onCancel}>{t('cancel')}</button>
      </div>
    </form>
  );
}

function Scopes({ chosen, onChoose }: { chosen: TokenScope[]; onChoose: (scopes: TokenScope[]) => void }) {
  const id = useId();
  const toggle = (scope: TokenScope) =>
    onChoose(chosen.includes(scope) ? chosen.filter((one) => one !== scope) : [...chosen, scope]);
  return (
    <fieldset class="scopes" aria-describedby={`${id}-hint`}>
      <legend>{t('scopes')}</legend>
      {TOKEN_SCOPES.map((scope) => (
        <label key={scope} class="check">
          <input type="checkbox" checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
          {t(`scope.${scope}`)}
        </label>
      ))}
      <p class="hint" id={`${id}-hint`}>{t('scopes.hint')}</p>
      <p class="fault" role="status">{chosen.length === 0 && t('scopes.none')}</p>
    </fieldset>
  );
}

import { useState } from 'preact/hooks';
import { post } from '../../api';
import { ask } from '../../drawn/ask';
import { Snippet } from '../../drawn/copy';
import { useFocusFirst } from '../../drawn/focus-first';
import { useDeed } from '../../state/deed';
import type { Membership } from '../../wire';
import type { IdentityState, ShownSecret } from '../../wire-customers';
import { problemText } from '../../words/problem-text';
import { t } from '../../words/locale';
import { formatMoment } from '../../words/time';

interface SecretProps {
  site: Membership;
  state: IdentityState;
  onMade: () => void;
}

const OVERLAP_HOURS = 24;

/** The secret: made, shown this once, and changed when it must be. */
export function SecretPanel({ site, state, onMade }: SecretProps) {
  const [shown, setShown] = useState<ShownSecret | null>(null);
  const { busy, problem, run } = useDeed();
  const make = (hours: number) => run(async () => {
    setShown(await post<ShownSecret>(`/sites/${site.id}/identity/secrets`, { keep_previous_hours: hours }));
    onMade();
  });
  const replace = async (hours: number) => {
    const text = t(hours ? 'identity.replaceText' : 'identity.leakedText', { hours });
    if (await ask({ title: t('identity.replaceTitle'), text, yes: t('identity.replaceYes') })) await make(hours);
  };
  return (
    <section class="panel" aria-labelledby="secret-title">
      <h2 id="secret-title" tabIndex={-1}>{t('identity.secret')}</h2>
      <p class="hint">{t(state.number ? 'identity.isOn' : 'identity.isOff')}</p>
      {state.previous_until && <p class="hint">{t('identity.previous', { moment: formatMoment(state.previous_until) })}</p>}
      {problem && <p class="fault" role="alert">{problemText(problem)}</p>}
      {shown && <Shown shown={shown} onKept={() => setShown(null)} />}
      {!shown && (
        <div class="form-buttons">
          {state.number === 0 ? (
            <button type="button" class="button primary" disabled={busy} onClick={() => void make(0)}>{t('identity.make')}</button>
          ) : (
            <>
              <button type="button" class="button" disabled={busy} onClick={() => void replace(OVERLAP_HOURS)}>{t('identity.replace')}</button>
              <button type="button" class="button risky" disabled={busy} onClick={() => void replace(0)}>{t('identity.leaked')}</button>
            </>
          )}
        </div>
      )}
    </section>
  );
}

function Shown({ shown, onKept }: { shown: ShownSecret; onKept: () => void }) {
  const first = useFocusFirst<HTMLHeadingElement>();
  const keep = () => {
    onKept();
    document.getElementById('secret-title')?.focus();
  };
  return (
    <div class="shown-once">
      <h3 ref={first} tabIndex={-1}>{t('identity.made')}</h3>
      <p>{t('identity.once')}</p>
      <Snippet code={shown.secret} label={t('identity.secret')} />
      <button type="button" class="button primary" onClick={keep}>{t('tokens.kept')}</button>
    </div>
  );
}

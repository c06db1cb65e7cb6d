import { useState } from 'preact/hooks';
import { Field } from '../drawn/field';
import { Icon } from '../drawn/icon';
import { FormTrouble } from '../drawn/trouble';
import { advanceOn, switchAdvance } from '../inbox/advance';
import { asProblem, reasonAt, type Problem } from '../problem';
import { shortcutsOn, switchShortcuts } from '../state/keyboard';
import { saveProfile, signOut, useSessionState } from '../state/session';
import { useStore } from '../state/store';
import { toast, toastProblem } from '../state/toasts';
import type { Session } from '../wire';
import { locale, LOCALES, t } from '../words/locale';
import { languageOwnName } from '../words/own-name';
import { DigestPanel } from './digest-panel';
import { SettingsTabs } from './settings-tabs';

export function SettingsPage() {
  const { session } = useSessionState();
  const shortcuts = useStore(shortcutsOn);
  const advances = useStore(advanceOn);
  if (!session) return null;
  const leave = () => signOut().catch(toastProblem);
  return (
    <div class="page">
      <div class="page-column narrow">
        <header class="page-head"><h1>{t('settings')}</h1></header>
        <SettingsTabs />
        <section class="panel" aria-labelledby="profile-title">
          <h2 id="profile-title">{t('profile')}</h2>
          <ProfileForm session={session} />
        </section>
        <DigestPanel />
        <section class="panel" aria-labelledby="keys-title">
          <h2 id="keys-title">{t('help.title')}</h2>
          <label class="check">
            <input type="checkbox" checked={shortcuts} onChange={() => switchShortcuts(!shortcuts)} />
            {t('settings.shortcuts')}
          </label>
        </section>
        <section class="panel" aria-labelledby="advance-title">
          <h2 id="advance-title">{t('inbox')}</h2>
          <label class="check">
            <input type="checkbox" checked={advances} onChange={() => switchAdvance(!advances)} />
            {t('settings.advance')}
          </label>
        </section>
        <button type="button" class="button" onClick={() => void leave()}><Icon name="leave" />{t('signOut')}</button>
      </div>
    </div>
  );
}

function ProfileForm({ session }: { session: Session }) {
  const spoken = useStore(locale);
  const [name, setName] = useState(session.staff.name);
  const [language, setLanguage] = useState<string>(session.staff.locale ?? spoken);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async (event: Event) => {
    event.preventDefault();
    try {
      await saveProfile({ name: name.trim(), locale: language });
      setProblem(null);
      toast(t('saved'));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Field label={t('profile.name')} hint={t('profile.nameHint')} fault={reasonAt(problem, 'name')}>
        {(ties) => <input {...ties} type="text" autocomplete="name" required value={name} onInput={(event) => setName(event.currentTarget.value)} />}
      </Field>
      <Field label={t('profile.language')} fault={reasonAt(problem, 'locale')}>
        {(ties) => (
          <select {...ties} value={language} onChange={(event) => setLanguage(event.currentTarget.value)}>
            {LOCALES.map((code) => <option key={code} value={code} lang={code}>{languageOwnName(code)}</option>)}
          </select>
        )}
      </Field>
      <p class="hint">{t('email')}: {session.staff.email}</p>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <button type="submit" class="button primary">{t('save')}</button>
    </form>
  );
}

import { PasswordForm } from '../session/password-form';
import { SettingsTabs } from '../session/settings-tabs';
import { cameByLink, useSessionState } from '../state/session';
import { t } from '../words/locale';
import { SessionsPanel } from './sessions';
import { TokensPanel } from './tokens';
import { TwoStepPanel } from './two-step';

/** What lets one in: password, second step, the browsers one is signed in on, the programs that work in one's name. */
export function SecurityPage() {
  return (
    <div class="page">
      <div class="page-column narrow">
        <header class="page-head"><h1>{t('security')}</h1></header>
        <SettingsTabs />
        <PasswordPanel />
        <TwoStepPanel />
        <SessionsPanel />
        <TokensPanel />
      </div>
    </div>
  );
}

function PasswordPanel() {
  const { session } = useSessionState();
  if (!session) return null;
  return (
    <section class="panel" aria-labelledby="password-title">
      <h2 id="password-title">{session.must_set_password ? t('welcome.password') : t('password.change')}</h2>
      <PasswordForm needsCurrent={!session.must_set_password && !cameByLink()} onDone={() => undefined} />
    </section>
  );
}

import { useEffect } from 'preact/hooks';
import { AccountPage } from './customers/account-page';
import { AccountsPage } from './customers/accounts-page';
import { CustomerPage } from './customers/customer-page';
import { CustomersPage } from './customers/customers-page';
import { AskDialog } from './drawn/ask';
import { HelpSheet, openHelp } from './drawn/help';
import { Skeleton } from './drawn/skeleton';
import { Toasts } from './drawn/toasts';
import { Trouble } from './drawn/trouble';
import { WaitingBar } from './drawn/waiting-bar';
import { FiguresRoom } from './figures/figures-room';
import { ImprovementsPage } from './improvements/improvements-page';
import { loadCounts } from './inbox/counts';
import { Inbox } from './inbox/inbox';
import { usePolling } from './inbox/polling';
import { loadRecovery } from './recovery/counts';
import { RecoveryRoom } from './recovery/recovery-room';
import { RulesPage } from './moderation/rules-page';
import { AccuracyPage } from './sentiment/accuracy-page';
import { SecurityPage } from './security/security-page';
import { Gate } from './session/gate';
import { SettingsPage } from './session/settings-page';
import { SignIn } from './session/sign-in';
import { Welcome } from './session/welcome';
import { Sidebar } from './sidebar';
import { IdentityPage } from './site/identity/identity-page';
import { InstallPage } from './site/install-page';
import { LookPage } from './site/look-page';
import { PeoplePage } from './site/people/people-page';
import { TemplatesPage } from './site/templates/templates-page';
import { TrailPage } from './site/trail/trail-page';
import { useJourneyOfSite } from './state/journey';
import { useShortcuts } from './state/keyboard';
import { goInstead, href, isOtherRoom, useRoute } from './state/route';
import { loadSession, useSessionState, useSite } from './state/session';
import { useStore } from './state/store';
import { TopicsPage } from './topics/topics-page';
import { EditorPage } from './touchpoints/editor/editor-page';
import { JourneyPage } from './touchpoints/journey-page';
import { locale, t, type Key } from './words/locale';

export function App() {
  const spoken = useStore(locale);
  useEffect(() => void loadSession(), []);
  return (
    <>
      <WaitingBar />
      <Door key={spoken} />
      <AskDialog />
      <HelpSheet />
      <Toasts />
    </>
  );
}

/** Who may come in, and by which door. */
function Door() {
  const { status, expired, problem } = useSessionState();
  const { path } = useRoute();
  useEffect(() => {
    if (status === 'in' && path[0] === 'sign-in') goInstead(href('/inbox'));
  }, [status, path[0]]);
  if (path[0] === 'welcome' && path[1]) return <Welcome linkToken={path[1]} />;
  if (status === 'loading') return <main class="gate"><Skeleton count={1} shape="card" /></main>;
  if (status === 'unreachable' && problem) {
    return <Gate title={t('unreachable')}><Trouble problem={problem} retry={() => void loadSession()} /></Gate>;
  }
  if (status === 'out') return <SignIn />;
  return (
    <>
      <div class="app" inert={expired}><Rooms /></div>
      {expired && <div class="sign-in-again"><SignIn again /></div>}
    </>
  );
}

const TITLES: Record<string, Key> = {
  recovery: 'winback',
  journey: 'journey',
  sentiment: 'sentiment',
  topics: 'topics',
  improvements: 'improvements',
  customers: 'customers',
  touchpoints: 'touchpoints',
  site: 'site',
  settings: 'settings',
};

function Rooms() {
  const { path } = useRoute();
  const room = path[0] ?? 'inbox';
  const site = useSite();
  useJourneyOfSite();
  usePolling(() => site && void loadRecovery(site.key), site?.key ?? '');
  useEffect(() => {
    if (site) void loadRecovery(site.key);
    if (site) void loadCounts(site.key);
  }, [site?.key]);
  useShortcuts({ '?': openHelp });
  useEffect(() => {
    document.title = `${t(TITLES[room] ?? 'inbox')} · Kohtaamo`;
  }, [room]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>{t('skip')}</a>
      <Sidebar />
      <main id="main" class="room" tabIndex={-1}>
        {room === 'settings' && (path[1] === 'security' ? <SecurityPage /> : <SettingsPage />)}
        {room !== 'settings' && (site ? <RoomOfSite path={path} /> : <NoSite />)}
      </main>
    </>
  );
}

function RoomOfSite({ path: [room = 'inbox', part, id] }: { path: string[] }) {
  return (
    <>
      {room === 'customers' && <CustomersRoom part={part} id={id} />}
      {room === 'touchpoints' && (part ? <EditorPage /> : <JourneyPage />)}
      {room === 'site' && <SitePage part={part} />}
      {room === 'recovery' && <RecoveryRoom part={part} />}
      {room === 'journey' && <FiguresRoom />}
      {room === 'sentiment' && <AccuracyPage />}
      {room === 'topics' && <TopicsPage />}
      {room === 'improvements' && <ImprovementsPage />}
      {!isOtherRoom(room) && <Inbox />}
    </>
  );
}

function CustomersRoom({ part, id }: { part: string | undefined; id: string | undefined }) {
  if (part === 'accounts') return <AccountsPage />;
  if (part === 'account' && id) return <AccountPage key={id} id={id} />;
  return part ? <CustomerPage key={part} id={part} /> : <CustomersPage />;
}

function SitePage({ part }: { part: string | undefined }) {
  if (part === 'look') return <LookPage />;
  if (part === 'identity') return <IdentityPage />;
  if (part === 'trail') return <TrailPage />;
  if (part === 'templates') return <TemplatesPage />;
  if (part === 'rules') return <RulesPage />;
  return part === 'people' ? <PeoplePage /> : <InstallPage />;
}

/** For who has left the last site, or was let go. */
function NoSite() {
  return (
    <div class="empty">
      <h1>{t('noSite')}</h1>
      <p>{t('noSite.text')}</p>
    </div>
  );
}

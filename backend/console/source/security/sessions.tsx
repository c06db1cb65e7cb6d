import { remove } from '../api';
import { ask } from '../drawn/ask';
import { Moment } from '../drawn/moment';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { asProblem } from '../problem';
import { useLoaded } from '../state/loaded';
import { toast, toastProblem } from '../state/toasts';
import type { Page } from '../wire';
import type { OwnSession } from '../wire-access';
import { browserName } from '../words/browser';
import { t } from '../words/locale';

/** What has ended by itself meanwhile is ended, too. */
async function end({ id }: OwnSession): Promise<void> {
  await remove(`/sessions/${id}`).catch((error: unknown) => {
    if (asProblem(error).status !== 404) throw error;
  });
}

/** The browsers one is signed in on. */
export function SessionsPanel() {
  const { value, problem, again } = useLoaded<Page<OwnSession>>('/sessions');
  const others = value?.items.filter((session) => !session.is_current) ?? [];
  const endThese = async (ended: OwnSession[], said: string) => {
    try {
      for (const session of ended) await end(session);
      document.getElementById('sessions-title')?.focus();
      toast(said);
    } catch (error) {
      toastProblem(error);
    }
    again();
  };
  const endOthers = async () => {
    const agreed = await ask({ title: t('sessions.endAllTitle'), text: t('sessions.endAllText'), yes: t('sessions.endAll') });
    if (agreed) await endThese(others, t('sessions.endedAll'));
  };
  return (
    <section class="panel" aria-labelledby="sessions-title">
      <h2 id="sessions-title" tabIndex={-1}>{t('sessions')}</h2>
      <p class="hint">{t('sessions.hint')}</p>
      {problem && !value && <Trouble problem={problem} retry={again} />}
      {!value && !problem && <Skeleton count={1} shape="card" />}
      <ul class="access-list" aria-labelledby="sessions-title">
        {value?.items.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => void endThese([session], t('sessions.ended'))} />
        ))}
      </ul>
      {value && others.length === 0 && <p class="hint">{t('sessions.alone')}</p>}
      {others.length > 1 && <button type="button" class="button risky" onClick={() => void endOthers()}>{t('sessions.endAll')}</button>}
    </section>
  );
}

function SessionRow({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const browser = browserName(session.agent) || t('sessions.unknown');
  return (
    <li class="access-row">
      <div class="access-facts">
        <b>{browser}</b>{session.is_current && <span class="tag here">{t('sessions.this')}</span>}
        <p class="hint">
          {t('sessions.seen')} <Moment at={session.last_seen_at} />{session.by_link && <> · {t('sessions.byLink')}</>}
        </p>
      </div>
      {!session.is_current && (
        <button type="button" class="button" onClick={onEnd}>{t('sessions.end')}<span class="unseen">: {browser}</span></button>
      )}
    </li>
  );
}

import { patch } from '../api';
import { Icon, type IconName } from '../drawn/icon';
import { recount } from '../inbox/counts';
import { useJourney } from '../state/journey';
import { currentSession, mayI } from '../state/session';
import { toastProblem } from '../state/toasts';
import { CASES, type Case, type Conversation, type Feedback, type Verdict } from '../wire';
import { t } from '../words/locale';
import { decide, verdictsFor } from './decide';
import { refreshConversation, updateFeedback } from './opened';

const ICONS: Record<Verdict, IconName> = { publish: 'eye', hide: 'hidden', spam: 'spam', restore: 'restore' };
const KEYS: Partial<Record<Verdict, string>> = { publish: 'p', hide: 'h', spam: 's' };

async function amend(before: Feedback, wish: { case?: Case; assignee_id?: string | null }, shown: Partial<Feedback>) {
  updateFeedback(before.id, shown);
  try {
    await patch<Feedback>(`/feedback/${encodeURIComponent(before.id)}`, wish);
    recount();
    await refreshConversation(before.id);
  } catch (error) {
    updateFeedback(before.id, { case: before.case, assignee: before.assignee });
    toastProblem(error);
  }
}

export function VerdictButtons({ conversation }: { conversation: Conversation }) {
  if (!mayI('moderate')) return null;
  return (
    <div class="verdicts" role="group" aria-label={t('verdicts')}>
      {verdictsFor(conversation.publication).map((verdict) => (
        <button
          key={verdict}
          type="button"
          class={`button verdict ${verdict}`}
          aria-keyshortcuts={KEYS[verdict]}
          title={KEYS[verdict] ? `${t(`verdict.${verdict}`)} (${KEYS[verdict]})` : undefined}
          onClick={() => void decide(conversation, verdict)}
        >
          <Icon name={ICONS[verdict]} />{t(`verdict.${verdict}`)}
        </button>
      ))}
    </div>
  );
}

export function CaseSelect({ conversation }: { conversation: Conversation }) {
  return (
    <label class="inline-select">
      <span>{t('case')}</span>
      <select
        value={conversation.case}
        disabled={!mayI('reply')}
        onChange={(event) => {
          const chosen = event.currentTarget.value as Case;
          void amend(conversation, { case: chosen }, { case: chosen });
        }}
      >
        {CASES.map((state) => <option key={state} value={state}>{t(`case.${state}`)}</option>)}
      </select>
    </label>
  );
}

/** Makes oneself responsible; whoever is already, lets it go. */
export async function take(feedback: Feedback): Promise<void> {
  const me = currentSession()?.staff;
  if (!me || !mayI('reply')) return;
  const isMine = feedback.assignee?.id === me.id;
  await amend(feedback, { assignee_id: isMine ? null : me.id }, { assignee: isMine ? null : { id: me.id, name: me.name } });
}

export function TakeButton({ conversation }: { conversation: Conversation }) {
  if (!mayI('reply') || conversation.assignee?.id === currentSession()?.staff.id) return null;
  return <button type="button" class="button" onClick={() => void take(conversation)}><Icon name="person" />{t('assignee.take')}</button>;
}

export function AssigneeSelect({ conversation }: { conversation: Conversation }) {
  const { staff } = useJourney();
  const { assignee } = conversation;
  const people = assignee && !staff.some(({ id }) => id === assignee.id) ? [assignee, ...staff] : staff;
  const assign = (id: string) => {
    const chosen = people.find((person) => person.id === id) ?? null;
    void amend(conversation, { assignee_id: chosen?.id ?? null }, { assignee: chosen });
  };
  return (
    <label class="inline-select">
      <span>{t('assignee')}</span>
      <select value={assignee?.id ?? ''} disabled={!mayI('reply')} onChange={(event) => assign(event.currentTarget.value)}>
        <option value="">{t('assignee.nobody')}</option>
        {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  );
}

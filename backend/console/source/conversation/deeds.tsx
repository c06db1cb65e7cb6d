import { Icon, type IconName } from '../drawn/icon';
import { useJourney } from '../state/journey';
import { currentSession, mayI } from '../state/session';
import { CASES, type Case, type Conversation, type Verdict } from '../wire';
import { t } from '../words/locale';
import { assign, moveCase, takeOn } from './amend';
import { decide, verdictsFor } from './decide';

const ICONS: Record<Verdict, IconName> = { publish: 'eye', hide: 'hidden', spam: 'spam', restore: 'restore' };
const KEYS: Partial<Record<Verdict, string>> = { publish: 'p', hide: 'h', spam: 's' };

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
          void moveCase(conversation, event.currentTarget.value as Case);
        }}
      >
        {CASES.map((state) => <option key={state} value={state}>{t(`case.${state}`)}</option>)}
      </select>
    </label>
  );
}

export function TakeButton({ conversation }: { conversation: Conversation }) {
  if (!mayI('reply') || conversation.assignee?.id === currentSession()?.staff.id) return null;
  return <button type="button" class="button" onClick={() => void takeOn(conversation)}><Icon name="person" />{t('assignee.take')}</button>;
}

export function AssigneeSelect({ conversation }: { conversation: Conversation }) {
  const { staff } = useJourney();
  const { assignee } = conversation;
  const people = assignee && !staff.some(({ id }) => id === assignee.id) ? [assignee, ...staff] : staff;
  const choose = (id: string) => void assign(conversation, people.find((person) => person.id === id) ?? null);
  return (
    <label class="inline-select">
      <span>{t('assignee')}</span>
      <select value={assignee?.id ?? ''} disabled={!mayI('reply')} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('assignee.nobody')}</option>
        {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  );
}

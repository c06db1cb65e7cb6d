import { patch } from '../api';
import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { Rating } from '../drawn/rating';
import { feedbackHref } from '../inbox/query';
import { useDeed } from '../state/deed';
import { currentSession, mayI } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { ListedCase } from '../wire-recovery';
import { t } from '../words/locale';
import { recountRecovery } from './counts';
import { DueMark, EscalatedMark } from './due';
import { OutcomeMark, Reasons } from './outcome';

export function CaseRow({ item, onChanged }: { item: ListedCase; onChanged: () => void }) {
  const { feedback } = item;
  return (
    <li class={`recovery-case ${item.state}${item.is_overdue ? ' late' : ''}`}>
      <div class="recovery-case-head">
        <Standing item={item} />
        <span class="recovery-place">{feedback.touchpoint.name}</span>
        <Moment at={feedback.created_at} />
      </div>
      <a class="recovery-link" href={feedbackHref(feedback.id, new URLSearchParams())}>
        <Ratings item={item} />
        <span class={feedback.comment ? 'recovery-comment' : 'recovery-comment silent'} lang={feedback.comment ? feedback.language ?? undefined : undefined}>
          {feedback.comment ?? t('row.noComment')}
        </span>
      </a>
      <div class="recovery-case-foot">
        <Reasons reasons={item.reasons} />
        <Owner item={item} onChanged={onChanged} />
      </div>
    </li>
  );
}

function Standing({ item }: { item: ListedCase }) {
  if (item.state === 'closed') return item.outcome && <OutcomeMark outcome={item.outcome} />;
  if (item.state === 'answered') return <span class="due calm"><Icon name="message" />{t('winback.answered')}</span>;
  return <><DueMark due={item.due_at} />{item.escalated_at && <EscalatedMark at={item.escalated_at} />}</>;
}

function Ratings({ item: { feedback: { rating, second_rating: second } } }: { item: ListedCase }) {
  if (!rating) return null;
  return (
    <span class="recovery-ratings">
      <Rating answer={rating} />
      {second !== null && <><span aria-hidden="true">→</span><Rating answer={{ kind: rating.kind, value: second }} /></>}
    </span>
  );
}

function Owner({ item: { feedback, state }, onChanged }: { item: ListedCase; onChanged: () => void }) {
  const { busy, run } = useDeed();
  const me = currentSession()?.staff;
  const isMine = feedback.assignee?.id === me?.id;
  const take = () => run(async () => {
    try {
      await patch(`/feedback/${encodeURIComponent(feedback.id)}`, { assignee_id: me?.id });
      toast(t('winback.taken'));
      recountRecovery();
      onChanged();
    } catch (error) {
      toastProblem(error);
    }
  });
  return (
    <span class="recovery-owner">
      <Icon name="person" />
      {feedback.assignee ? (isMine ? t('winback.yours') : feedback.assignee.name) : t('winback.nobodys')}
      {!isMine && state !== 'closed' && mayI('reply') && (
        <button type="button" class="button" aria-disabled={busy} onClick={() => void take()}>{t('winback.take')}</button>
      )}
    </span>
  );
}

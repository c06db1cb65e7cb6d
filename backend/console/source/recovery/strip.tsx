import { post } from '../api';
import { refreshConversation } from '../conversation/opened';
import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { useDeed } from '../state/deed';
import { mayI } from '../state/session';
import { toastProblem } from '../state/toasts';
import type { Conversation } from '../wire';
import { OUTCOMES, type RecoveryCase } from '../wire-recovery';
import { t } from '../words/locale';
import { formatMoment } from '../words/time';
import { recountRecovery } from './counts';
import { DueMark, EscalatedMark } from './due';
import { OutcomeMark, Reasons } from './outcome';

/** How far the visitor of this conversation has been won back, and the next move. */
export function RecoveryStrip({ conversation }: { conversation: Conversation }) {
  const { id, recovery } = conversation;
  if (conversation.withdrawn_at || conversation.publication === 'spam') return null;
  if (!recovery) return mayI('reply') ? <OpenByHand id={id} /> : null;
  return (
    <section class={`recovery-strip ${recovery.state}${recovery.is_overdue ? ' late' : ''}`} aria-labelledby="recovery-title">
      <div class="recovery-strip-head">
        <h3 id="recovery-title"><Icon name="heart" />{t('winback.case')}</h3>
        <Progress recovery={recovery} />
      </div>
      <Reasons reasons={recovery.reasons} />
      <p class="hint">{nextStep(recovery)}</p>
      {mayI('reply') && <Moves id={id} recovery={recovery} />}
    </section>
  );
}

function Progress({ recovery }: { recovery: RecoveryCase }) {
  const { state, outcome, due_at: due, escalated_at: escalated, answered_at: answered } = recovery;
  if (state === 'closed') return outcome && <OutcomeMark outcome={outcome} />;
  if (state === 'answered') return <span class="hint">{t('winback.answered')} · {answered && <Moment at={answered} />}</span>;
  return <>{escalated && <EscalatedMark at={escalated} />}<DueMark due={due} /></>;
}

function nextStep({ state, due_at: due, outcome_by: by }: RecoveryCase): string {
  if (state === 'open') return t('winback.next.open', { time: formatMoment(due) });
  if (state === 'answered') return t('winback.next.answered');
  return t(`winbackBy.${by ?? 'staff'}`);
}

async function move(id: string, path: string, body: unknown): Promise<void> {
  try {
    await post<RecoveryCase>(`/feedback/${encodeURIComponent(id)}/${path}`, body);
    await refreshConversation(id);
    recountRecovery();
  } catch (error) {
    toastProblem(error);
  }
}

function Moves({ id, recovery }: { id: string; recovery: RecoveryCase }) {
  const { busy, run } = useDeed();
  if (recovery.state === 'closed') {
    return (
      <button type="button" class="button quiet" aria-disabled={busy} onClick={() => void run(() => move(id, 'recovery', {}))}>
        <Icon name="restore" />{t('winback.reopen')}
      </button>
    );
  }
  return (
    <label class="inline-select">
      <span>{t('winback.close')}</span>
      <select
        value=""
        disabled={busy}
        onChange={({ currentTarget }) => {
          const outcome = currentTarget.value;
          currentTarget.value = '';
          if (outcome) void run(() => move(id, 'recovery/outcomes', { outcome }));
        }}
      >
        <option value="">{t('winback.closeAs')}</option>
        {OUTCOMES.map((outcome) => <option key={outcome} value={outcome}>{t(`outcome.${outcome}`)}</option>)}
      </select>
    </label>
  );
}

function OpenByHand({ id }: { id: string }) {
  const { busy, run } = useDeed();
  return (
    <button type="button" class="button quiet recovery-open" aria-disabled={busy} onClick={() => void run(() => move(id, 'recovery', {}))}>
      <Icon name="heart" />{t('winback.open')}
    </button>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../api';
import { refreshConversation } from '../conversation/opened';
import { Field } from '../drawn/field';
import { Moment } from '../drawn/moment';
import { FormTrouble } from '../drawn/trouble';
import { recount } from '../inbox/counts';
import { useDeed } from '../state/deed';
import { mayI } from '../state/session';
import { toast } from '../state/toasts';
import type { Feedback, Page } from '../wire';
import { phrase, t } from '../words/locale';

interface Notice {
  id: string;
  ground: string;
  text: string | null;
  state: 'open' | 'removed' | 'kept';
  created_at: string;
}

/** What visitors reported of it, and the decision: the words go or stay, and it is said why. */
export function Notices({ feedback }: { feedback: Feedback }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  const path = `/feedback/${encodeURIComponent(feedback.id)}/notices`;
  useEffect(() => {
    void get<Page<Notice>>(path).then(({ items }) => setNotices(items.filter(({ state }) => state === 'open')), () => setNotices([]));
  }, [path, feedback.reported_at]);
  const [first] = notices;
  if (!first) return null;
  return (
    <section class="notices" aria-labelledby="notices-title">
      <h3 id="notices-title">{t('notices')}</h3>
      <ul>
        {notices.map(({ id, ground, text, created_at: at }) => (
          <li key={id}>
            <p><b>{phrase('ground.', ground)}</b> · <Moment at={at} /></p>
            {text && <p class="notice-text">{text}</p>}
          </li>
        ))}
      </ul>
      {mayI('moderate') && <Settlement key={first.id} noticeId={first.id} feedbackId={feedback.id} />}
    </section>
  );
}

function Settlement({ noticeId, feedbackId }: { noticeId: string; feedbackId: string }) {
  const [statement, setStatement] = useState('');
  const { busy, problem, run } = useDeed();
  const settle = (verdict: 'remove' | 'keep') => () =>
    void run(async () => {
      await post(`/notices/${noticeId}/decisions`, { verdict, statement });
      toast(t(verdict === 'remove' ? 'notices.removed' : 'notices.kept'));
      recount();
      await refreshConversation(feedbackId);
    });
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <Field label={t('notices.statement')} hint={t('notices.statementHint')}>
        {(ties) => <textarea {...ties} rows={3} maxLength={2000} value={statement} onInput={(event) => setStatement(event.currentTarget.value)} />}
      </Field>
      <FormTrouble problem={problem} />
      <div class="bulk-deeds">
        <button type="button" class="button" aria-disabled={busy} onClick={settle('remove')}>{t('notices.remove')}</button>
        <button type="button" class="button" aria-disabled={busy} onClick={settle('keep')}>{t('notices.keep')}</button>
      </div>
    </form>
  );
}

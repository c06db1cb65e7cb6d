import { get, post } from '../api';
import { Icon } from '../drawn/icon';
import { useDeed } from '../state/deed';
import { mayI } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Conversation, Page } from '../wire';
import type { Letter } from '../wire-access';
import { phrase, t } from '../words/locale';
import { refreshConversation } from './opened';

const ENDS = ['mail.sent', 'mail.given_up', 'mail.unwanted', 'mail.retried'];

/** That the last letter did not reach her, where it did not: she may not know that she was answered. */
export function MailTrouble({ conversation }: { conversation: Conversation }) {
  const last = conversation.history.filter(({ kind }) => ENDS.includes(kind)).pop();
  if (!last || last.kind === 'mail.sent' || last.kind === 'mail.retried') return null;
  const isGivenUp = last.kind === 'mail.given_up';
  return (
    <div class="mail-trouble" role="note">
      <Icon name="message" />
      <span>
        <b>{phrase('event.', last.kind)}</b>{isGivenUp && last.reason && <>: {phrase('reason.', last.reason)}</>}. {t('mail.onPage')}
      </span>
      {isGivenUp && mayI('reply') && <TryAgain conversation={conversation} />}
    </div>
  );
}

function TryAgain({ conversation: { id, site } }: { conversation: Conversation }) {
  const { busy, run } = useDeed();
  const tryAgain = () =>
    void run(async () => {
      await sendAgain(site, id).catch(toastProblem);
      await refreshConversation(id);
    });
  return <button type="button" class="button quiet" aria-disabled={busy} onClick={tryAgain}>{t('mail.again')}</button>;
}

/** The last letter about this feedback that was given up; a colleague may have been faster. */
async function sendAgain(site: string, id: string): Promise<void> {
  const asked = new URLSearchParams({ site, about_id: id, state: 'given_up', limit: '1' });
  const [letter] = (await get<Page<Letter>>(`/mail?${asked}`)).items;
  if (!letter) return toast(t('mail.notKept'), { tone: 'failed' });
  await post(`/mail/${letter.id}/retries`, {});
  toast(t('mail.goesAgain'));
}

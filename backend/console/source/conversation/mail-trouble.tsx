import { Icon } from '../drawn/icon';
import type { Happening } from '../wire';
import { phrase, t } from '../words/locale';

const ENDS = ['mail.sent', 'mail.given_up', 'mail.unwanted'];

/** That the last letter did not reach her, where it did not: she may not know that she was answered. */
export function MailTrouble({ history }: { history: Happening[] }) {
  const last = history.filter(({ kind }) => ENDS.includes(kind)).pop();
  if (!last || last.kind === 'mail.sent') return null;
  return (
    <p class="mail-trouble" role="note">
      <Icon name="message" />
      <span>
        <b>{phrase('event.', last.kind)}</b>{last.kind === 'mail.given_up' && last.reason && <>: {phrase('reason.', last.reason)}</>}. {t('mail.onPage')}
      </span>
    </p>
  );
}

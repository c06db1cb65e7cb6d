import { Icon, type IconName } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import type { Message, Visibility } from '../wire';
import { t } from '../words/locale';

const ICONS: Record<Visibility, IconName> = { public: 'public', private: 'lock', note: 'note' };

function MessageBox({ message }: { message: Message }) {
  const fromVisitor = message.from === 'visitor';
  const kind = fromVisitor ? 'visitor' : message.visibility;
  const author = message.name ?? t(fromVisitor ? 'visitor' : 'staff');
  return (
    <li class={`message ${kind}`}>
      <p class="message-head">
        <b>{author}</b>
        <span class="message-kind">
          {!fromVisitor && <Icon name={ICONS[message.visibility]} />}
          {t(`message.${kind}`)}
        </span>
        <Moment at={message.sent_at} />
      </p>
      {message.text ? <p class="message-text">{message.text}</p> : <p class="hint">{t('retention.messageGone')}</p>}
    </li>
  );
}

export function Thread({ messages }: { messages: Message[] }) {
  if (messages.length === 0) return null;
  return (
    <section class="thread" aria-labelledby="thread-title">
      <h3 id="thread-title">{t('thread')}</h3>
      <ol>{messages.map((message) => <MessageBox key={message.id} message={message} />)}</ol>
    </section>
  );
}

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { currentSession } from '../state/session';
import type { Message } from '../wire';
import { t } from '../words/locale';

function after(messages: Message[], seen: string | null): Message[] {
  return messages.slice(messages.findIndex(({ id }) => id === seen) + 1);
}

function isMine({ from, name }: Message): boolean {
  return from === 'staff' && name === currentSession()?.staff.name;
}

// A hand on its way to the button does not stop for what appears under it.
const NOTICED_MS = 1000;

interface Meanwhile {
  /** What others wrote since this answer was begun. */
  unseen: Message[];
  /** The last message that counts as read when the answer is sent. */
  seen: string | null;
  /** Whoever presses send while the others' words stand above the box has read them; nothing, when they had only just come. */
  read: () => string | undefined;
}

/** What came while she writes; before she writes, everything on the screen counts as read. */
export function useMeanwhile(messages: Message[], isWriting: boolean): Meanwhile {
  const latest = messages[messages.length - 1]?.id ?? null;
  const [seen, setSeen] = useState(latest);
  useEffect(() => {
    if (!isWriting) setSeen(latest);
  }, [latest, isWriting]);
  const unseen = isWriting ? after(messages, seen).filter((message) => !isMine(message)) : [];
  const cameAt = useRef(0);
  const newest = unseen[unseen.length - 1]?.id;
  useLayoutEffect(() => {
    cameAt.current = performance.now();
  }, [newest]);
  const read = () => {
    if (newest === undefined || performance.now() < cameAt.current + NOTICED_MS) return undefined;
    setSeen(latest);
    return latest ?? undefined;
  };
  return { unseen, seen: isWriting ? seen : latest, read };
}

/** The other's answer, before one's own goes. */
export function UnseenMessages({ messages }: { messages: Message[] }) {
  if (messages.length === 0) return null;
  return (
    <div class="meanwhile" role="alert">
      <p><Icon name="message" /><b>{t('meanwhile')}</b></p>
      <ul>
        {messages.map(({ id, from, name, text }) => (
          <li key={id}><b>{name ?? t(from === 'visitor' ? 'visitor' : 'staff')}:</b> <span>{text}</span></li>
        ))}
      </ul>
      <p class="hint">{t('meanwhile.text')}</p>
    </div>
  );
}

export function Writing({ names }: { names: string[] }) {
  return (
    <p class="writing hint" role="status">
      {names.length > 0 && t(names.length === 1 ? 'writing.one' : 'writing.many', { names: names.join(', ') })}
    </p>
  );
}

import { useState } from 'preact/hooks';
import { newKey, post } from '../api';
import { refreshConversation } from '../conversation/opened';
import { Field } from '../drawn/field';
import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { FormTrouble } from '../drawn/trouble';
import { recount } from '../inbox/counts';
import { useDeed } from '../state/deed';
import { mayI } from '../state/session';
import { toast } from '../state/toasts';
import type { Conversation, Message } from '../wire';
import { t, wordIn } from '../words/locale';

/** Praise has a path of its own: thank its author, ask for leave, and show it once she has given it. */
export function PraiseStrip({ conversation }: { conversation: Conversation }) {
  const { praise, permission, withdrawn_at: withdrawn, publication } = conversation;
  if (withdrawn || permission !== null || publication === 'spam') return null;
  if (praise.asked_at) {
    return (
      <p class="praise-asked">
        <Icon name="clock" />
        <span>{t(praise.publishes ? 'praise.askedPublishes' : 'praise.asked')} · <Moment at={praise.asked_at} /></span>
      </p>
    );
  }
  return praise.is_praise && mayI('moderate') ? <Ask key={conversation.id} conversation={conversation} /> : null;
}

function Ask({ conversation }: { conversation: Conversation }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <AskForm conversation={conversation} onClose={() => setOpen(false)} />;
  return (
    <button type="button" class="button praise-open" onClick={() => setOpen(true)}><Icon name="heart" />{t('praise.ask')}</button>
  );
}

/** The thanks in her own language where the console speaks it. */
function thanksFor({ language }: Conversation): string {
  return wordIn((language ?? '').slice(0, 2), 'praise.text') ?? t('praise.text');
}

function AskForm({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const [text, setText] = useState(() => thanksFor(conversation));
  const [publishes, setPublishes] = useState(conversation.publication === 'pending');
  const [key] = useState(newKey);
  const { busy, problem, run } = useDeed();
  const send = () => run(async () => {
    await post<Message>(`/feedback/${encodeURIComponent(conversation.id)}/thanks`, { text: text.trim(), publishes }, key);
    toast(t('praise.sent'));
    recount();
    await refreshConversation(conversation.id);
  });
  return (
    <form class="praise-form" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Field label={t('praise.words')} hint={t('praise.wordsHint')}>
        {(ties) => (
          <textarea {...ties} rows={3} maxLength={5000} required lang={conversation.language ?? undefined} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      {conversation.publication === 'pending' && (
        <label class="check">
          <input type="checkbox" checked={publishes} onChange={() => setPublishes(!publishes)} />{t('praise.publishes')}
        </label>
      )}
      <FormTrouble problem={problem} />
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy}><Icon name="heart" />{t('praise.send')}</button>
        <button type="button" class="button" onClick={onClose}>{t('cancel')}</button>
      </div>
    </form>
  );
}

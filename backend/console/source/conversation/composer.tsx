import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { newKey, post } from '../api';
import { Choice } from '../drawn/choice';
import { Icon } from '../drawn/icon';
import { FormTrouble } from '../drawn/trouble';
import { recount } from '../inbox/counts';
import { asProblem, type Problem } from '../problem';
import { useMailSetUp } from '../state/mail';
import { useStore } from '../state/store';
import { toast } from '../state/toasts';
import { VISIBILITIES, type Conversation, type Message, type Visibility } from '../wire';
import type { Suggestion } from '../wire-templates';
import { t } from '../words/locale';
import { askedComposer, COMPOSER_ID } from './asked-composer';
import { freshDraft, keepDraft, keptDraft, type Draft } from './drafts';
import { useKeptDraft } from './kept-draft';
import { UnseenMessages, useMeanwhile, Writing } from './meanwhile';
import { refreshConversation } from './opened';
import { TemplatePicker, Unfilled } from './template-picker';

const LONGEST = 5000;

/** The draft as typed so far, also between a key press and the next drawing: no letter is lost to a quick hand. */
function useDraft({ id, draft }: Conversation) {
  const [drawn, setDrawn] = useState(() => keptDraft(id, draft));
  const latest = useRef(drawn);
  const { keep, forget } = useKeptDraft(id, draft === null);
  const set = (part: Partial<Draft>) => {
    latest.current = { ...latest.current, ...part };
    setDrawn(latest.current);
    keepDraft(id, latest.current);
  };
  const change = (part: Partial<Draft>) => {
    set(part);
    keep(latest.current);
  };
  /** The server has dropped it with the answer that was sent. */
  const begin = (visibility: Visibility) => {
    set(freshDraft(visibility));
    forget();
  };
  return { draft: drawn, latest, change, begin };
}

function consequence(visibility: Visibility, isPublished: boolean): string {
  if (visibility === 'public' && !isPublished) return t('composer.publicLater');
  return t(`composer.${visibility}Hint`);
}

function sendWord(sending: boolean, isAgainst: boolean, visibility: Visibility): string {
  if (sending) return t('sending');
  return isAgainst ? t('meanwhile.send') : t(`composer.${visibility}Send`);
}

/** Whether she also gets it by letter, told only of who left an address. */
function MailHint({ conversation: { site, email } }: { conversation: Conversation }) {
  const isSetUp = useMailSetUp(site);
  if (!email || isSetUp === null) return null;
  return <>{isSetUp ? t('composer.mailed', { email }) : t('composer.noMail')}</>;
}

export function Composer({ conversation }: { conversation: Conversation }) {
  const { id, publication } = conversation;
  const { draft, latest, change, begin } = useDraft(conversation);
  const isAnswer = draft.visibility !== 'note';
  const { unseen, seen, read: readMeanwhile } = useMeanwhile(conversation.messages, Boolean(draft.text.trim()));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [picking, setPicking] = useState(false);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const asked = useStore(askedComposer);

  useEffect(() => {
    if (!asked) return;
    change({ visibility: asked, key: newKey() });
    askedComposer.set(null);
    textarea.current?.focus();
  }, [asked]);

  const send = async () => {
    if (sending || !latest.current.text.trim()) return textarea.current?.focus();
    const read = unseen.length > 0 ? readMeanwhile() : seen;
    if (read === undefined) return undefined;
    setSending(true);
    setProblem(null);
    try {
      // What was read meanwhile makes another request of it: its old key would be taken for a mistake.
      if (unseen.length > 0) change({ key: newKey() });
      const { text, visibility, key, template = null } = latest.current;
      const answer = { text: text.trim(), visibility, seen_message_id: read, template_id: template };
      await post<Message>(`/feedback/${encodeURIComponent(id)}/messages`, answer, key);
      begin(visibility);
      toast(t(`sent.${visibility}`));
      recount();
      await refreshConversation(id);
    } catch (error) {
      const refused = asProblem(error);
      if (refused.code === 'answered_meanwhile') await refreshConversation(id);
      else setProblem(refused);
    } finally {
      setSending(false);
    }
    return undefined;
  };
  /** The text goes where the cursor is; an empty box becomes the template. */
  const pick = ({ id: template, text }: Suggestion) => {
    const before = latest.current.text;
    const at = before.trim() ? (textarea.current?.selectionEnd ?? before.length) : 0;
    const rest = before.trim() ? before.slice(at) : '';
    change({ text: (before.slice(0, at) + text + rest).slice(0, LONGEST), key: newKey(), template });
    setPicking(false);
    textarea.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && event.code === 'KeyT') {
      event.preventDefault();
      setPicking(true);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      textarea.current?.blur();
      document.getElementById('conversation-title')?.focus();
    }
  };
  return (
    <form class={`composer ${draft.visibility}`} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <div class="composer-head">
        <Choice
          legend={t('composer.visibility')}
          quietLegend
          name="visibility"
          value={draft.visibility}
          onChoose={(visibility) => change({ visibility, key: newKey() })}
          options={VISIBILITIES.map((value) => ({ value, label: t(`composer.${value}`) }))}
        />
        <button type="button" class="button quiet" aria-expanded={picking} aria-keyshortcuts="Alt+T" title={`${t('templates.pick')} (Alt+T)`} onClick={() => setPicking(!picking)}>
          <Icon name="copy" />{t('templates.pick')}
        </button>
      </div>
      <div class="grown" data-text={`${draft.text} `}>
        <textarea
          id={COMPOSER_ID}
          ref={textarea}
          rows={2}
          maxLength={LONGEST}
          aria-label={t(`composer.${draft.visibility}`)}
          aria-describedby={hintId}
          placeholder={t(`composer.${draft.visibility}Placeholder`)}
          value={draft.text}
          onInput={(event) => change({ text: event.currentTarget.value, key: newKey() })}
          onKeyDown={onKeyDown}
        />
      </div>
      {picking && <TemplatePicker id={id} onPick={pick} onClose={() => { setPicking(false); textarea.current?.focus(); }} />}
      <Unfilled text={draft.text} />
      <Writing names={conversation.writing} />
      {isAnswer && <UnseenMessages messages={unseen} />}
      <FormTrouble problem={problem} />
      <div class="composer-foot">
        <p class="hint" id={hintId}>
          {consequence(draft.visibility, publication === 'published')} {isAnswer && <MailHint conversation={conversation} />}
        </p>
        <span class="keys-hint" aria-hidden="true"><kbd>Ctrl</kbd> <kbd>Enter</kbd></span>
        <button type="submit" class="button primary" aria-disabled={sending}>
          <Icon name={draft.visibility === 'note' ? 'note' : 'message'} />
          {sendWord(sending, isAnswer && unseen.length > 0, draft.visibility)}
        </button>
      </div>
    </form>
  );
}

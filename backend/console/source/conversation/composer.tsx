import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { newKey, post } from '../api';
import { Choice } from '../drawn/choice';
import { Icon } from '../drawn/icon';
import { FormTrouble } from '../drawn/trouble';
import { recount } from '../inbox/counts';
import { asProblem, type Problem } from '../problem';
import { useStore } from '../state/store';
import { toast } from '../state/toasts';
import { VISIBILITIES, type Conversation, type Message, type Visibility } from '../wire';
import { t } from '../words/locale';
import { askedComposer, COMPOSER_ID } from './asked-composer';
import { freshDraft, keepDraft, keptDraft, type Draft } from './drafts';
import { refreshConversation } from './opened';

const LONGEST = 5000;

/** The draft as typed so far, also between a key press and the next drawing: no letter is lost to a quick hand. */
function useDraft(id: string) {
  const [drawn, setDrawn] = useState(() => keptDraft(id));
  const latest = useRef(drawn);
  const change = (part: Partial<Draft>) => {
    latest.current = { ...latest.current, ...part };
    setDrawn(latest.current);
    keepDraft(id, latest.current);
  };
  return { draft: drawn, latest, change };
}

function consequence(visibility: Visibility, isPublished: boolean): string {
  if (visibility === 'public' && !isPublished) return t('composer.publicLater');
  return t(`composer.${visibility}Hint`);
}

export function Composer({ conversation }: { conversation: Conversation }) {
  const { id, publication } = conversation;
  const { draft, latest, change } = useDraft(id);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
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
    setSending(true);
    setProblem(null);
    try {
      const { text, visibility, key } = latest.current;
      await post<Message>(`/feedback/${encodeURIComponent(id)}/messages`, { text: text.trim(), visibility }, key);
      change(freshDraft(visibility));
      toast(t(`sent.${visibility}`));
      recount();
      await refreshConversation(id);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setSending(false);
    }
    return undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
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
      <Choice
        legend={t('composer.visibility')}
        quietLegend
        name="visibility"
        value={draft.visibility}
        onChoose={(visibility) => change({ visibility, key: newKey() })}
        options={VISIBILITIES.map((value) => ({ value, label: t(`composer.${value}`) }))}
      />
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
      <FormTrouble problem={problem} />
      <div class="composer-foot">
        <p class="hint" id={hintId}>{consequence(draft.visibility, publication === 'published')}</p>
        <span class="keys-hint" aria-hidden="true"><kbd>Ctrl</kbd> <kbd>Enter</kbd></span>
        <button type="submit" class="button primary" aria-disabled={sending}>
          <Icon name={draft.visibility === 'note' ? 'note' : 'message'} />
          {sending ? t('sending') : t(`composer.${draft.visibility}Send`)}
        </button>
      </div>
    </form>
  );
}

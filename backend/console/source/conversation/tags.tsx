import { useId, useState } from 'preact/hooks';
import { put } from '../api';
import { useFocusFirst } from '../drawn/focus-first';
import { Icon } from '../drawn/icon';
import { inboxHref } from '../inbox/query';
import { useLoaded } from '../state/loaded';
import { mayI } from '../state/session';
import { toastProblem } from '../state/toasts';
import type { Conversation, Feedback, Page } from '../wire';
import { t } from '../words/locale';
import { refreshConversation, updateFeedback } from './opened';

const LONGEST = 40;

async function setTags({ id, tags: before }: Conversation, tags: string[]): Promise<void> {
  updateFeedback(id, { tags });
  try {
    const { tags: kept } = await put<Feedback>(`/feedback/${encodeURIComponent(id)}/tags`, { tags });
    updateFeedback(id, { tags: kept });
    await refreshConversation(id);
  } catch (error) {
    updateFeedback(id, { tags: before });
    toastProblem(error);
  }
}

/** The words this feedback is filed under; each leads to the others. */
export function Tags({ conversation }: { conversation: Conversation }) {
  const { tags } = conversation;
  const [adding, setAdding] = useState(false);
  const may = mayI('reply');
  if (tags.length === 0 && !may) return null;
  const drop = (word: string) => void setTags(conversation, tags.filter((one) => one !== word));
  const add = (words: string) => {
    const given = words.split(',').map((word) => word.trim().replace(/^#/, '').toLowerCase()).filter(Boolean);
    if (given.length > 0) void setTags(conversation, [...new Set([...tags, ...given])]);
    setAdding(false);
  };
  return (
    <div class="feedback-tags" role="group" aria-label={t('tags')}>
      {tags.map((word) => (
        <span key={word} class="tag">
          <a href={inboxHref(new URLSearchParams({ tag: word }))} title={t('details.same')}>{word}</a>
          {may && (
            <button type="button" class="icon-button" aria-label={t('tags.remove', { tag: word })} onClick={() => drop(word)}>
              <Icon name="close" />
            </button>
          )}
        </span>
      ))}
      {may && !adding && (
        <button type="button" class="button quiet" onClick={() => setAdding(true)}><Icon name="plus" />{t('tags.add')}</button>
      )}
      {adding && <NewTag site={conversation.site} onAdd={add} onClose={() => setAdding(false)} />}
    </div>
  );
}

interface NewTagProps {
  site: string;
  onAdd: (words: string) => void;
  onClose: () => void;
}

function NewTag({ site, onAdd, onClose }: NewTagProps) {
  const inUse = useLoaded<Page<{ tag: string }>>(`/tags?site=${encodeURIComponent(site)}`);
  const [words, setWords] = useState('');
  const id = useId();
  const box = useFocusFirst<HTMLInputElement>();
  return (
    <form onSubmit={(event) => { event.preventDefault(); onAdd(words); }}>
      <input
        type="text"
        ref={box}
        list={id}
        maxLength={LONGEST}
        aria-label={t('tags.new')}
        placeholder={t('tags.new')}
        autocomplete="off"
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onClose(); } }}
      />
      <datalist id={id}>{inUse.value?.items.map(({ tag }) => <option key={tag} value={tag} />)}</datalist>
      <button type="submit" class="button">{t('tags.save')}</button>
    </form>
  );
}

import { useState } from 'preact/hooks';
import { get, put, remove } from '../api';
import { useFocusFirst } from '../drawn/focus-first';
import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { FormTrouble } from '../drawn/trouble';
import { recount } from '../inbox/counts';
import { feedbackHref } from '../inbox/query';
import { useDeed } from '../state/deed';
import { mayI } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Conversation, Feedback, Page } from '../wire';
import { plural, t } from '../words/locale';
import { refreshConversation, updateFeedback } from './opened';

const SHOWN = 6;
const none = new URLSearchParams();
const pathOf = (id: string) => `/feedback/${encodeURIComponent(id)}/duplicate-of`;

async function part(id: string): Promise<void> {
  try {
    const { case: state, duplicate_of_id } = await remove<Feedback>(pathOf(id));
    updateFeedback(id, { case: state, duplicate_of_id });
    recount();
    await refreshConversation(id);
  } catch (error) {
    toastProblem(error);
  }
}

async function merge(id: string, into: string): Promise<void> {
  const { case: state, duplicate_of_id } = await put<Feedback>(pathOf(id), { feedback_id: into });
  updateFeedback(id, { case: state, duplicate_of_id });
  toast(t('twin.done'), { action: { label: t('undo'), run: () => void part(id) } });
  recount();
  await refreshConversation(id);
}

/** Said first of all: this one is dealt with elsewhere. */
export function MergedInto({ conversation: { id, duplicate_of_id: main } }: { conversation: Conversation }) {
  if (!main) return null;
  return (
    <p class="merged-notice" role="note">
      <Icon name="copy" /><a href={feedbackHref(main, none)}>{t('twin.into')}</a>
      {mayI('reply') && <button type="button" class="button" onClick={() => void part(id)}>{t('twin.part')}</button>}
    </p>
  );
}

/** What was merged into this one, and the way to merge it into another. */
export function Merged({ conversation }: { conversation: Conversation }) {
  const { duplicates, duplicate_of_id: main } = conversation;
  const [looking, setLooking] = useState(false);
  if (main) return null;
  return (
    <>
      {duplicates.length > 0 && (
        <section class="similar-list" aria-labelledby="merged-title">
          <h3 id="merged-title">{plural('twin.here', duplicates.length)}</h3>
          <ul>
            {duplicates.map((one) => (
              <li key={one.id}>
                <a class="similar" href={feedbackHref(one.id, none)}>
                  <span class="similar-comment" lang={one.language ?? undefined}>{one.comment ?? one.reference}</span>
                  <span class="similar-marks"><Moment at={one.created_at} /></span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mayI('reply') && !looking && (
        <p><button type="button" class="button quiet" onClick={() => setLooking(true)}><Icon name="copy" />{t('twin')}</button></p>
      )}
      {looking && <MainSearch conversation={conversation} onClose={() => setLooking(false)} />}
    </>
  );
}

interface SearchProps {
  conversation: Conversation;
  onClose: () => void;
}

/** The one to follow, by its words or by the code on its receipt. */
function MainSearch({ conversation: { id, site }, onClose }: SearchProps) {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Feedback[] | null>(null);
  const { busy, problem, run } = useDeed();
  const box = useFocusFirst<HTMLInputElement>();
  const look = (event: Event) => {
    event.preventDefault();
    const asked = new URLSearchParams({ site, limit: String(SHOWN), q: words.trim() });
    if (words.trim()) void run(async () => setFound((await get<Page<Feedback>>(`/feedback?${asked}`)).items.filter((one) => one.id !== id)));
  };
  return (
    <section class="merge-search" aria-label={t('twin')}>
      <form onSubmit={look}>
        <input ref={box} type="search" aria-label={t('twin.find')} placeholder={t('twin.find')} maxLength={200} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        <button type="submit" class="button" aria-disabled={busy}>{t('twin.look')}</button>
        <button type="button" class="button quiet" onClick={onClose}>{t('cancel')}</button>
      </form>
      <FormTrouble problem={problem} />
      {found?.length === 0 && <p class="hint" role="status">{t('twin.none')}</p>}
      <ul>
        {found?.map((one) => (
          <li key={one.id}>
            <span class="similar-comment" lang={one.language ?? undefined}>{one.comment ?? one.reference}</span>
            <span class="hint">{one.touchpoint.name} · <Moment at={one.created_at} /></span>
            <button type="button" class="button" onClick={() => void run(async () => { await merge(id, one.id); onClose(); })}>{t('twin.choose')}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

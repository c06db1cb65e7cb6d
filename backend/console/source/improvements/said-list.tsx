import { useState } from 'preact/hooks';
import { get, remove } from '../api';
import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { Trouble } from '../drawn/trouble';
import { feedbackHref } from '../inbox/query';
import { asProblem, type Problem } from '../problem';
import { mayI } from '../state/session';
import { toastProblem } from '../state/toasts';
import type { Said, SaidPage } from '../wire-improvements';
import { t } from '../words/locale';

const none = new URLSearchParams();

function toldWords({ told_as: toldAs, is_left_out: isLeftOut }: Said): string {
  if (toldAs) return t(`improvedTold.${toldAs === 'declined' ? 'declined' : 'done'}`);
  return isLeftOut ? t('improvements.leftOut') : '';
}

/** What visitors said, with the way to each conversation; fetched when somebody wants to read it. */
export function SaidList({ id, name, onChanged }: { id: string; name: string; onChanged: () => void }) {
  const [items, setItems] = useState<Said[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [begun, setBegun] = useState(false);
  const load = (after: string | null) => {
    setBegun(true);
    get<SaidPage>(`/improvements/${id}/members?limit=20${after ? `&cursor=${encodeURIComponent(after)}` : ''}`)
      .then((page) => {
        setItems((before) => (after ? [...before, ...page.items] : page.items));
        setCursor(page.next_cursor);
        setProblem(null);
      })
      .catch((error: unknown) => setProblem(asProblem(error)));
  };
  const drop = async (one: Said) => {
    try {
      await remove(`/improvements/${id}/members/${one.feedback_id}`);
      setItems((before) => before.filter(({ feedback_id }) => feedback_id !== one.feedback_id));
      onChanged();
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <details onToggle={(event) => { if (event.currentTarget.open && !begun) load(null); }}>
      <summary>{t('improvements.read')}</summary>
      {problem && <Trouble problem={problem} retry={() => load(cursor)} />}
      <ul class="improvement-said" aria-label={t('improvements.readOf', { name })}>
        {items.map((one) => (
          <li key={one.feedback_id}>
            <a href={feedbackHref(one.feedback_id, none)} lang={one.language ?? undefined}>{one.comment ?? one.reference}</a>
            <span class="hint"><Moment at={one.created_at} />{toldWords(one) && <> · {toldWords(one)}</>}</span>
            {mayI('reply') && (
              <button type="button" class="icon-button" aria-label={t('improvements.drop', { what: one.reference })} title={t('improvements.drop', { what: one.reference })} onClick={() => void drop(one)}>
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {cursor && <p><button type="button" class="button" onClick={() => load(cursor)}>{t('more')}</button></p>}
    </details>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { newKey } from '../api';
import { ask } from '../drawn/ask';
import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { FormTrouble } from '../drawn/trouble';
import { asProblem, type Problem } from '../problem';
import { useJourney } from '../state/journey';
import { go, href, useRoute } from '../state/route';
import { toast } from '../state/toasts';
import type { Touchpoint } from '../wire';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';
import { check } from './check';
import { newTouchpoint, type TouchpointDraft } from './draft';
import { EditorFields } from './editor-fields';
import { Questions } from './questions';
import { deleteTouchpoint, saveTouchpoint } from './save';

const LIST = href('/touchpoints');

/** `#/touchpoints/new?stage=purchase` and `#/touchpoints/<id>`. */
export function EditorPage() {
  const { path, query } = useRoute();
  const { status, stages, touchpoints, site } = useJourney();
  const id = path[1] === 'new' ? null : (path[1] ?? null);
  if (status === 'loading') return <div class="page"><div class="page-column"><Skeleton count={2} shape="card" /></div></div>;
  const known = touchpoints.find((touchpoint) => touchpoint.id === id);
  const stage = stages.find(({ key }) => key === query.get('stage')) ?? stages[0];
  const position = Math.max(-1, ...touchpoints.map((touchpoint) => touchpoint.position)) + 1;
  return (
    <div class="page">
      <div class="page-column">
        <a class="back always" href={LIST}><Icon name="back" />{t('touchpoints')}</a>
        {id && !known
          ? <p>{t('problem.missing')}</p>
          : (
            <Editor
              key={id}
              touchpoint={known ?? null}
              start={known ?? newTouchpoint(stage, position)}
              languages={site?.languages ?? []}
              takenKeys={touchpoints.filter((touchpoint) => touchpoint !== known).map((touchpoint) => touchpoint.key)}
            />
          )}
      </div>
    </div>
  );
}

function draftOf(start: TouchpointDraft | Touchpoint): TouchpointDraft {
  const { key, name, stage, position, placement, pages, revenue_value, commitment_value, launcher, thanks, is_active, questions } = start;
  return { key, name, stage, position, placement, pages, revenue_value, commitment_value, launcher, thanks, is_active, questions };
}

async function askAndDelete({ id, name, key }: Touchpoint): Promise<void> {
  const shown = inLanguage(name, key);
  const agreed = await ask({ title: t('touchpoint.deleteTitle', { name: shown }), text: t('touchpoint.deleteText'), yes: t('delete') });
  if (!agreed) return;
  try {
    await deleteTouchpoint(id);
  } catch (error) {
    if (asProblem(error).status !== 409) throw error;
    return toast(t('touchpoint.hasFeedback', { name: shown }), { tone: 'failed' });
  }
  toast(t('deleted', { name: shown }));
  go(LIST);
}

/** The browser asks before a page with unsaved changes is closed. */
function useLeaveWarning(changed: boolean): void {
  useEffect(() => {
    if (!changed) return undefined;
    const leaving = new AbortController();
    addEventListener('beforeunload', (event) => event.preventDefault(), { signal: leaving.signal });
    return () => leaving.abort();
  }, [changed]);
}

/** After the faults are drawn. */
function focusOnFault(): void {
  requestAnimationFrame(() => {
    const first = document.querySelector<HTMLElement>('.editor [aria-invalid="true"], .editor .form-trouble');
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
  });
}

interface EditorProps {
  touchpoint: Touchpoint | null;
  takenKeys: string[];
  start: TouchpointDraft;
  languages: string[];
}

function Editor({ touchpoint, start, languages, takenKeys }: EditorProps) {
  const [draft, setDraft] = useState(() => draftOf(start));
  const [key, setKey] = useState(newKey);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  useLeaveWarning(JSON.stringify(draft) !== JSON.stringify(draftOf(start)) && !saving);

  // A corrected form is another request: with the old key the server would refuse it.
  const change = (next: TouchpointDraft) => {
    setDraft(next);
    setKey(newKey());
  };
  const attempt = async (deed: () => Promise<void>) => {
    setProblem(null);
    setSaving(true);
    try {
      await deed();
    } catch (error) {
      setProblem(asProblem(error));
      focusOnFault();
    } finally {
      setSaving(false);
    }
  };
  const save = (event: Event) => {
    event.preventDefault();
    if (saving) return;
    void attempt(async () => {
      const fault = check(draft, takenKeys);
      if (fault) throw fault;
      await saveTouchpoint(touchpoint?.id ?? null, draft, key);
      toast(t('saved'));
      go(LIST);
    });
  };
  return (
    <form class="editor" onSubmit={save} noValidate>
      <h1>{touchpoint ? inLanguage(touchpoint.name, touchpoint.key) : t('touchpoint.new')}</h1>
      <EditorFields draft={draft} isNew={!touchpoint} languages={languages} problem={problem} onChange={change} />
      <Questions
        questions={draft.questions}
        languages={languages}
        problem={problem}
        onChange={(questions) => change({ ...draft, questions })}
      />
      <FormTrouble problem={problem} />
      <div class="form-buttons sticky">
        <button type="submit" class="button primary" aria-disabled={saving}>{saving ? t('saving') : t('save')}</button>
        <a class="button" href={LIST}>{t('cancel')}</a>
        {touchpoint && (
          <button type="button" class="button danger quiet" onClick={() => void attempt(() => askAndDelete(touchpoint))}>
            <Icon name="bin" />{t('delete')}
          </button>
        )}
      </div>
    </form>
  );
}

import { useRef, useState } from 'preact/hooks';
import { newKey } from '../../api';
import { ask } from '../../drawn/ask';
import { Icon } from '../../drawn/icon';
import { Skeleton } from '../../drawn/skeleton';
import { FormTrouble } from '../../drawn/trouble';
import { asProblem, type Problem } from '../../problem';
import { useJourney } from '../../state/journey';
import { go, href, useRoute } from '../../state/route';
import { toast } from '../../state/toasts';
import { useUnsaved } from '../../state/unsaved';
import type { Touchpoint } from '../../wire-site';
import { inLanguage } from '../../words/in-language';
import { t } from '../../words/locale';
import { deleteTouchpoint, saveTouchpoint } from '../save';
import { Asks } from './asks';
import { Attributes } from './attributes';
import { check } from './check';
import { draftOf, newTouchpoint, type TouchpointDraft } from './draft';
import { Basics, Rest } from './editor-fields';
import { PlacementFields } from './placement';
import { Questions } from './questions';

const LIST = href('/touchpoints');

/** `#/touchpoints/new?stage=purchase` and `#/touchpoints/<id>`. */
export function EditorPage() {
  const { path, query } = useRoute();
  const { status, stages, touchpoints } = useJourney();
  const id = path[1] === 'new' ? null : (path[1] ?? null);
  if (status === 'loading') return <div class="page"><div class="page-column"><Skeleton count={2} shape="card" /></div></div>;
  const known = touchpoints.find((touchpoint) => touchpoint.id === id);
  const stage = stages.find(({ key }) => key === query.get('stage')) ?? stages[0];
  const position = Math.max(-1, ...touchpoints.map((touchpoint) => touchpoint.position)) + 1;
  return (
    <div class="page">
      <div class="page-column wide">
        <a class="back always" href={LIST}><Icon name="back" />{t('touchpoints')}</a>
        {id && !known
          ? <p>{t('problem.missing')}</p>
          : <Editor key={id} touchpoint={known ?? null} start={known ? draftOf(known) : newTouchpoint(stage, position)} />}
      </div>
    </div>
  );
}

async function askAndDelete({ id, name, key }: Touchpoint): Promise<boolean> {
  const shown = inLanguage(name, key);
  const agreed = await ask({ title: t('touchpoint.deleteTitle', { name: shown }), text: t('touchpoint.deleteText'), yes: t('delete') });
  if (!agreed) return false;
  try {
    await deleteTouchpoint(id);
  } catch (error) {
    if (asProblem(error).status !== 409) throw error;
    toast(t('touchpoint.hasFeedback', { name: shown }), { tone: 'failed' });
    return false;
  }
  toast(t('deleted', { name: shown }));
  return true;
}

/** After the faults are drawn. What is folded away is unfolded for its fault. */
function focusOnFault(): void {
  requestAnimationFrame(() => {
    const first = document.querySelector<HTMLElement>('.editor [aria-invalid="true"], .editor .fault, .editor .form-trouble');
    first?.closest('details')?.setAttribute('open', '');
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
  });
}

interface EditorProps {
  touchpoint: Touchpoint | null;
  start: TouchpointDraft;
}

/** The form's state, and what is done with it. A deed that succeeds leads back to the list. */
function useEditing({ touchpoint, start }: EditorProps) {
  const { touchpoints } = useJourney();
  const [begun] = useState(() => JSON.stringify(start));
  const [draft, setDraft] = useState(start);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef(newKey());
  const changed = JSON.stringify(draft) !== begun;
  useUnsaved(changed);

  const change = (part: Partial<TouchpointDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    // A corrected form is another request: with the old key the server would refuse it.
    key.current = newKey();
  };
  const attempt = async (deed: () => Promise<boolean>) => {
    if (busy) return;
    setProblem(null);
    setBusy(true);
    try {
      if (await deed()) go(LIST);
    } catch (error) {
      setProblem(asProblem(error));
      focusOnFault();
    } finally {
      setBusy(false);
    }
  };
  const save = () => attempt(async () => {
    const takenKeys = touchpoints.filter(({ id }) => id !== touchpoint?.id).map((other) => other.key);
    const fault = check(draft, takenKeys);
    if (fault) throw fault;
    await saveTouchpoint(touchpoint?.id ?? null, draft, key.current);
    toast(t('saved'));
    return true;
  });
  const remove = () => attempt(async () => touchpoint !== null && askAndDelete(touchpoint));
  return { draft, change, problem, busy, changed, save, remove };
}

function Editor(props: EditorProps) {
  const { touchpoint } = props;
  const { site } = useJourney();
  const { draft, change, problem, busy, changed, save, remove } = useEditing(props);
  const languages = site?.languages ?? [];
  const parts = { draft, languages, problem, onChange: change };
  return (
    <form class="editor" onSubmit={(event) => { event.preventDefault(); void save(); }} noValidate>
      <h1>{touchpoint ? inLanguage(touchpoint.name, touchpoint.key) : t('touchpoint.new')}</h1>
      <Basics {...parts} isNew={!touchpoint} />
      <Questions {...parts} saved={touchpoint?.questions ?? []} />
      <Asks {...parts} />
      <PlacementFields {...parts} />
      <Attributes {...parts} />
      <Rest {...parts} />
      <FormTrouble problem={problem} />
      <div class="form-buttons sticky">
        <button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('saving') : t('save')}</button>
        <a class="button" href={LIST}>{t('cancel')}</a>
        {changed && <span class="hint unsaved">{t('unsaved')}</span>}
        {touchpoint && (
          <button type="button" class="button danger quiet" onClick={() => void remove()}><Icon name="bin" />{t('delete')}</button>
        )}
      </div>
    </form>
  );
}

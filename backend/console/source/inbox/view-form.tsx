import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../drawn/field';
import { FormTrouble } from '../drawn/trouble';
import { useDeed } from '../state/deed';
import { mayI } from '../state/session';
import { toast, toastProblem, toastUndoable } from '../state/toasts';
import type { SavedView } from '../wire';
import { t } from '../words/locale';
import { deleteView, filtersOfView, renameView, saveView } from './saved-views';

const LONGEST = 60;

async function forget(view: SavedView): Promise<void> {
  const again = () => void saveView(view.name, filtersOfView(view), view.is_shared).catch(toastProblem);
  await deleteView(view);
  toastUndoable(t('view.deleted', { name: view.name }), { label: t('undo'), run: again });
}

interface FormProps {
  filters: URLSearchParams;
  /** The view that has these filters already; then it is renamed or deleted. */
  view: SavedView | undefined;
  onClose: () => void;
}

/** Keeps what the list is narrowed by under a name, for oneself or for everyone on the site. */
export function ViewForm({ filters, view, onClose }: FormProps) {
  const [name, setName] = useState(view?.name ?? '');
  const [isShared, setShared] = useState(view?.is_shared ?? false);
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, problem, run } = useDeed();
  useEffect(() => dialog.current?.showModal(), []);
  const save = () => run(async () => {
    if (view) await renameView(view, name.trim(), isShared);
    else await saveView(name.trim(), filters, isShared);
    toast(t('saved'));
    onClose();
  });
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="view-form-title" onClose={onClose}>
      <form class="view-form" onSubmit={(event) => { event.preventDefault(); if (name.trim()) void save(); }}>
        <h2 id="view-form-title">{t(view ? 'view.change' : 'view.save')}</h2>
        <Field label={t('view.name')}>
          {(ties) => (
            <input {...ties} type="text" maxLength={LONGEST} required value={name} onInput={(event) => setName(event.currentTarget.value)} />
          )}
        </Field>
        {mayI('manage') && (
          <label class="check">
            <input type="checkbox" checked={isShared} onChange={() => setShared(!isShared)} />
            <span>{t('view.share')}</span>
          </label>
        )}
        <FormTrouble problem={problem} />
        <div class="dialog-buttons">
          {view && (
            <button type="button" class="button danger" onClick={() => void run(async () => { await forget(view); onClose(); })}>
              {t('view.delete')}
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>{t('cancel')}</button>
          <button type="submit" class="button primary" aria-disabled={busy}>{t(busy ? 'saving' : 'save')}</button>
        </div>
      </form>
    </dialog>
  );
}

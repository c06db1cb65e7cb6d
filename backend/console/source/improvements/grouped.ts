import { remove } from '../api';
import { toast, toastProblem, toastUndoable } from '../state/toasts';
import type { Grouped, Ungrouped } from '../wire-improvements';
import { plural, t } from '../words/locale';

/** Says what came of putting feedback into a group; the whole can be taken back at once. */
export function tellGrouped(improvement: string, told: Grouped, more: string, onUndone: () => void): void {
  const words = [plural('improvements.added', told.added), told.already > 0 && plural('improvements.already', told.already), told.has_more && more];
  const text = words.filter(Boolean).join(' ');
  const { id } = told;
  if (id === null) return toast(text);
  toastUndoable(text, { label: t('undo'), run: () => void takeBack(improvement, id, onUndone) });
}

async function takeBack(improvement: string, grouping: string, onUndone: () => void): Promise<void> {
  try {
    const { removed, kept, is_deleted: isDeleted } = await remove<Ungrouped>(`/improvements/${improvement}/groupings/${grouping}`);
    const words = [plural('improvements.takenOut', removed), kept > 0 && plural('improvements.toldStay', kept), isDeleted && t('improvements.unplanned')];
    toast(words.filter(Boolean).join(' '));
    onUndone();
  } catch (error) {
    toastProblem(error);
  }
}

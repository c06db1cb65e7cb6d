import { useState } from 'preact/hooks';
import { FormTrouble } from '../drawn/trouble';
import { asProblem, type Problem } from '../problem';
import type { Words } from '../wire';
import { t } from '../words/locale';
import { WordsField } from './words-field';

interface StageFormProps {
  words: Words;
  languages: string[];
  onSave: (words: Words) => Promise<void>;
  onClose: () => void;
}

export function StageForm({ words: before, languages, onSave, onClose }: StageFormProps) {
  const [words, setWords] = useState(before);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    try {
      await onSave(words);
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setSaving(false);
    }
  };
  return (
    <form class="stage-form" onSubmit={(event) => void save(event)}>
      <WordsField label={t('stage.name')} name="name" words={words} languages={languages} problem={problem} onChange={setWords} />
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={saving}>{saving ? t('saving') : t('save')}</button>
        <button type="button" class="button" onClick={onClose}>{t('cancel')}</button>
      </div>
    </form>
  );
}

import { useState } from 'preact/hooks';
import { put } from '../api';
import { Field } from '../drawn/field';
import { FormTrouble } from '../drawn/trouble';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import type { Topic, TopicRule } from '../wire-topics';
import { t } from '../words/locale';

interface TopicFormProps {
  siteId: string;
  topic: Topic;
  /** What was said of it before, if anything. */
  rule: TopicRule | undefined;
  others: Topic[];
  onDone: () => void;
  onClose: () => void;
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/[\s,;]+/).filter(Boolean);

/** Name a topic, give it words, merge it into another, or show it no more. */
export function TopicForm({ siteId, topic, rule, others, onDone, onClose }: TopicFormProps) {
  const [name, setName] = useState(rule?.name ?? '');
  const [words, setWords] = useState((rule?.words ?? []).join(' '));
  const [into, setInto] = useState(rule?.into ?? '');
  const { busy, problem, run } = useDeed();
  const save = (changes: Partial<TopicRule>) =>
    run(async () => {
      const asked = { name: name.trim() || null, words: wordsOf(words), into: into || null, is_muted: false, ...changes };
      await put(`/sites/${siteId}/topics`, { key: topic.key, ...asked });
      onDone();
    });
  return (
    <form class="topic-form" onSubmit={(event) => { event.preventDefault(); void save({}); }}>
      <Field label={t('topics.name')} fault={reasonAt(problem, 'name')}>
        {(ties) => <input {...ties} type="text" maxLength={60} value={name} placeholder={topic.name} onInput={(event) => setName(event.currentTarget.value)} />}
      </Field>
      <Field label={t('topics.words')} hint={t('topics.wordsHint')} fault={reasonAt(problem, 'words', true)}>
        {(ties) => <input {...ties} type="text" value={words} autocapitalize="none" onInput={(event) => setWords(event.currentTarget.value)} />}
      </Field>
      <Field label={t('topics.into')} hint={t('topics.intoHint')} fault={reasonAt(problem, 'into')}>
        {(ties) => (
          <select {...ties} value={into} onChange={(event) => setInto(event.currentTarget.value)}>
            <option value="">{t('topics.intoNone')}</option>
            {others.map((other) => <option key={other.key} value={other.key}>{other.name}</option>)}
          </select>
        )}
      </Field>
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('saving') : t('save')}</button>
        <button type="button" class="button" aria-disabled={busy} onClick={() => void save({ is_muted: true })}>{t('topics.mute')}</button>
        <button type="button" class="button" onClick={onClose}>{t('cancel')}</button>
      </div>
    </form>
  );
}

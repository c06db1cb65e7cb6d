import { useEffect, useRef } from 'preact/hooks';
import { createStore, useStore } from '../state/store';
import { t } from '../words/locale';

interface Question {
  title: string;
  text: string;
  yes: string;
  /** "Cancel" unless said otherwise. */
  no?: string;
  answer: (agreed: boolean) => void;
}

const asked = createStore<Question | null>(null);

/** Asks before a deed that cannot be undone. */
export function ask(question: Omit<Question, 'answer'>): Promise<boolean> {
  return new Promise((answer) => asked.set({ ...question, answer }));
}

export function AskDialog() {
  const question = useStore(asked);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (question) dialog.current?.showModal();
  }, [question]);
  if (!question) return null;
  const close = (agreed: boolean) => {
    question.answer(agreed);
    asked.set(null);
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="ask-title" onCancel={() => close(false)}>
      <h2 id="ask-title">{question.title}</h2>
      <p>{question.text}</p>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => close(false)}>{question.no ?? t('cancel')}</button>
        <button type="button" class="button danger" onClick={() => close(true)}>{question.yes}</button>
      </div>
    </dialog>
  );
}

import { useRef } from 'preact/hooks';
import { Icon } from '../../drawn/icon';
import { reasonAt } from '../../problem';
import { toast } from '../../state/toasts';
import type { Question } from '../../wire-site';
import { phrase, t } from '../../words/locale';
import { moved } from '../keys';
import { lowScoreQuestion, newQuestion, offeredQuestions, withDrivers } from './new-question';
import { followKeys } from './options';
import type { PartProps } from './parts';
import { QuestionPreview } from './preview';
import { QuestionFields } from './question-fields';
import { QUESTION_KINDS } from './scales';

const cardId = (key: string): string => `question-${key}`;

/** After the change is drawn, into what has just come or moved. */
function focusIn(id: string, wanted: string): void {
  requestAnimationFrame(() => {
    const card = document.getElementById(id);
    card?.querySelector<HTMLElement>(wanted)?.focus();
    card?.scrollIntoView({ block: 'nearest' });
  });
}

/** What can be done to the list as it is now, also from a notice that is older than the last change. */
function useQuestionDeeds({ draft, languages, onChange }: PartProps) {
  const latest = useRef(draft.questions);
  latest.current = draft.questions;
  const set = (questions: Question[]) => onChange({ questions });
  const insert = (question: Question, place: number) => set([...latest.current.slice(0, place), question, ...latest.current.slice(place)]);
  return {
    add(question: Question) {
      set([...latest.current, question]);
      focusIn(cardId(question.key), 'input');
    },
    addDrivers(rated: Question) {
      const next = withDrivers(latest.current, rated, languages);
      const added = next.find(({ key }) => !latest.current.some((old) => old.key === key));
      set(next);
      if (added) focusIn(cardId(added.key), 'input');
    },
    change(before: Question, after: Question) {
      const changed = latest.current.map((old) => (old.key === before.key ? after : old));
      set(before.options === after.options ? changed : followKeys(changed, before, after));
    },
    move(question: Question, from: number, to: number) {
      set(moved(latest.current, from, to));
      focusIn(cardId(question.key), `[data-move="${to < from ? 'up' : 'down'}"]:not(:disabled), [data-move]:not(:disabled)`);
    },
    remove(question: Question, place: number) {
      set(latest.current.filter(({ key }) => key !== question.key));
      focusIn('add-questions', 'button');
      toast(t('question.removed', { n: place + 1 }), { action: { label: t('undo'), run: () => insert(question, place) } });
    },
  };
}

/** The first question is what a visitor answers with one click; the others follow. */
export function Questions(props: PartProps & { saved: Question[] }) {
  const { draft: { questions }, languages, problem, saved } = props;
  const deeds = useQuestionDeeds(props);
  const rated = lowScoreQuestion(questions);
  return (
    <fieldset class="questions">
      <legend>{t('questions')}</legend>
      <p class="hint">{t('questions.hint')}</p>
      <ol>
        {questions.map((question, place) => (
          <li key={question.key} class="question-card" id={cardId(question.key)}>
            <QuestionHead
              question={question}
              place={place}
              count={questions.length}
              onMove={(to) => deeds.move(question, place, to)}
              onRemove={() => deeds.remove(question, place)}
            />
            <div class="question-fields">
              <QuestionFields
                question={question}
                saved={saved.find(({ key }) => key === question.key)}
                earlier={questions.slice(0, place)}
                languages={languages}
                problem={problem}
                onChange={(changed) => deeds.change(question, changed)}
              />
            </div>
            <QuestionPreview question={question} />
          </li>
        ))}
      </ol>
      {reasonAt(problem, 'questions') && <p class="fault" role="alert">{reasonAt(problem, 'questions')}</p>}
      <div class="add-questions" id="add-questions" role="group" aria-label={t('questions.add')}>
        <span class="hint">{t('questions.add')}</span>
        {QUESTION_KINDS.map((kind) => (
          <button key={kind} type="button" class="button" onClick={() => deeds.add(newQuestion(kind, questions))}>
            <Icon name="plus" />{t(`kind.${kind}`)}
          </button>
        ))}
      </div>
      {rated && (
        <div class="driver-offer">
          <button type="button" class="button" onClick={() => deeds.addDrivers(rated)}><Icon name="plus" />{t('driver.add')}</button>
          <span class="hint">{t('driver.hint')}</span>
        </div>
      )}
      {questions.length > 0 && offeredQuestions(questions, languages).map((question) => (
        <div key={question.key} class="driver-offer">
          <button type="button" class="button" onClick={() => deeds.add(question)}>
            <Icon name="plus" />{phrase('loyalty.offer.', question.key)}
          </button>
          <span class="hint">{phrase('loyalty.offerHint.', question.key)}</span>
        </div>
      ))}
    </fieldset>
  );
}

interface HeadProps {
  question: Question;
  place: number;
  count: number;
  onMove: (to: number) => void;
  onRemove: () => void;
}

function QuestionHead({ question, place, count, onMove, onRemove }: HeadProps) {
  const n = place + 1;
  return (
    <div class="question-head">
      <b>{t('question.n', { n })}</b>
      <span class="hint">{phrase('kind.', question.kind)}</span>
      <span class="row-buttons">
        <button type="button" class="icon-button" data-move="up" disabled={place === 0} aria-label={t('question.up', { n })} onClick={() => onMove(place - 1)}>
          <Icon name="up" />
        </button>
        <button type="button" class="icon-button" data-move="down" disabled={n === count} aria-label={t('question.down', { n })} onClick={() => onMove(place + 1)}>
          <Icon name="down" />
        </button>
        <button type="button" class="icon-button" disabled={count === 1} aria-label={t('question.remove', { n })} onClick={onRemove}>
          <Icon name="bin" />
        </button>
      </span>
    </div>
  );
}

import { Icon } from '../drawn/icon';
import { reasonAt, type Problem } from '../problem';
import type { Question } from '../wire';
import { phrase, t } from '../words/locale';
import { moved, newQuestion, QUESTION_KINDS } from './draft';
import { WordsField } from './words-field';

interface QuestionsProps {
  questions: Question[];
  languages: string[];
  problem: Problem | null;
  onChange: (questions: Question[]) => void;
}

/** The first question is what a visitor answers with one click; the others follow. */
export function Questions({ questions, languages, problem, onChange }: QuestionsProps) {
  const replace = (place: number, question: Question) => onChange(questions.map((old, at) => (at === place ? question : old)));
  return (
    <fieldset class="questions">
      <legend>{t('questions')}</legend>
      <p class="hint">{t('questions.hint')}</p>
      <ol>
        {questions.map((question, place) => (
          <li key={question.key} class="question-card">
            <QuestionHead
              question={question}
              place={place}
              count={questions.length}
              onMove={(to) => onChange(moved(questions, place, to))}
              onRemove={() => onChange(questions.filter((_, at) => at !== place))}
            />
            <QuestionFields
              question={question}
              place={place}
              languages={languages}
              problem={problem}
              onChange={(changed) => replace(place, changed)}
            />
          </li>
        ))}
      </ol>
      {reasonAt(problem, 'questions') && <p class="fault" role="alert">{reasonAt(problem, 'questions')}</p>}
      <div class="add-questions">
        <span class="hint">{t('questions.add')}</span>
        {QUESTION_KINDS.map((kind) => (
          <button key={kind} type="button" class="button" onClick={() => onChange([...questions, newQuestion(kind, questions)])}>
            <Icon name="plus" />{t(`kind.${kind}`)}
          </button>
        ))}
      </div>
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
        <button type="button" class="icon-button" disabled={place === 0} aria-label={t('question.up', { n })} onClick={() => onMove(place - 1)}>
          <Icon name="up" />
        </button>
        <button type="button" class="icon-button" disabled={n === count} aria-label={t('question.down', { n })} onClick={() => onMove(place + 1)}>
          <Icon name="down" />
        </button>
        <button type="button" class="icon-button" disabled={count === 1} aria-label={t('question.remove', { n })} onClick={onRemove}>
          <Icon name="bin" />
        </button>
      </span>
    </div>
  );
}

interface FieldsProps {
  question: Question;
  place: number;
  languages: string[];
  problem: Problem | null;
  onChange: (question: Question) => void;
}

function QuestionFields({ question, place, languages, problem, onChange }: FieldsProps) {
  const at = `questions.${place}`;
  return (
    <>
      <WordsField
        label={t('question.text')}
        name={`${at}.text`}
        words={question.text}
        languages={languages}
        problem={problem}
        onChange={(text) => onChange({ ...question, text })}
      />
      <div class="question-more">
        <label class="check">
          <input type="checkbox" checked={question.required} onChange={() => onChange({ ...question, required: !question.required })} />
          {t('question.required')}
        </label>
        {reasonAt(problem, `${at}.key`) && <p class="fault" role="alert">{reasonAt(problem, `${at}.key`)}</p>}
      </div>
    </>
  );
}

import { reasonAt, type Problem } from '../../problem';
import type { Question } from '../../wire-site';
import { t } from '../../words/locale';
import { WordsField } from '../words-field';
import { Options } from './option-list';
import { Rule } from './rule-sentence';
import { scaleOf } from './scales';

export interface QuestionProps {
  question: Question;
  /** As it is on record; undefined while it is new. */
  saved: Question | undefined;
  /** The questions before it, which a rule may ask about. */
  earlier: Question[];
  languages: string[];
  problem: Problem | null;
  onChange: (question: Question) => void;
}

export function QuestionFields(props: QuestionProps) {
  const { question, earlier, languages, problem, onChange } = props;
  const at = `questions.${earlier.length}`;
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
      {question.kind === 'choice' && <Options {...props} at={at} />}
      {scaleOf(question) && question.kind !== 'thumbs' && <Ends {...props} at={at} />}
      <label class="check">
        <input type="checkbox" checked={question.required} onChange={() => onChange({ ...question, required: !question.required })} />
        {t('question.required')}
      </label>
      {(earlier.length > 0 || question.show_if) && <Rule {...props} at={at} />}
      {reasonAt(problem, `${at}.key`) && <p class="fault" role="alert">{reasonAt(problem, `${at}.key`)}</p>}
    </>
  );
}

/** The words at the two ends of a scale. */
function Ends({ question, languages, problem, at, onChange }: QuestionProps & { at: string }) {
  return (
    <details class="scale-ends" open={question.low !== null || question.high !== null}>
      <summary>{t('ends')}</summary>
      <p class="hint">{t('ends.hint')}</p>
      <WordsField
        label={t('ends.low')}
        name={`${at}.low`}
        words={question.low}
        languages={languages}
        problem={problem}
        onChange={(low) => onChange({ ...question, low })}
      />
      <WordsField
        label={t('ends.high')}
        name={`${at}.high`}
        words={question.high}
        languages={languages}
        problem={problem}
        onChange={(high) => onChange({ ...question, high })}
      />
    </details>
  );
}

import type { ComponentChildren } from 'preact';
import { Rating } from '../drawn/rating';
import { optionText, questionText } from '../state/journey';
import type { Answer, Conversation } from '../wire';
import { t } from '../words/locale';

function AnswerLine({ question, children }: { question: string; children: ComponentChildren }) {
  return (
    <div class="answer">
      <dt>{question}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The first question's answer large, what she rated it later beside it, the further ones below. */
export function Answers({ conversation }: { conversation: Conversation }) {
  const { rating, answers, touchpoint, language, second_rating: second } = conversation;
  const texts = Object.entries(conversation.texts ?? {});
  const choices = Object.entries(conversation.choices ?? {});
  const ask = (question: string) => questionText(touchpoint.key, question);
  const further = answers.length + texts.length + choices.length;
  if (!rating && further === 0) return null;
  return (
    <div class="answers">
      {rating && (
        <div class="main-answer">
          <Rating answer={rating} large />
          {typeof second === 'number' && <SecondRating first={rating} value={second} />}
          <span class="main-question">{ask(rating.question)}</span>
        </div>
      )}
      {further > 0 && (
        <dl class="further-answers">
          {choices.map(([question, keys]) => (
            <AnswerLine key={question} question={ask(question)}>
              <Chosen texts={keys.map((key) => optionText(touchpoint.key, question, key))} />
            </AnswerLine>
          ))}
          {answers.map((answer) => (
            <AnswerLine key={answer.question} question={ask(answer.question)}><Rating answer={answer} /></AnswerLine>
          ))}
          {texts.map(([question, text]) => (
            <AnswerLine key={question} question={ask(question)}><span lang={language ?? undefined}>{text}</span></AnswerLine>
          ))}
        </dl>
      )}
    </div>
  );
}

function Chosen({ texts }: { texts: string[] }) {
  return <ul class="chosen-options">{texts.map((text) => <li key={text} class="tag">{text}</li>)}</ul>;
}

function turnOf(first: number, second: number): 'better' | 'same' | 'worse' {
  if (second === first) return 'same';
  return second > first ? 'better' : 'worse';
}

/** Whether what was done about it helped: in a word, not by an arrow alone. */
function SecondRating({ first, value }: { first: Answer; value: number }) {
  const turn = turnOf(first.value, value);
  return (
    <span class={`second-rating ${turn}`}>
      <span class="unseen">{t('second')}: </span>
      <span aria-hidden="true">→</span>
      <Rating answer={{ kind: first.kind, value }} large />
      <b>{t(`second.${turn}`)}</b>
    </span>
  );
}

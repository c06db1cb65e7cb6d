import type { ComponentChildren } from 'preact';
import { Rating } from '../drawn/rating';
import { questionText } from '../state/journey';
import type { Conversation } from '../wire';

function AnswerLine({ question, children }: { question: string; children: ComponentChildren }) {
  return (
    <div class="answer">
      <dt>{question}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The first question's answer large, the further ones below it. */
export function Answers({ conversation }: { conversation: Conversation }) {
  const { rating, answers, touchpoint, language } = conversation;
  const texts = Object.entries(conversation.texts ?? {});
  const ask = (question: string) => questionText(touchpoint.key, question);
  if (!rating && answers.length + texts.length === 0) return null;
  return (
    <div class="answers">
      {rating && (
        <p class="main-answer">
          <Rating answer={rating} large />
          <span>{ask(rating.question)}</span>
        </p>
      )}
      {answers.length + texts.length > 0 && (
        <dl class="further-answers">
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

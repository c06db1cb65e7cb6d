import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { Rating } from '../drawn/rating';
import { CaseMark, ContradictionMark, MoodChip, PublicationMark, WithdrawnMark } from '../drawn/states';
import { RecoveryMark } from '../recovery/mark';
import type { Feedback } from '../wire';
import { languageName, plural, t } from '../words/locale';
import { feedbackHref } from './query';

interface RowProps {
  feedback: Feedback;
  filters: URLSearchParams;
  isOpen: boolean;
  /** The one row of the list that Tab reaches; j, k and the arrows move it. */
  isStop: boolean;
  onFocus: () => void;
}

export function rowElement(id: string): HTMLElement | null {
  return document.getElementById(`row-${id}`);
}

function Language({ code }: { code: string }) {
  return <abbr class="language" title={languageName(code)}>{code.toUpperCase()}</abbr>;
}

export function Row({ feedback, filters, isOpen, isStop, onFocus }: RowProps) {
  const { id, rating, comment, message_count: messages } = feedback;
  return (
    <li class={`row case-${feedback.case}`}>
      <a
        id={`row-${id}`}
        class="row-link"
        href={feedbackHref(id, filters)}
        tabIndex={isStop ? 0 : -1}
        aria-current={isOpen ? 'true' : undefined}
        onFocus={onFocus}
      >
        <span class="row-top">
          {rating && <Rating answer={rating} />}
          <MoodChip mood={feedback.sentiment?.label} />
          <span class="row-place">{feedback.touchpoint.name}</span>
          <Moment at={feedback.created_at} />
        </span>
        <span class={comment ? 'row-comment' : 'row-comment silent'} lang={comment ? feedback.language ?? undefined : undefined}>
          {comment ?? t('row.noComment')}
        </span>
        <span class="row-marks">
          <RecoveryMark id={id} />
          <CaseMark state={feedback.case} />
          <PublicationMark publication={feedback.publication} />
          {feedback.withdrawn_at && <WithdrawnMark />}
          {feedback.contradicts && <ContradictionMark />}
          {messages > 0 && (
            <span class="row-messages" title={plural('row.messages', messages)}>
              <Icon name="message" /><span aria-hidden="true">{messages}</span>
              <span class="unseen">{plural('row.messages', messages)}</span>
            </span>
          )}
          {feedback.language && <Language code={feedback.language} />}
        </span>
      </a>
    </li>
  );
}

import { Icon } from '../drawn/icon';
import { Moment } from '../drawn/moment';
import { Rating } from '../drawn/rating';
import { CaseMark, ContradictionMark, MoodChip, PublicationMark, ReportedMark, WithdrawnMark } from '../drawn/states';
import { RecoveryMark } from '../recovery/mark';
import type { Feedback } from '../wire';
import { languageName, plural, t } from '../words/locale';
import { Found } from './found';
import { feedbackHref } from './query';
import { tick, tickTo } from './ticked';

interface RowProps {
  feedback: Feedback;
  filters: URLSearchParams;
  isOpen: boolean;
  /** The one row of the list that Tab reaches; j, k and the arrows move it. */
  isStop: boolean;
  /** It has just come in. */
  isFresh: boolean;
  isTicked: boolean;
  onFocus: () => void;
}

/** So many letters of a comment name its row. */
const NAMED = 60;

export function rowElement(id: string): HTMLElement | null {
  return document.getElementById(`row-${id}`);
}

function Language({ code }: { code: string }) {
  return <abbr class="language" title={languageName(code)}>{code.toUpperCase()}</abbr>;
}

export function Row({ feedback, filters, isOpen, isStop, isFresh, isTicked, onFocus }: RowProps) {
  const { id, rating, comment, message_count: messages } = feedback;
  return (
    <li class={`row case-${feedback.case}${isFresh ? ' fresh' : ''}${isTicked ? ' ticked' : ''}`}>
      <label class="row-tick">
        <input
          type="checkbox"
          tabIndex={isStop ? 0 : -1}
          checked={isTicked}
          aria-label={`${t('row.tick')}: ${(comment ?? feedback.touchpoint.name).slice(0, NAMED)}`}
          onClick={(event) => {
            if (event.shiftKey) tickTo(id);
            else tick(id);
          }}
        />
      </label>
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
          {comment ? <Found text={comment} spans={feedback.highlights ?? []} /> : t('row.noComment')}
        </span>
        <span class="row-marks">
          <RecoveryMark id={id} />
          <CaseMark state={feedback.case} />
          <PublicationMark publication={feedback.publication} />
          {feedback.withdrawn_at && <WithdrawnMark />}
          {feedback.reported_at && <ReportedMark />}
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

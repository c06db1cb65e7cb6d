import { Moment } from '../drawn/moment';
import { Rating } from '../drawn/rating';
import { CaseMark, MoodChip, WithdrawnMark } from '../drawn/states';
import { inboxHref, feedbackHref } from '../inbox/query';
import { usePages } from '../state/pages';
import { useSite } from '../state/session';
import type { Feedback } from '../wire';
import { plural, t } from '../words/locale';
import { GrownList } from './grown-list';

interface EntriesProps {
  /** Whose: the name of the inbox's filter and its value. */
  by: 'customer' | 'account';
  id: string;
  n: number;
}

/** Everything that a customer or an account has said, the newest first. */
export function Entries({ by, id, n }: EntriesProps) {
  const site = useSite();
  const filters = new URLSearchParams({ [by]: id });
  const pages = usePages<Feedback>(site ? `/feedback?site=${encodeURIComponent(site.key)}&${filters}&limit=20` : null);
  return (
    <section class="panel" aria-labelledby="entries-title">
      <div class="panel-head">
        <h2 id="entries-title">{t('customer.said')}</h2>
        <a href={inboxHref(filters)}>{plural('customer.entries', n)}</a>
      </div>
      <GrownList
        pages={pages}
        label={t('customer.said')}
        none={<p class="hint">{t('customer.silent')}</p>}
        row={(feedback) => <Entry key={feedback.id} feedback={feedback} filters={filters} />}
      />
    </section>
  );
}

function Entry({ feedback, filters }: { feedback: Feedback; filters: URLSearchParams }) {
  const { rating, comment, language } = feedback;
  return (
    <li class="said">
      <a href={feedbackHref(feedback.id, filters)}>
        <span class="said-top">
          {rating && <Rating answer={rating} />}
          <MoodChip mood={feedback.sentiment?.label} />
          <span>{feedback.touchpoint.name}</span>
          <Moment at={feedback.created_at} />
        </span>
        <span class={comment ? 'said-comment' : 'said-comment silent'} lang={comment ? language ?? undefined : undefined}>
          {comment ?? t('row.noComment')}
        </span>
        <span class="said-marks"><CaseMark state={feedback.case} />{feedback.withdrawn_at && <WithdrawnMark />}</span>
      </a>
    </li>
  );
}

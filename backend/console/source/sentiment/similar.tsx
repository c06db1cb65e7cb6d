import { Moment } from '../drawn/moment';
import { Rating } from '../drawn/rating';
import { MoodChip } from '../drawn/states';
import { feedbackHref, filtersOf } from '../inbox/query';
import { useBeside } from '../state/beside';
import { useRoute } from '../state/route';
import type { Similar } from '../wire';
import { t } from '../words/locale';

function SimilarRow({ similar, filters }: { similar: Similar; filters: URLSearchParams }) {
  const { rating, comment, language } = similar;
  return (
    <li>
      <a class="similar" href={feedbackHref(similar.id, filters)}>
        <span class="similar-comment" lang={language ?? undefined}>{comment}</span>
        <span class="similar-marks">
          {rating && <Rating answer={rating} />}
          <MoodChip mood={similar.sentiment ?? undefined} />
          <span>{similar.touchpoint.name}</span>
          <Moment at={similar.created_at} />
        </span>
      </a>
    </li>
  );
}

/** Who else said this, in whatever language. */
export function SimilarFeedback({ id, saidAt }: { id: string; saidAt: string }) {
  const items = useBeside<Similar>(id, 'similar', saidAt);
  const { query } = useRoute();
  if (items.length === 0) return null;
  return (
    <section class="similar-list" aria-labelledby="similar-title">
      <h3 id="similar-title">{t('similar')}</h3>
      <ul>{items.map((similar) => <SimilarRow key={similar.id} similar={similar} filters={filtersOf(query)} />)}</ul>
    </section>
  );
}

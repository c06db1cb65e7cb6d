import { useEffect, useState } from 'preact/hooks';
import { get } from '../api';
import { Moment } from '../drawn/moment';
import { Rating } from '../drawn/rating';
import { MoodChip } from '../drawn/states';
import { feedbackHref, filtersOf } from '../inbox/query';
import { useRoute } from '../state/route';
import type { Similar } from '../wire';
import { t } from '../words/locale';

/** A help, not a need: where it cannot be had, nothing is shown and nothing is said. */
function useSimilar(id: string, saidAt: string): Similar[] {
  const [items, setItems] = useState<Similar[]>([]);
  useEffect(() => {
    let isWanted = true;
    get<{ items: Similar[] }>(`/feedback/${encodeURIComponent(id)}/similar`, { hasty: true })
      .then((found) => isWanted && setItems(found.items))
      .catch(() => isWanted && setItems([]));
    return () => {
      isWanted = false;
    };
  }, [id, saidAt]);
  return items;
}

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
  const items = useSimilar(id, saidAt);
  const { query } = useRoute();
  if (items.length === 0) return null;
  return (
    <section class="similar-list" aria-labelledby="similar-title">
      <h3 id="similar-title">{t('similar')}</h3>
      <ul>{items.map((similar) => <SimilarRow key={similar.id} similar={similar} filters={filtersOf(query)} />)}</ul>
    </section>
  );
}

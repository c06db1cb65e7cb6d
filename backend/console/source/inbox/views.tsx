import { isOtherRoom, useRoute } from '../state/route';
import { currentSession } from '../state/session';
import { useStore } from '../state/store';
import type { Case, Publication } from '../wire';
import { formatNumber, t } from '../words/locale';
import { counts, totalOf } from './counts';
import { filtersOf, inboxHref } from './query';

const CASE_VIEWS: Case[] = ['new', 'open', 'waiting', 'solved'];
const PUBLICATION_VIEWS = ['pending', 'spam'] as const satisfies Publication[];

function View({ query, label, n }: { query: string; label: string; n?: number | undefined }) {
  const { path, query: asked } = useRoute();
  const here = !isOtherRoom(path[0]) && filtersOf(asked).toString() === query;
  return (
    <li>
      <a class="view" href={inboxHref(new URLSearchParams(query))} aria-current={here ? 'page' : undefined}>
        <span>{label}</span>
        {n !== undefined && n > 0 && <span class="view-count">{formatNumber(n)}</span>}
      </a>
    </li>
  );
}

/** The quick views of the inbox with their counts. */
export function Views() {
  const counted = useStore(counts);
  const me = currentSession()?.staff.id;
  return (
    <nav class="views" aria-label={t('views')}>
      <ul>
        <View query="" label={t('views.all')} n={counted ? totalOf(counted) : undefined} />
        {CASE_VIEWS.map((state) => (
          <View key={state} query={`case=${state}`} label={t(`views.${state}`)} n={counted?.case[state]} />
        ))}
        {me && <View query={`assignee=${encodeURIComponent(me)}`} label={t('views.mine')} />}
      </ul>
      <ul aria-label={t('views.moderation')}>
        {PUBLICATION_VIEWS.map((state) => (
          <View key={state} query={`publication=${state}`} label={t(`views.${state}`)} n={counted?.publication[state]} />
        ))}
      </ul>
    </nav>
  );
}

import { useEffect } from 'preact/hooks';
import { isOtherRoom, useRoute } from '../state/route';
import { useSite } from '../state/session';
import { useStore } from '../state/store';
import type { Case, Publication } from '../wire';
import { formatNumber, t } from '../words/locale';
import { counts, totalOf } from './counts';
import { filtersOf, inboxHref, ME } from './query';
import { filtersOfView, loadViews, savedViews } from './saved-views';

const CASE_VIEWS: Case[] = ['new', 'open', 'waiting', 'solved'];
const PUBLICATION_VIEWS = ['pending', 'spam'] as const satisfies Publication[];

interface ViewProps {
  query: string;
  label: string;
  n?: number | undefined;
  /** There are more than were counted. */
  more?: boolean | undefined;
}

function View({ query, label, n, more }: ViewProps) {
  const { path, query: asked } = useRoute();
  const here = !isOtherRoom(path[0]) && filtersOf(asked).toString() === query;
  return (
    <li>
      <a class="view" href={inboxHref(new URLSearchParams(query))} aria-current={here ? 'page' : undefined}>
        <span>{label}</span>
        {n !== undefined && n > 0 && <span class="view-count">{formatNumber(n)}{more && '+'}</span>}
      </a>
    </li>
  );
}

/** The quick views of the inbox with their counts, and those that staff keep. */
export function Views() {
  const counted = useStore(counts);
  const site = useSite();
  useEffect(() => {
    if (site) void loadViews(site.key, site.id);
  }, [site?.key]);
  const more = (kind: 'case' | 'publication', name: string) => counted?.more[kind].some((one) => one === name);
  return (
    <nav class="views" aria-label={t('views')}>
      <ul>
        <View query="" label={t('views.all')} n={counted ? totalOf(counted) : undefined} more={counted?.more.publication.some((one) => one !== 'spam')} />
        {CASE_VIEWS.map((state) => (
          <View key={state} query={`case=${state}`} label={t(`views.${state}`)} n={counted?.case[state]} more={more('case', state)} />
        ))}
        <View query={`assignee=${ME}`} label={t('views.mine')} />
      </ul>
      <ul aria-label={t('views.moderation')}>
        {PUBLICATION_VIEWS.map((state) => (
          <View
            key={state}
            query={`publication=${state}`}
            label={t(`views.${state}`)}
            n={counted?.publication[state]}
            more={more('publication', state)}
          />
        ))}
        <View query="reported=true" label={t('views.reported')} />
      </ul>
      <SavedViews />
    </nav>
  );
}

function SavedViews() {
  const { items, counts: held } = useStore(savedViews);
  if (items.length === 0) return null;
  return (
    <ul aria-label={t('views.saved')}>
      {items.map((view) => (
        <View key={view.id} query={filtersOfView(view).toString()} label={view.name} n={held[view.id]?.n} more={held[view.id]?.more} />
      ))}
    </ul>
  );
}

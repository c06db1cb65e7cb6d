import { Snippet } from '../drawn/copy';
import { useSite } from '../state/session';
import { href } from '../state/route';
import { pageTag } from '../touchpoints/tag';
import { t } from '../words/locale';
import { inboxHref, isEmpty } from './query';

/** The two ways a list can be empty, each with its next step. */
export function EmptyList({ filters }: { filters: URLSearchParams }) {
  const site = useSite();
  if (!isEmpty(filters)) {
    return (
      <div class="empty">
        <h2>{t('empty.noHits')}</h2>
        <p>{t('empty.noHitsText')}</p>
        <a class="button" href={inboxHref(new URLSearchParams())}>{t('filter.clear')}</a>
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>{t('empty.none')}</h2>
      <p>{t('empty.noneText')}</p>
      {site && <Snippet code={pageTag(site.key)} label={t('tag.title')} />}
      <p><a href={href('/site')}>{t('empty.toInstall')}</a></p>
    </div>
  );
}

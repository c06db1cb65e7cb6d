import { href, useRoute } from '../state/route';
import { t } from '../words/locale';

/** The two pages of a site's own settings. */
export function SiteTabs() {
  const { path } = useRoute();
  const isLook = path[1] === 'look';
  return (
    <nav class="tabs" aria-label={t('site')}>
      <a href={href('/site')} aria-current={isLook ? undefined : 'page'}>{t('install')}</a>
      <a href={href('/site/look')} aria-current={isLook ? 'page' : undefined}>{t('look')}</a>
    </nav>
  );
}

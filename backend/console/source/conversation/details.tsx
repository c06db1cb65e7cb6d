import { Icon } from '../drawn/icon';
import type { Conversation } from '../wire';
import { languageName, t } from '../words/locale';
import { formatMoment } from '../words/time';

/** Only http and https become a link: a page address is whatever a stranger sent. */
function safeAddress(url: string): string | null {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? href : null;
  } catch {
    return null;
  }
}

function PageOrigin({ url, title }: { url: string; title: string | null }) {
  const address = safeAddress(url);
  return (
    <>
      {title && <span class="page-title">{title}</span>}
      {address ? (
        <a class="page-address" href={address} target="_blank" rel="noreferrer noopener nofollow">
          {url}<Icon name="external" /><span class="unseen"> ({t('opensNewTab')})</span>
        </a>
      ) : <span class="page-address">{url}</span>}
    </>
  );
}

export function Details({ conversation }: { conversation: Conversation }) {
  const { language, email, page_url: url, page_title: title, created_at: at, reference } = conversation;
  return (
    <aside class="details" aria-label={t('details')}>
      <dl>
        {url && <div><dt>{t('details.page')}</dt><dd><PageOrigin url={url} title={title} /></dd></div>}
        {language && <div><dt>{t('details.language')}</dt><dd>{languageName(language)}</dd></div>}
        {email && <div><dt>{t('details.email')}</dt><dd><a href={`mailto:${encodeURIComponent(email)}`}>{email}</a></dd></div>}
        <div><dt>{t('details.received')}</dt><dd><time dateTime={at}>{formatMoment(at)}</time></dd></div>
        <div><dt>{t('details.reference')}</dt><dd>{reference}</dd></div>
      </dl>
    </aside>
  );
}

import { WhoseCard } from '../customers/whose';
import { Icon } from '../drawn/icon';
import { inboxHref } from '../inbox/query';
import type { Conversation } from '../wire';
import { formatNumber, languageName, t } from '../words/locale';
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

/** What the page told about the visitor; each of the two leads to the others that have the same. */
function Told({ name, value }: { name: 'subject' | 'segment'; value: string | null }) {
  if (!value) return null;
  const same = inboxHref(new URLSearchParams({ [name]: value }));
  return <div><dt>{t(`filter.${name}`)}</dt><dd><a href={same} title={t('details.same')}>{value}</a></dd></div>;
}

function attributeWords(value: string | number | boolean): string {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return typeof value === 'number' ? formatNumber(value) : value;
}

export function Details({ conversation }: { conversation: Conversation }) {
  const { language, email, page_url: url, page_title: title, created_at: at, reference, subject, segment, device, returning, attributes } = conversation;
  return (
    <aside class="details" aria-label={t('details')}>
      <WhoseCard whose={conversation.customer} />
      <dl>
        {url && <div><dt>{t('details.page')}</dt><dd><PageOrigin url={url} title={title} /></dd></div>}
        <Told name="subject" value={subject} />
        <Told name="segment" value={segment} />
        {Object.entries(attributes ?? {}).map(([key, value]) => (
          <div key={key}><dt><code>{key}</code></dt><dd>{attributeWords(value)}</dd></div>
        ))}
        {language && <div><dt>{t('details.language')}</dt><dd>{languageName(language)}</dd></div>}
        {device && <div><dt>{t('filter.device')}</dt><dd>{t(`device.${device}`)}</dd></div>}
        {returning != null && <div><dt>{t('filter.returning')}</dt><dd>{t(returning ? 'returning.true' : 'returning.false')}</dd></div>}
        {email && <div><dt>{t('details.email')}</dt><dd><a href={`mailto:${encodeURIComponent(email)}`}>{email}</a></dd></div>}
        <div><dt>{t('details.received')}</dt><dd><time dateTime={at}>{formatMoment(at)}</time></dd></div>
        <div><dt>{t('details.reference')}</dt><dd>{reference}</dd></div>
      </dl>
    </aside>
  );
}

import { Icon } from '../drawn/icon';
import { MoodChip } from '../drawn/states';
import type { Conversation, Sentiment } from '../wire';
import { formatShare, languageName, t } from '../words/locale';
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

function SentimentLine({ sentiment }: { sentiment: Sentiment }) {
  if (sentiment.label === 'unknown') return <span class="hint">{t('mood.unknownLong')}</span>;
  return (
    <>
      <MoodChip mood={sentiment.label} />
      <span class="hint">
        {sentiment.confidence !== null && t('details.confidence', { share: formatShare(sentiment.confidence) })}
        {sentiment.version && ` · ${sentiment.version}`}
      </span>
    </>
  );
}

export function Details({ conversation }: { conversation: Conversation }) {
  const { sentiment, language, email, page_url: url, page_title: title, created_at: at, reference } = conversation;
  return (
    <aside class="details" aria-label={t('details')}>
      <dl>
        {sentiment && <div><dt>{t('details.sentiment')}</dt><dd><SentimentLine sentiment={sentiment} /></dd></div>}
        {url && <div><dt>{t('details.page')}</dt><dd><PageOrigin url={url} title={title} /></dd></div>}
        {language && <div><dt>{t('details.language')}</dt><dd>{languageName(language)}</dd></div>}
        {email && <div><dt>{t('details.email')}</dt><dd><a href={`mailto:${encodeURIComponent(email)}`}>{email}</a></dd></div>}
        <div><dt>{t('details.received')}</dt><dd><time dateTime={at}>{formatMoment(at)}</time></dd></div>
        <div><dt>{t('details.reference')}</dt><dd>{reference}</dd></div>
      </dl>
    </aside>
  );
}

import { useState } from 'preact/hooks';
import { Snippet } from '../drawn/copy';
import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useLoaded } from '../state/loaded';
import { href } from '../state/route';
import { scaleOf } from '../touchpoints/editor/scales';
import type { Touchpoint, TouchpointLink } from '../wire-site';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';

/** For places without the tag: a link for mail and chat, a QR code for paper. */
export function Links({ touchpoints }: { touchpoints: Touchpoint[] }) {
  return (
    <section class="panel" id="links" aria-labelledby="links-head">
      <h2 id="links-head">{t('links')}</h2>
      <p class="hint">{t('links.hint')}</p>
      {touchpoints.length === 0 && <p><a href={href('/touchpoints/new')}>{t('touchpoint.add')}</a></p>}
      <ul class="links">{touchpoints.map((touchpoint) => <li key={touchpoint.id}><LinkOf touchpoint={touchpoint} /></li>)}</ul>
    </section>
  );
}

function LinkOf({ touchpoint }: { touchpoint: Touchpoint }) {
  const [open, setOpen] = useState(false);
  const { value, problem, again } = useLoaded<TouchpointLink>(open ? `/touchpoints/${touchpoint.id}/link` : null);
  const name = inLanguage(touchpoint.name, touchpoint.key);
  return (
    <details class="link" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{name}{!touchpoint.is_active && <span class="tag">{t('touchpoint.resting')}</span>}</summary>
      {problem && <Trouble problem={problem} retry={again} />}
      {open && !value && !problem && <Skeleton count={1} shape="card" />}
      {value && <LinkBody touchpoint={touchpoint} name={name} url={value.url} />}
    </details>
  );
}

function LinkBody({ touchpoint, name, url }: { touchpoint: Touchpoint; name: string; url: string }) {
  const picture = `/api/v1/touchpoints/${encodeURIComponent(touchpoint.id)}/qr.svg`;
  const first = touchpoint.questions[0];
  const scale = first && scaleOf(first);
  return (
    <div class="link-body">
      <img class="qr" src={picture} width={168} height={168} alt={t('links.qr', { name })} />
      <div class="link-texts">
        <Snippet code={url} label={t('links.page', { name })} />
        {scale && (
          <>
            <p class="hint">{t('links.rated')}</p>
            <Snippet code={`${url}?rating=${scale.most}`} label={t('links.ratedLabel', { name })} />
          </>
        )}
        <p class="link-deeds">
          <a class="button" href={picture} download={`${touchpoint.key}.svg`}><Icon name="download" />{t('links.download')}</a>
          <a class="button" href={url} target="_blank" rel="noreferrer noopener">
            <Icon name="external" />{t('links.open')}<span class="unseen"> ({t('opensNewTab')})</span>
          </a>
        </p>
      </div>
    </div>
  );
}

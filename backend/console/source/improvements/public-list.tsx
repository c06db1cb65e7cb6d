import { patch } from '../api';
import { Snippet } from '../drawn/copy';
import { keepSite, useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { mayI } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Site } from '../wire-site';
import { t } from '../words/locale';

const ELEMENT = '<kohtaamo-published list="done"></kohtaamo-published>';

function Ways({ siteId }: { siteId: string }) {
  const { value } = useLoaded<{ done_page: string }>(`/sites/${siteId}/tag`);
  return (
    <>
      {value && <p><a href={value.done_page} target="_blank" rel="noreferrer">{value.done_page} <span class="unseen">({t('opensNewTab')})</span></a></p>}
      <p class="hint">{t('improvements.elementHint')}</p>
      <Snippet code={ELEMENT} label={t('improvements.element')} />
    </>
  );
}

/** Whether visitors may read what became of what they said, and where. */
export function PublicList() {
  const { site } = useJourney();
  if (!site || !mayI('manage')) return null;
  const toggle = async () => {
    try {
      keepSite(await patch<Site>(`/sites/${site.id}`, { shows_improvements: !site.shows_improvements }));
      toast(t('saved'));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <section class="panel" aria-labelledby="public-list">
      <h2 id="public-list">{t('improvements.publicList')}</h2>
      <label class="check">
        <input type="checkbox" checked={site.shows_improvements} onChange={() => void toggle()} />
        {t('improvements.publicAllow')}
      </label>
      <p class="hint">{t('improvements.publicHint')}</p>
      {site.shows_improvements && <Ways siteId={site.id} />}
    </section>
  );
}

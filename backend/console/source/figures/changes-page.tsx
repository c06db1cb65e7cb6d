import { useEffect } from 'preact/hooks';
import { remove } from '../api';
import { ask } from '../drawn/ask';
import { Snippet } from '../drawn/copy';
import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { go, href } from '../state/route';
import { mayI, useSite } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Page } from '../wire';
import type { Change } from '../wire-figures';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';
import { formatMoment } from '../words/time';
import { BaselinePanel } from './baseline-form';
import { ChangeForm } from './change-form';
import { FigureTabs } from './figure-tabs';
import { useQuery } from './period';
import { VerdictOf } from './verdict';

const SHOWN = 20;

async function askAndRemove(change: Change, onRemoved: () => void): Promise<void> {
  const agreed = await ask({ title: t('changes.deleteTitle', { name: change.title }), text: t('changes.deleteText'), yes: t('delete') });
  if (!agreed) return;
  try {
    await remove(`/changes/${change.id}`);
    toast(t('deleted', { name: change.title }));
    onRemoved();
  } catch (error) {
    toastProblem(error);
  }
}

function Where({ touchpoints: keys }: Change) {
  const { touchpoints } = useJourney();
  if (!keys) return <>{t('changes.everywhere')}</>;
  return <>{keys.map((key) => inLanguage(touchpoints.find((one) => one.key === key)?.name, key)).join(', ')}</>;
}

function ChangeCard({ change, chosen, onRemoved }: { change: Change; chosen: boolean; onRemoved: () => void }) {
  const id = `change-${change.id}`;
  useEffect(() => {
    if (chosen) document.getElementById(id)?.focus();
  }, [chosen]);
  return (
    <article class="panel change-card" aria-labelledby={id}>
      <header>
        <h2 id={id} tabIndex={-1}>{change.title}</h2>
        {mayI('manage') && (
          <button type="button" class="icon-button" aria-label={t('changes.delete', { name: change.title })} onClick={() => void askAndRemove(change, onRemoved)}>
            <Icon name="bin" />
          </button>
        )}
      </header>
      <p class="hint">
        {t(`changed.${change.kind}`)} · <time dateTime={change.at}>{formatMoment(change.at)}</time> · <Where {...change} />
        {change.link && <> · <a href={change.link} target="_blank" rel="noreferrer">{t('changes.read')} <span class="unseen">({t('opensNewTab')})</span></a></>}
      </p>
      <VerdictOf changeId={change.id} open={chosen} />
    </article>
  );
}

function Script({ siteKey }: { siteKey: string }) {
  const line = `curl -H "Authorization: Bearer $TOKEN" --json '{"title": "4.2"}' "${location.origin}/api/v1/changes?site=${siteKey}"`;
  return (
    <section class="panel" aria-labelledby="script-head">
      <h2 id="script-head">{t('changes.script')}</h2>
      <p class="hint">{t('changes.scriptHint')}</p>
      <Snippet code={line} label={t('changes.script')} />
    </section>
  );
}

/** What was done, and whether it helped. */
export function ChangesPage() {
  const site = useSite();
  const { query } = useQuery();
  const { value: page, problem, again } = useLoaded<Page<Change>>(site && `/changes?site=${encodeURIComponent(site.key)}&limit=${SHOWN}`);
  const marked = (change: Change) => {
    go(href('/journey/changes', new URLSearchParams({ change: change.id })));
    again();
  };
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('changes')}</h1>
          <p>{t('changes.intro')}</p>
        </header>
        <FigureTabs />
        {mayI('manage') && <ChangeForm onMarked={marked} />}
        {problem && <Trouble problem={problem} retry={again} />}
        {!page && !problem && <Skeleton count={2} shape="card" />}
        {page?.items.length === 0 && <p>{t('changes.none')}</p>}
        {page?.items.map((change) => <ChangeCard key={change.id} change={change} chosen={query.get('change') === change.id} onRemoved={again} />)}
        <BaselinePanel />
        {site && mayI('manage') && <Script siteKey={site.key} />}
      </div>
    </div>
  );
}

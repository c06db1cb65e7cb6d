import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { usePages } from '../state/pages';
import { go, href, useRoute } from '../state/route';
import { mayI, useSite } from '../state/session';
import { IMPROVEMENT_STATES, type Improvement } from '../wire-improvements';
import { t } from '../words/locale';
import { ImprovementCard } from './improvement-card';
import { ImprovementForm } from './improvement-form';
import { PublicList } from './public-list';

const LOOK_AGAIN = 3000;

function StateFilter({ state }: { state: string }) {
  const show = (chosen: string) => go(href('/improvements', new URLSearchParams(chosen ? { state: chosen } : {})));
  return (
    <div class="topic-filters">
      <label>
        <span>{t('improvements.state')}</span>
        <select value={state} onChange={(event) => show(event.currentTarget.value)}>
          <option value="">{t('improvements.every')}</option>
          {IMPROVEMENT_STATES.map((one) => <option key={one} value={one}>{t(`improved.${one}`)}</option>)}
        </select>
      </label>
    </div>
  );
}

/** What is done about what visitors say, and who has been told of it. */
export function ImprovementsPage() {
  const { query } = useRoute();
  const site = useSite();
  const state = query.get('state') ?? '';
  const [isNew, setIsNew] = useState(false);
  const asked = new URLSearchParams({ site: site?.key ?? '', ...(state ? { state } : {}) });
  const { items, problem, cursor, more, again, loadMore } = usePages<Improvement>(site && `/improvements?${asked}`);
  useEffect(() => {
    // While the worker tells them the figures move; otherwise nobody but this page's reader changes them.
    const clock = items?.some((one) => one.is_telling) ? setTimeout(again, LOOK_AGAIN) : undefined;
    return () => clearTimeout(clock);
  }, [items]);
  const saved = () => { setIsNew(false); again(); };
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('improvements')}</h1>
          <p>{t('improvements.intro')}</p>
        </header>
        {mayI('manage') && !isNew && <button type="button" class="button" onClick={() => setIsNew(true)}><Icon name="plus" />{t('improvements.new')}</button>}
        {isNew && <ImprovementForm onSaved={saved} onClose={() => setIsNew(false)} />}
        <StateFilter state={state} />
        {problem && <Trouble problem={problem} retry={again} />}
        {!items && !problem && <Skeleton count={2} shape="card" />}
        {items?.length === 0 && <p>{t(state ? 'improvements.noneSo' : 'improvements.none')}</p>}
        {items?.map((one) => <ImprovementCard key={one.id} improvement={one} chosen={query.get('improvement') === one.id} onChanged={again} />)}
        {cursor && <p><button type="button" class="button" aria-disabled={more === 'loading'} onClick={loadMore}>{t(more === 'failed' ? 'more.failed' : 'more')}</button></p>}
        <PublicList />
      </div>
    </div>
  );
}

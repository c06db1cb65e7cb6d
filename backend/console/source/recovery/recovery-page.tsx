import { useEffect } from 'preact/hooks';
import { Choice } from '../drawn/choice';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { goInstead, href, useRoute } from '../state/route';
import { currentSession, useSite } from '../state/session';
import { useStore } from '../state/store';
import { RECOVERY_STATES, type RecoveryState } from '../wire-recovery';
import { formatNumber, t } from '../words/locale';
import { OwnAbsence } from './absence';
import { CaseRow } from './case-row';
import { casesPath, useCases } from './cases';
import { loadRecovery, recoveryCounts } from './counts';
import { RecoveryTabs } from './tabs';
import { Tallies } from './tallies';

/** Disappointed visitors, in the order in which they want an answer. */
export function RecoveryPage() {
  const site = useSite();
  const counts = useStore(recoveryCounts);
  useEffect(() => {
    if (site) void loadRecovery(site.key);
  }, [site?.key]);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('winback')}</h1>
          <p>{t('winback.intro')}</p>
        </header>
        <RecoveryTabs />
        {site && <Cases siteKey={site.key} />}
        {counts && <Tallies counts={counts} />}
        <OwnAbsence />
      </div>
    </div>
  );
}

function asked(query: URLSearchParams): { state: RecoveryState; mine: boolean } {
  const state = RECOVERY_STATES.find((one) => one === query.get('state')) ?? 'open';
  return { state, mine: query.get('mine') === 'true' };
}

function show(state: RecoveryState, mine: boolean): void {
  const query = new URLSearchParams();
  if (state !== 'open') query.set('state', state);
  if (mine) query.set('mine', 'true');
  goInstead(href('/recovery', query));
}

function Cases({ siteKey }: { siteKey: string }) {
  const { state, mine } = asked(useRoute().query);
  const me = currentSession()?.staff.id ?? null;
  const { items, problem, hasMore, loadMore, again } = useCases(casesPath(siteKey, state, mine ? me : null));
  return (
    <section class="recovery-cases" aria-label={t('winback.cases')}>
      <div class="recovery-choices">
        <StateChoice state={state} onChoose={(chosen) => show(chosen, mine)} />
        <Choice
          legend={t('winback.whose')} quietLegend name="whose" value={mine ? 'mine' : 'all'}
          onChoose={(chosen) => show(state, chosen === 'mine')}
          options={[{ value: 'all', label: t('winback.everyones') }, { value: 'mine', label: t('views.mine') }]}
        />
      </div>
      {problem && <Trouble problem={problem} retry={again} />}
      {!items && !problem && <Skeleton count={3} shape="card" />}
      {items?.length === 0 && <Nothing state={state} mine={mine} />}
      {items && items.length > 0 && (
        <ul class="recovery-list">{items.map((item) => <CaseRow key={item.feedback.id} item={item} onChanged={again} />)}</ul>
      )}
      {hasMore && <button type="button" class="button" onClick={loadMore}>{t('more')}</button>}
    </section>
  );
}

function StateChoice({ state, onChoose }: { state: RecoveryState; onChoose: (state: RecoveryState) => void }) {
  const counts = useStore(recoveryCounts);
  const numbers: Partial<Record<RecoveryState, number | undefined>> = { open: counts?.open, answered: counts?.answered };
  const label = (one: RecoveryState) => {
    const n = numbers[one];
    return n ? <>{t(`winbackState.${one}`)} <b class="choice-count">{formatNumber(n)}</b></> : t(`winbackState.${one}`);
  };
  return (
    <Choice
      legend={t('winback.state')} quietLegend name="state" value={state} onChoose={onChoose}
      options={RECOVERY_STATES.map((value) => ({ value, label: label(value) }))}
    />
  );
}

function Nothing({ state, mine }: { state: RecoveryState; mine: boolean }) {
  if (mine) return <div class="empty small"><h2>{t('winback.noneMine')}</h2></div>;
  return (
    <div class="empty small">
      <h2>{t(`winbackNone.${state}`)}</h2>
      <p>{t(`winbackNoneText.${state}`)}</p>
    </div>
  );
}

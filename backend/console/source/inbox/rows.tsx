import { useEffect, useRef } from 'preact/hooks';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useStore } from '../state/store';
import { plural, t } from '../words/locale';
import { EmptyList } from './empty';
import { list, loadMore, openList, showArrivals, tabStop } from './list';
import { Row, rowElement } from './row';
import { ticked } from './ticked';

interface RowsProps {
  siteKey: string;
  filters: URLSearchParams;
  openId: string | null;
}

/** After "load more" by keyboard the focus goes on to the first new row, not back to the top. */
function useFocusOnFirstNew(count: number): { onMore: () => void } {
  const from = useRef<number | null>(null);
  useEffect(() => {
    const first = from.current === null ? undefined : list.get().items[from.current];
    if (!first) return;
    from.current = null;
    rowElement(first.id)?.focus({ preventScroll: true });
  }, [count]);
  return {
    onMore() {
      from.current = list.get().items.length;
      void loadMore();
    },
  };
}

/** New rows come in by themselves where that moves nothing from under anybody's eye, pointer or focus. */
function isUndisturbed(scroller: HTMLElement | null): boolean {
  if (!scroller || scroller.scrollTop > 4 || scroller.matches(':hover')) return false;
  return !scroller.contains(document.activeElement);
}

export function Rows({ siteKey, filters, openId }: RowsProps) {
  const { status, problem, items, cursor, more, arrived, gap, fresh } = useStore(list);
  const { onMore } = useFocusOnFirstNew(items.length);
  const scroller = useRef<HTMLDivElement>(null);
  const reveal = () => {
    showArrivals(siteKey, filters);
    scroller.current?.scrollTo({ top: 0 });
  };
  useEffect(() => {
    if (arrived.length > 0 && !gap && isUndisturbed(scroller.current)) showArrivals(siteKey, filters);
  }, [arrived]);
  const { ids: chosen } = useStore(ticked);
  const wanted = useStore(tabStop);
  const stop = items.some(({ id }) => id === wanted) ? wanted : items[0]?.id;
  return (
    <div class="rows" ref={scroller}>
      <div class="arrivals" role="status">
        {arrived.length > 0 && (
          <button type="button" class="arrivals-pill" onClick={reveal}>{plural('arrivals', arrived.length, gap ? { n: `${arrived.length}+` } : {})}</button>
        )}
        {arrived.length === 0 && fresh.size > 0 && <span class="unseen">{plural('arrivals', fresh.size)}</span>}
      </div>
      {status === 'loading' && <Skeleton count={7} shape="row" />}
      {status === 'failed' && problem && <Trouble problem={problem} retry={() => void openList(siteKey, filters, true)} />}
      {status === 'ready' && items.length === 0 && <EmptyList filters={filters} />}
      {items.length > 0 && (
        <ul class="row-list" aria-label={t('inbox')}>
          {items.map((feedback) => (
            <Row
              key={feedback.id}
              feedback={feedback}
              filters={filters}
              isOpen={feedback.id === openId}
              isStop={feedback.id === stop}
              isFresh={fresh.has(feedback.id)}
              isTicked={chosen.has(feedback.id)}
              onFocus={() => tabStop.set(feedback.id)}
            />
          ))}
        </ul>
      )}
      {cursor && (
        <button type="button" class="button load-more" aria-disabled={more === 'loading'} onClick={onMore}>
          {more === 'loading' ? t('loading') : more === 'failed' ? t('more.failed') : t('more')}
        </button>
      )}
    </div>
  );
}

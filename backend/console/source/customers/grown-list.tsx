import type { ComponentChildren } from 'preact';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import type { Pages } from '../state/pages';
import { t } from '../words/locale';

interface GrownListProps<T> {
  pages: Pages<T>;
  label: string;
  /** Said when there is nothing. */
  none: ComponentChildren;
  row: (item: T) => ComponentChildren;
}

/** The rows of a list that grows by the page. */
export function GrownList<T>({ pages, label, none, row }: GrownListProps<T>) {
  const { items, problem, cursor, more, again, loadMore } = pages;
  return (
    <>
      {problem && !items && <Trouble problem={problem} retry={again} />}
      {!items && !problem && <Skeleton count={3} shape="card" />}
      {items?.length === 0 && none}
      {items && items.length > 0 && <ul class="people-list" aria-label={label}>{items.map(row)}</ul>}
      {more === 'failed' && <p class="fault" role="alert">{t('more.failed')}</p>}
      {cursor && (
        <button type="button" class="button" disabled={more === 'loading'} onClick={loadMore}>
          {t(more === 'loading' ? 'loading' : 'more')}
        </button>
      )}
    </>
  );
}

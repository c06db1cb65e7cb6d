import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { usePages } from '../state/pages';
import { useSite } from '../state/session';
import { t } from '../words/locale';
import { GrownList } from './grown-list';
import { Search } from './search';
import { CustomerTabs } from './tabs';

interface SearchedPageProps<T> {
  path: '/customers' | '/accounts';
  label: string;
  search: string;
  /** Said while there is none at all, whatever is searched for. */
  none: ComponentChildren;
  row: (item: T) => ComponentChildren;
  below?: (again: () => void) => ComponentChildren;
}

/** Everybody the site has told of, and those whom a search finds. */
export function SearchedPage<T extends { id: string }>({ path, label, search, none, row, below }: SearchedPageProps<T>) {
  const site = useSite();
  const [words, setWords] = useState('');
  const asked = new URLSearchParams({ site: site?.key ?? '', ...(words ? { q: words } : {}) });
  const pages = usePages<T>(site ? `${path}?${asked}` : null);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('customers')}</h1>
          <p>{t('customers.intro')}</p>
        </header>
        <CustomerTabs />
        <section class="panel" aria-label={label}>
          <Search label={search} onSearch={setWords} />
          <GrownList pages={pages} label={label} none={words ? <p>{t('customers.notFound')}</p> : none} row={row} />
        </section>
        {below?.(pages.again)}
      </div>
    </div>
  );
}

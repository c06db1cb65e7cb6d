import { useState } from 'preact/hooks';
import { GrownList } from '../../customers/grown-list';
import { Icon } from '../../drawn/icon';
import { usePages } from '../../state/pages';
import { mayI, useSite } from '../../state/session';
import type { Membership } from '../../wire';
import type { TrailEvent } from '../../wire-trail';
import { t } from '../../words/locale';
import { SiteTabs } from '../tabs';
import { TrailFilters, asked, type Wanted } from './trail-filters';
import { TrailRow } from './trail-row';

/** Who did what on the site, and when: nothing in it is ever changed or removed. */
export function TrailPage() {
  const site = useSite();
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('trail')}</h1>
          <p>{t('trail.intro')}</p>
        </header>
        <SiteTabs />
        {site && (mayI('manage') ? <Trail key={site.id} site={site} /> : <p class="hint">{t('people.askOwner')}</p>)}
      </div>
    </div>
  );
}

function Trail({ site }: { site: Membership }) {
  const [wanted, setWanted] = useState<Wanted>({ actor: '', since: '', until: '' });
  const query = asked(site.key, wanted);
  const pages = usePages<TrailEvent>(`/events?${query}`);
  const exported = (format: string) => `/api/v1/events/export?${query}&format=${format}`;
  return (
    <section class="panel" aria-label={t('trail')}>
      <TrailFilters wanted={wanted} onChange={setWanted} />
      <div class="form-buttons">
        <a class="button" href={exported('csv')} download><Icon name="download" />CSV</a>
        <a class="button" href={exported('ndjson')} download><Icon name="download" />JSON</a>
      </div>
      <GrownList
        pages={pages}
        label={t('trail')}
        none={<p>{t('trail.none')}</p>}
        row={(event) => <TrailRow key={event.id} event={event} />}
      />
    </section>
  );
}

import { useState } from 'preact/hooks';
import { put } from '../api';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { go, href, useRoute } from '../state/route';
import { useSite } from '../state/session';
import type { Membership } from '../wire';
import type { TopicRule, Topics } from '../wire-topics';
import { inLanguage } from '../words/in-language';
import { formatNumber, plural, t } from '../words/locale';
import { Areas, shownOf } from './areas';
import { TopicRow } from './topic-row';

const PERIODS = [30, 90, 365] as const;
const USUAL_PERIOD = 90;
const FIRST_SHOWN = 12;
const DAY_MS = 24 * 3600 * 1000;

/** The whole day's beginning, so that looking again asks for the same. */
function since(days: number): string {
  return new Date(Math.floor(Date.now() / DAY_MS - days) * DAY_MS).toISOString();
}

function Filters({ touchpoint, days }: { touchpoint: string; days: number }) {
  const { touchpoints } = useJourney();
  const show = (changes: Record<string, string>) => {
    const asked = { touchpoint, days: String(days), ...changes };
    go(href('/topics', new URLSearchParams(Object.entries(asked).filter(([, value]) => value))));
  };
  return (
    <div class="topic-filters">
      <label>
        <span>{t('topics.touchpoint')}</span>
        <select value={touchpoint} onChange={(event) => show({ touchpoint: event.currentTarget.value })}>
          <option value="">{t('topics.everywhere')}</option>
          {touchpoints.map(({ key, name }) => <option key={key} value={key}>{inLanguage(name, key)}</option>)}
        </select>
      </label>
      <label>
        <span>{t('topics.period')}</span>
        <select value={String(days)} onChange={(event) => show({ days: event.currentTarget.value })}>
          {PERIODS.map((one) => <option key={one} value={String(one)}>{t('topics.days', { n: formatNumber(one) })}</option>)}
        </select>
      </label>
    </div>
  );
}

/** What staff said about topics, where it cannot be seen on the topic itself: those shown no more, or merged. */
function SetAside({ site, rules, onChanged }: { site: Membership; rules: TopicRule[]; onChanged: () => void }) {
  const aside = rules.filter(({ is_muted, into }) => is_muted || into);
  if (aside.length === 0) return null;
  const takeBack = async (key: string) => {
    await put(`/sites/${site.id}/topics`, { key });
    onChanged();
  };
  return (
    <section class="panel" aria-labelledby="topics-aside">
      <h2 id="topics-aside">{t('topics.aside')}</h2>
      <ul class="topics-aside">
        {aside.map(({ key, name, into }) => (
          <li key={key}>
            <span>{name ?? key.split(':').pop()}{into && ` → ${into.split(':').pop()}`}</span>
            <button type="button" class="button" onClick={() => void takeBack(key)}>{t('topics.takeBack')}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ topics }: { topics: Topics }) {
  return (
    <p class="hint">
      {plural('topics.read', topics.n)} {!topics.is_whole && t('topics.notWhole')}
    </p>
  );
}

/** What the comments are about. */
export function TopicsPage() {
  const { query } = useRoute();
  const site = useSite();
  const touchpoint = query.get('touchpoint') ?? '';
  const days = Number(query.get('days')) || USUAL_PERIOD;
  const [all, setAll] = useState(false);
  const [area, setArea] = useState('');
  const asked = new URLSearchParams({ site: site?.key ?? '', since: since(days), ...(touchpoint ? { touchpoint } : {}) });
  const topics = useLoaded<Topics>(site ? `/topics?${asked}` : null);
  const rules = useLoaded<{ items: TopicRule[] }>(site ? `/sites/${site.id}/topics` : null);
  const again = () => { topics.again(); rules.again(); };
  const items = topics.value?.items ?? [];
  const areas = shownOf(topics.value?.areas ?? []);
  // Another touchpoint or period may not have the area that was chosen: then all are shown again.
  const active = areas.some(({ key }) => key === area) ? area : '';
  const chosen = items.filter((topic) => active === '' || topic.area === active);
  const mayManage = site?.scopes.includes('manage') ?? false;
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('topics')}</h1>
          <p>{t('topics.intro')}</p>
        </header>
        <Filters touchpoint={touchpoint} days={days} />
        {topics.problem && <Trouble problem={topics.problem} retry={again} />}
        {!topics.value && !topics.problem && <Skeleton count={3} shape="card" />}
        {topics.value && items.length === 0 && <div class="empty"><p>{t('topics.empty')}</p></div>}
        {topics.value && items.length > 0 && <Told topics={topics.value} />}
        <Areas shown={areas} chosen={active} onChoose={setArea} />
        <ol class="topics">
          {site && chosen.slice(0, all ? undefined : FIRST_SHOWN).map((topic) => (
            <TopicRow
              key={topic.key} siteId={site.id} asked={asked} topic={topic} mayManage={mayManage} onChanged={again}
              rule={rules.value?.items.find(({ key }) => key === topic.key)}
              others={items.filter(({ key }) => key !== topic.key)}
            />
          ))}
        </ol>
        {!all && chosen.length > FIRST_SHOWN && (
          <p><button type="button" class="button" onClick={() => setAll(true)}>{t('topics.all', { n: formatNumber(chosen.length) })}</button></p>
        )}
        {site && mayManage && rules.value && <SetAside site={site} rules={rules.value.items} onChanged={again} />}
      </div>
    </div>
  );
}

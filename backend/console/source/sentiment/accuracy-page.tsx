import { useEffect, useState } from 'preact/hooks';
import { get } from '../api';
import { Skeleton } from '../drawn/skeleton';
import { MoodChip } from '../drawn/states';
import { Trouble } from '../drawn/trouble';
import { asProblem, type Problem } from '../problem';
import { useJourney, type Journey } from '../state/journey';
import { href } from '../state/route';
import { useSite } from '../state/session';
import type { Accuracy } from '../wire';
import { inLanguage } from '../words/in-language';
import { formatNumber, formatShare, languageName, t } from '../words/locale';
import { keyOf, TONES } from './correct';
import { rangeWords } from './plain-words';

const PARTS = ['language', 'touchpoint', 'version'] as const;
/** Below this many the interval is so wide that a share alone would mislead. */
const ENOUGH = 20;

interface Loaded {
  items: Accuracy[] | null;
  problem: Problem | null;
}

function useAccuracy(siteKey: string): Loaded & { load: () => void } {
  const [loaded, setLoaded] = useState<Loaded>({ items: null, problem: null });
  const load = () => {
    setLoaded({ items: null, problem: null });
    get<{ items: Accuracy[] }>(`/sentiment/accuracy?site=${encodeURIComponent(siteKey)}`)
      .then(({ items }) => setLoaded({ items, problem: null }))
      .catch((error: unknown) => setLoaded({ items: null, problem: asProblem(error) }));
  };
  useEffect(() => {
    if (siteKey) load();
  }, [siteKey]);
  return { ...loaded, load };
}

function nameOf({ by, key }: Accuracy, { touchpoints }: Journey): string {
  if (by === 'all') return t('accuracy.all');
  if (by === 'language') return key === 'unknown' ? t('mood.unknown') : languageName(key);
  if (by === 'touchpoint') return inLanguage(touchpoints.find((touchpoint) => touchpoint.key === key)?.name, key);
  return key;
}

/** The interval as a line on 0–100 %, the share as a dot on it. The numbers beside it say the same. */
function Span({ low, high, share }: Accuracy) {
  return (
    <svg class="span" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 5h100" class="scale" />
      <path d={`M${low * 100} 5H${high * 100}`} class="interval" />
      <path d={`M${share * 100} 5h.01`} class="share" />
    </svg>
  );
}

function Line({ item }: { item: Accuracy }) {
  const journey = useJourney();
  return (
    <tr>
      <th scope="row">{nameOf(item, journey)}</th>
      <td>{formatNumber(item.n)}</td>
      <td>{formatShare(item.share)}</td>
      <td>
        {rangeWords(item.low, item.high)}
        <Span {...item} />
        {item.n < ENOUGH && <span class="few">{t('accuracy.few')}</span>}
      </td>
    </tr>
  );
}

function Group({ title, items }: { title: string | null; items: Accuracy[] }) {
  if (items.length === 0) return null;
  return (
    <tbody>
      {title && <tr class="group"><th colSpan={4} scope="rowgroup">{title}</th></tr>}
      {items.map((item) => <Line key={`${item.by}-${item.key}`} item={item} />)}
    </tbody>
  );
}

function Table({ items }: { items: Accuracy[] }) {
  const of = (by: Accuracy['by']) => items.filter((item) => item.by === by).sort((a, b) => b.n - a.n);
  return (
    <table class="accuracy">
      <caption class="unseen">{t('accuracy')}</caption>
      <thead>
        <tr>
          <th scope="col"><span class="unseen">{t('accuracy.what')}</span></th>
          <th scope="col">{t('accuracy.n')}</th>
          <th scope="col">{t('accuracy.share')}</th>
          <th scope="col">{t('accuracy.range')}</th>
        </tr>
      </thead>
      <Group title={null} items={of('all')} />
      {PARTS.map((by) => <Group key={by} title={t(`by.${by}`)} items={of(by)} />)}
    </table>
  );
}

function NothingChecked() {
  return (
    <section class="panel" aria-labelledby="accuracy-empty">
      <h2 id="accuracy-empty">{t('accuracy.empty')}</h2>
      <p>{t('accuracy.emptyText')}</p>
      <ul class="tone-legend">
        {TONES.map((tone) => <li key={tone}><kbd>{keyOf(tone)}</kbd><MoodChip mood={tone} /></li>)}
      </ul>
      <p class="hint">{t('accuracy.emptyHow')}</p>
      <p><a class="button primary" href={href('/inbox')}>{t('accuracy.toInbox')}</a></p>
    </section>
  );
}

/** How often the program and the staff said the same. */
export function AccuracyPage() {
  const { items, problem, load } = useAccuracy(useSite()?.key ?? '');
  const isEmpty = items !== null && !items.some(({ n }) => n > 0);
  return (
    <div class="page">
      <div class="page-column">
        <header class="page-head">
          <h1>{t('accuracy')}</h1>
          <p>{t('accuracy.intro')}</p>
        </header>
        {problem && <Trouble problem={problem} retry={load} />}
        {!items && !problem && <Skeleton count={1} shape="card" />}
        {isEmpty && <NothingChecked />}
        {items && !isEmpty && (
          <section class="panel" aria-label={t('accuracy')}>
            <Table items={items} />
            <p class="hint">{t('accuracy.floor')}</p>
            <p><a href={href('/inbox', new URLSearchParams({ contradicts: 'true' }))}>{t('accuracy.next')}</a></p>
          </section>
        )}
      </div>
    </div>
  );
}

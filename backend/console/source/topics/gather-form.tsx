import { useState } from 'preact/hooks';
import { post } from '../api';
import { Field } from '../drawn/field';
import { useFocusFirst } from '../drawn/focus-first';
import { FormTrouble } from '../drawn/trouble';
import { tellGrouped } from '../improvements/grouped';
import { reasonAt } from '../problem';
import { useDeed } from '../state/deed';
import { useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { mayI } from '../state/session';
import type { Page } from '../wire';
import type { Improvement } from '../wire-improvements';
import type { Gathered, Outlook, Topic } from '../wire-topics';
import { inLanguage } from '../words/in-language';
import { formatNumber, locale, plural, t } from '../words/locale';
import { GatherCount } from './gather-count';

const COMPLAINTS = ['negative', 'mixed'];
const LONGEST_TITLE = 120;

interface GatherProps {
  topic: Topic;
  /** The filters of the page: site, period and touchpoint. */
  asked: URLSearchParams;
  onGathered: (improvement: string) => void;
  onUndone: () => void;
  onClose: () => void;
}

/** The topic and the place where it was said, as a start for the name. */
function useSuggested(topic: Topic, asked: URLSearchParams): string {
  const { touchpoints } = useJourney();
  const place = touchpoints.find(({ key }) => key === asked.get('touchpoint'));
  return [topic.name, place && inLanguage(place.name, place.key)].filter(Boolean).join(' – ').slice(0, LONGEST_TITLE);
}

function useOutlook(topic: Topic, asked: URLSearchParams, complaints: boolean, into: string) {
  const query = new URLSearchParams([...asked, ['topic', topic.key], ...(complaints ? COMPLAINTS : []).map((label) => ['sentiment', label]), ...(into ? [['improvement', into]] : [])]);
  const path = `/topics/gatherings?${query}`;
  const outlook = useLoaded<Outlook>(path);
  return { outlook, shown: outlook.of === path ? outlook.value : null };
}

/** All that was said about a topic, put into an improvement: a new one, or one that is open. */
export function GatherForm({ topic, asked, onGathered, onUndone, onClose }: GatherProps) {
  const { site } = useJourney();
  const open = useLoaded<Page<Improvement>>(`/improvements?site=${encodeURIComponent(asked.get('site') ?? '')}&state=planned&state=in_progress&limit=100`);
  const hasBoth = topic.complaints > 0 && topic.complaints < topic.n;
  const [complaints, setComplaints] = useState(hasBoth);
  const [into, setInto] = useState('');
  const suggested = useSuggested(topic, asked);
  const [written, setWritten] = useState<string | null>(null);
  const title = written ?? suggested;
  const { outlook, shown } = useOutlook(topic, asked, complaints, into);
  const { busy, problem, run } = useDeed();
  const first = useFocusFirst<HTMLSelectElement>();
  const mayPlan = mayI('manage');
  const coming = shown ? shown.n - shown.already : 0;
  const isReady = coming > 0 && (into !== '' || (mayPlan && title.trim() !== ''));
  const gather = async () => {
    const spoken = site?.languages.includes(locale.get()) ? locale.get() : (site?.default_language ?? 'fi');
    const touchpoint = asked.getAll('touchpoint');
    const told = await post<Gathered>(`/topics/gatherings?site=${encodeURIComponent(asked.get('site') ?? '')}`, {
      topic: topic.key, touchpoint, since: asked.get('since'), until: shown?.until ?? null,
      sentiment: complaints ? COMPLAINTS : [], ...(into ? { improvement_id: into } : { title: { [spoken]: title.trim() } }),
    });
    tellGrouped(told.improvement_id, told, t('topics.gatherNotWhole'), onUndone);
    onGathered(told.improvement_id);
  };
  return (
    <form class="gather-form" aria-label={`${t('topics.gather')}: ${topic.name}`} onSubmit={(event) => { event.preventDefault(); if (isReady) void run(gather); }}>
      <Field label={t('improvements.which')} fault={reasonAt(problem, 'improvement_id')}>
        {(ties) => (
          <select {...ties} ref={first} value={into} onChange={(event) => setInto(event.currentTarget.value)}>
            <option value="">{t(mayPlan ? 'improvements.newOne' : 'improvements.choose')}</option>
            {open.value?.items.map((one) => <option key={one.id} value={one.id}>{inLanguage(one.title)}</option>)}
          </select>
        )}
      </Field>
      {!mayPlan && open.value?.items.length === 0 && <p class="hint">{t('topics.gatherNoneOpen')}</p>}
      {!into && mayPlan && (
        <Field label={t('improvements.title')} hint={t('topics.gatherTitleHint')} fault={reasonAt(problem, 'title', true)}>
          {(ties) => <input {...ties} type="text" required maxLength={LONGEST_TITLE} value={title} onInput={(event) => setWritten(event.currentTarget.value)} />}
        </Field>
      )}
      {hasBoth && (
        <Field label={t('topics.gatherWhat')}>
          {(ties) => (
            <select {...ties} value={complaints ? 'complaints' : 'all'} onChange={(event) => setComplaints(event.currentTarget.value === 'complaints')}>
              <option value="complaints">{t('topics.gatherComplaints', { n: formatNumber(topic.complaints) })}</option>
              <option value="all">{t('topics.gatherEvery', { n: formatNumber(topic.n) })}</option>
            </select>
          )}
        </Field>
      )}
      <GatherCount outlook={outlook} shown={shown} />
      {problem && problem.fields.length === 0 && <FormTrouble problem={problem} />}
      <div class="form-buttons">
        <button type="submit" class="button primary" aria-disabled={busy || !isReady}>{coming > 0 ? plural('topics.gatherSave', coming) : t('improvements.addSave')}</button>
        <button type="button" class="button" onClick={onClose}>{t('cancel')}</button>
      </div>
    </form>
  );
}

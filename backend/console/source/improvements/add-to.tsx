import { useState } from 'preact/hooks';
import { post } from '../api';
import { useFocusFirst } from '../drawn/focus-first';
import { Icon } from '../drawn/icon';
import { FormTrouble } from '../drawn/trouble';
import { useDeed } from '../state/deed';
import { useJourney } from '../state/journey';
import { useLoaded } from '../state/loaded';
import { href } from '../state/route';
import { mayI } from '../state/session';
import type { Page } from '../wire';
import type { Grouped, Improvement } from '../wire-improvements';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';
import { tellGrouped } from './grouped';

interface AddProps {
  siteKey: string;
  /** Which feedback: its ids, or all that these filters of the inbox find. */
  what: () => { ids: string[] } | { all: true; filters: URLSearchParams };
  onAdded: () => void;
}

async function addTo(improvement: string, what: ReturnType<AddProps['what']>, onUndone: () => void): Promise<void> {
  const path = `/improvements/${improvement}/members`;
  const told = 'all' in what ? await post<Grouped>(`${path}?${what.filters}`, { all: true }) : await post<Grouped>(path, what);
  tellGrouped(improvement, told, t('bulk.hasMore'), onUndone);
}

/** Group feedback into an improvement, one that there is or a new one. */
export function AddToImprovement(props: AddProps) {
  const [open, setOpen] = useState(false);
  if (!mayI('reply')) return null;
  if (!open) return <button type="button" class="button quiet" onClick={() => setOpen(true)}><Icon name="target" />{t('improvements.add')}</button>;
  return <AddForm {...props} onClose={() => setOpen(false)} />;
}

function AddForm({ siteKey, what, onAdded, onClose }: AddProps & { onClose: () => void }) {
  const { site } = useJourney();
  const known = useLoaded<Page<Improvement>>(`/improvements?site=${encodeURIComponent(siteKey)}&limit=100`);
  const [chosen, setChosen] = useState('');
  const [title, setTitle] = useState('');
  const { busy, problem, run } = useDeed();
  const first = useFocusFirst<HTMLSelectElement>();
  const add = async () => {
    const made = chosen || (await post<Improvement>(`/improvements?site=${encodeURIComponent(siteKey)}`, { title: { [site?.default_language ?? 'fi']: title.trim() } })).id;
    await addTo(made, what(), onAdded);
    onAdded();
    onClose();
  };
  return (
    <form class="add-to" aria-label={t('improvements.add')} onSubmit={(event) => { event.preventDefault(); if (chosen || title.trim()) void run(add); }}>
      <select ref={first} aria-label={t('improvements.which')} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
        <option value="">{t(mayI('manage') ? 'improvements.newOne' : 'improvements.choose')}</option>
        {known.value?.items.map((one) => <option key={one.id} value={one.id}>{inLanguage(one.title)}</option>)}
      </select>
      {!chosen && mayI('manage') && <input type="text" aria-label={t('improvements.title')} placeholder={t('improvements.title')} maxLength={120} value={title} onInput={(event) => setTitle(event.currentTarget.value)} />}
      <button type="submit" class="button" aria-disabled={busy}>{t('improvements.addSave')}</button>
      <button type="button" class="button quiet" onClick={onClose}>{t('cancel')}</button>
      <FormTrouble problem={problem} />
    </form>
  );
}

/** Which improvements answer this feedback, and the way into another. */
export function ImprovementsOf({ id, siteKey }: { id: string; siteKey: string }) {
  const { value, again } = useLoaded<Page<Improvement>>(`/improvements?site=${encodeURIComponent(siteKey)}&feedback=${encodeURIComponent(id)}`);
  return (
    <div class="improvements-of" role="group" aria-label={t('improvements')}>
      {value?.items.map((one) => (
        <a key={one.id} class="tag" href={href('/improvements', new URLSearchParams({ improvement: one.id }))}>
          {inLanguage(one.title)} <span class={`improvement-state ${one.state}`}>{t(`improved.${one.state}`)}</span>
        </a>
      ))}
      <AddToImprovement siteKey={siteKey} what={() => ({ ids: [id] })} onAdded={again} />
    </div>
  );
}

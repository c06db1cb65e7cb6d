import { useEffect, useState } from 'preact/hooks';
import { post, remove } from '../api';
import { ask } from '../drawn/ask';
import { Icon } from '../drawn/icon';
import { VerdictOf } from '../figures/verdict';
import { href } from '../state/route';
import { mayI } from '../state/session';
import { toast, toastProblem } from '../state/toasts';
import type { Improvement } from '../wire-improvements';
import { inLanguage } from '../words/in-language';
import { formatNumber, plural, t } from '../words/locale';
import { formatMoment } from '../words/time';
import { ImprovementForm } from './improvement-form';
import { SaidList } from './said-list';

interface CardProps {
  improvement: Improvement;
  chosen: boolean;
  onChanged: () => void;
}

async function askAndRemove({ id, title }: Improvement, onChanged: () => void): Promise<void> {
  const name = inLanguage(title);
  const agreed = await ask({ title: t('improvements.deleteTitle', { name }), text: t('improvements.deleteText'), yes: t('delete') });
  if (!agreed) return;
  try {
    await remove(`/improvements/${id}`);
    toast(t('deleted', { name }));
    onChanged();
  } catch (error) {
    toastProblem(error);
  }
}

async function askAndTell({ id, members, told }: Improvement, onChanged: () => void): Promise<void> {
  const agreed = await ask({ title: plural('improvements.tellTitle', members - told), text: t('improvements.tellText'), yes: t('improvements.tell') });
  if (!agreed) return;
  try {
    await post(`/improvements/${id}/tellings`, {});
    toast(t('improvements.beingTold'));
    onChanged();
  } catch (error) {
    toastProblem(error);
  }
}

/** How many said it and how many of them know; staff may tell the rest. */
function Told({ improvement, onChanged }: Omit<CardProps, 'chosen'>) {
  const { state, members, told, is_telling: isTelling } = improvement;
  const isSettled = state === 'done' || state === 'declined';
  const words = [plural('improvements.said', members), isSettled && members > 0 && t('improvements.told', { n: formatNumber(told), of: formatNumber(members) })];
  return (
    <div class="improvement-told">
      <p role={isTelling ? 'status' : undefined}>{words.filter(Boolean).join(' · ')}{isTelling && <> · {t('improvements.telling')}</>}</p>
      {isSettled && !isTelling && members > told && mayI('manage') && (
        <button type="button" class="button" onClick={() => void askAndTell(improvement, onChanged)}><Icon name="message" />{t('improvements.tell')}</button>
      )}
    </div>
  );
}

/** One improvement: what it is, how far it has come, whether it helped, who said it and who was told. */
export function ImprovementCard({ improvement, chosen, onChanged }: CardProps) {
  const { id: key, title, text, state, state_since: since, is_public: isPublic, change, members } = improvement;
  const [editing, setEditing] = useState(false);
  const id = `improvement-${key}`;
  const name = inLanguage(title);
  useEffect(() => {
    if (chosen) document.getElementById(id)?.focus();
  }, [chosen]);
  return (
    <article class="panel change-card" aria-labelledby={id}>
      <header>
        <h2 id={id} tabIndex={-1}>{name}</h2>
        {mayI('manage') && (
          <span class="improvement-deeds">
            <button type="button" class="icon-button" aria-expanded={editing} aria-label={t('improvements.edit', { name })} onClick={() => setEditing(!editing)}><Icon name="edit" /></button>
            <button type="button" class="icon-button" aria-label={t('improvements.delete', { name })} onClick={() => void askAndRemove(improvement, onChanged)}><Icon name="bin" /></button>
          </span>
        )}
      </header>
      <p class="hint">
        <span class={`improvement-state ${state}`}>{t(`improved.${state}`)}</span> <time dateTime={since}>{formatMoment(since)}</time>
        {isPublic && <> · {t('improvements.public')}</>}
      </p>
      {editing && <ImprovementForm before={improvement} onSaved={() => { setEditing(false); onChanged(); }} onClose={() => setEditing(false)} />}
      {!editing && text && <p class="improvement-text">{inLanguage(text)}</p>}
      <Told improvement={improvement} onChanged={onChanged} />
      {change && (
        <div class="improvement-effect">
          <p class="hint">{t('improvements.by')} <a href={href('/journey/changes', new URLSearchParams({ change: change.id }))}>{change.title}</a></p>
          <VerdictOf changeId={change.id} open={false} />
        </div>
      )}
      {members > 0 && <SaidList id={key} name={name} onChanged={onChanged} />}
    </article>
  );
}

import type { Case, Mood, Publication } from '../wire';
import { t } from '../words/locale';
import { Icon, type IconName } from './icon';

const MOOD_SHAPES: Record<Exclude<Mood, 'unknown'>, string> = {
  positive: 'M5 1.5 9 8.5H1Z',
  negative: 'M5 8.5 1 1.5h8Z',
  neutral: 'M1 4h8v2H1Z',
  mixed: 'M5 .8 9.2 5 5 9.2.8 5ZM5 .8v8.4',
};

export function MoodShape({ mood }: { mood: Mood }) {
  if (mood === 'unknown') return null;
  return <svg class={`mood-shape ${mood}`} viewBox="0 0 10 10" aria-hidden="true"><path d={MOOD_SHAPES[mood]} /></svg>;
}

/** A word and a shape: never colour alone. Nothing at all when nothing is known. */
export function MoodChip({ mood }: { mood: Mood | undefined }) {
  if (!mood || mood === 'unknown') return null;
  return (
    <span class={`mood ${mood}`} title={`${t('sentiment')}: ${t(`mood.${mood}`)}`}>
      <MoodShape mood={mood} />{t(`mood.${mood}`)}
    </span>
  );
}

/** The rating says one thing, the words another. */
export function ContradictionMark() {
  const whole = t('filter.contradicts');
  return (
    <span class="contradicts" title={whole}>
      <Icon name="opposed" /><span aria-hidden="true">{t('contradiction')}</span><span class="unseen">{whole}</span>
    </span>
  );
}

/** Its author took it back. */
export function WithdrawnMark() {
  return <span class="withdrawn"><Icon name="restore" />{t('withdrawn.mark')}</span>;
}

/** A visitor reported it. */
export function ReportedMark() {
  return <span class="contradicts"><Icon name="spam" />{t('reported.mark')}</span>;
}

const PUBLICATION_ICONS: Record<Publication, IconName> = { pending: 'clock', published: 'eye', hidden: 'hidden', spam: 'spam' };

export function PublicationMark({ publication }: { publication: Publication }) {
  return (
    <span class={`publication ${publication}`}>
      <Icon name={PUBLICATION_ICONS[publication]} />
      {t(`publication.${publication}`)}
    </span>
  );
}

export function CaseMark({ state }: { state: Case }) {
  return (
    <span class={`case ${state}`}>
      <svg class="case-dot" viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="3.8" />
        {state === 'open' && <path d="M5 1.2a3.8 3.8 0 0 1 0 7.6Z" />}
        {state === 'waiting' && <path d="M5 2.8V5l1.6 1" class="line" />}
        {state === 'solved' && <path d="m3.2 5.1 1.3 1.3 2.4-2.6" class="line" />}
      </svg>
      {t(`case.${state}`)}
    </span>
  );
}

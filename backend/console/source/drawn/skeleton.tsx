import { t } from '../words/locale';

/** Grey shapes where text will be. */
export function Skeleton({ count, shape }: { count: number; shape: 'row' | 'card' | 'letter' }) {
  return (
    <div class={`skeletons ${shape}s`} aria-busy="true">
      <span class="unseen">{t('loading')}</span>
      {Array.from({ length: count }, (_, place) => (
        <div key={place} class="skeleton" aria-hidden="true"><i /><i /><i /></div>
      ))}
    </div>
  );
}

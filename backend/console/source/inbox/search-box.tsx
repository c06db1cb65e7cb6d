import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { t } from '../words/locale';

const PAUSE = 300;
export const SEARCH_ID = 'inbox-search';

/** Searches when the typing pauses or at Enter; Esc empties it, then leaves it. */
export function SearchBox({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const clock = setTimeout(() => onSearch(typed.trim()), PAUSE);
    return () => clearTimeout(clock);
    // The value too: after Enter a clock still running would search again, and close what was opened meanwhile.
  }, [typed, value]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onSearch(typed.trim());
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (typed) setTyped('');
    else (event.currentTarget as HTMLElement).blur();
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        id={SEARCH_ID}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}

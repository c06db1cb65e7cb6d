import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';

const PAUSE = 300;

interface SearchProps {
  label: string;
  onSearch: (words: string) => void;
}

/** Searches when the typing pauses or at Enter; Esc empties it. */
export function Search({ label, onSearch }: SearchProps) {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const clock = setTimeout(() => onSearch(typed.trim()), PAUSE);
    return () => clearTimeout(clock);
  }, [typed]);
  return (
    <div class="search people-search" role="search">
      <Icon name="search" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={100}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSearch(typed.trim());
          if (event.key === 'Escape') setTyped('');
        }}
      />
    </div>
  );
}

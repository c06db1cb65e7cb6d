import type { Signal } from '../wire';
import { phrase, t } from '../words/locale';

/** Why the rules held it back, and what in the text or in how it came it was: said in words, never silently. */
export function Signals({ signals }: { signals: Signal[] }) {
  if (signals.length === 0) return null;
  return (
    <div class="reasons">
      <p>{t('reasons')}</p>
      <ul>
        {signals.map(({ name, found }) => (
          <li key={name}>
            <b>{phrase('reason.', name)}</b>
            {found && <Found name={name} found={found} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Found({ name, found }: { name: string; found: string }) {
  if (name === 'personal_data') return <span>{found.split(', ').map((kind) => phrase('personal.', kind)).join(', ')}</span>;
  if (name === 'same_text' || name === 'same_network') return <span>{t('reason.times', { n: found })}</span>;
  return <q class="found">{found}</q>;
}

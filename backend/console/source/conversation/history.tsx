import { Moment } from '../drawn/moment';
import type { Happening } from '../wire';
import { phrase, t } from '../words/locale';

export function History({ history }: { history: Happening[] }) {
  if (history.length === 0) return null;
  return (
    <details class="history">
      <summary>{t('history')}</summary>
      <ol>
        {history.map(({ kind, actor, occurred_at: at, reason }, place) => (
          <li key={place}>
            <span>{phrase('event.', kind)}</span>
            {actor && <span class="hint"> · {actor}</span>}
            {reason && <span class="hint"> · {phrase('reason.', reason)}</span>}
            <Moment at={at} />
          </li>
        ))}
      </ol>
    </details>
  );
}

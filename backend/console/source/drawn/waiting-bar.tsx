import { useEffect, useState } from 'preact/hooks';
import { waiting } from '../state/waiting';
import { useStore } from '../state/store';
import { plural } from '../words/locale';

export function WaitingBar() {
  const until = useStore(waiting);
  const [, tick] = useState(0);
  useEffect(() => {
    if (until === null) return undefined;
    const clock = setInterval(() => tick((count) => count + 1), 500);
    return () => clearInterval(clock);
  }, [until]);
  const seconds = until === null ? 0 : Math.max(1, Math.ceil((until - Date.now()) / 1000));
  return (
    <div class="waiting-bar" role="status" hidden={until === null}>
      {until !== null && plural('waiting', seconds)}
    </div>
  );
}

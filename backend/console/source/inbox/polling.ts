import { useEffect } from 'preact/hooks';
import { isLive } from './live';

const EVERY = 15_000;
/** While news come by themselves, a look now and then is enough: for what no event tells. */
const EVERY_WHEN_LIVE = 90_000;

/** Runs the look every 15 s while the page is visible, and at once when it becomes visible again. */
export function usePolling(look: () => void, key: string): void {
  useEffect(() => {
    const leaving = new AbortController();
    let lookedAt = Date.now();
    const lookIfSeen = () => {
      if (document.visibilityState !== 'visible') return;
      lookedAt = Date.now();
      look();
    };
    const clock = setInterval(() => {
      if (!isLive.get() || Date.now() - lookedAt >= EVERY_WHEN_LIVE) lookIfSeen();
    }, EVERY);
    document.addEventListener('visibilitychange', lookIfSeen, { signal: leaving.signal });
    return () => {
      clearInterval(clock);
      leaving.abort();
    };
  }, [key]);
}

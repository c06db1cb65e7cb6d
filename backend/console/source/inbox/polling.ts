import { useEffect } from 'preact/hooks';

const EVERY = 15_000;

/** Runs the look every 15 s while the page is visible, and at once when it becomes visible again. */
export function usePolling(look: () => void, key: string): void {
  useEffect(() => {
    const leaving = new AbortController();
    const lookIfSeen = () => {
      if (document.visibilityState === 'visible') look();
    };
    const clock = setInterval(lookIfSeen, EVERY);
    document.addEventListener('visibilitychange', lookIfSeen, { signal: leaving.signal });
    return () => {
      clearInterval(clock);
      leaving.abort();
    };
  }, [key]);
}

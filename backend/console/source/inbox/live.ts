import { createStore } from '../state/store';

/** What happened on the site, by feedback ids. `more`: more than are named. */
export interface News {
  arrived: string[];
  changed: string[];
  more: boolean;
}

/** No word for so long, and the stream is taken for dead: the server sends a beat every 15 s. */
const SILENCE = 40_000;

/** Whether news come by themselves; where they do not, the console looks for them more often. */
export const isLive = createStore(false);

/** A stream that was refused for good, as after the session has ended, is tried again. */
const AGAIN = 30_000;

interface Listener {
  onHello: () => void;
  onNews: (news: News) => void;
}

function openStream(siteKey: string, { onHello, onNews }: Listener, onRefused: () => void): () => void {
  const stream = new EventSource(`/api/v1/feedback/live?site=${encodeURIComponent(siteKey)}`);
  let clock: ReturnType<typeof setTimeout>;
  const heard = () => {
    clearTimeout(clock);
    clock = setTimeout(() => isLive.set(false), SILENCE);
  };
  stream.addEventListener('hello', () => { heard(); onHello(); });
  stream.addEventListener('beat', () => { heard(); isLive.set(true); });
  stream.addEventListener('news', ({ data }: MessageEvent<string>) => {
    heard();
    isLive.set(true);
    onNews(JSON.parse(data) as News);
  });
  stream.addEventListener('error', () => {
    isLive.set(false);
    if (stream.readyState === EventSource.CLOSED) onRefused();
  });
  heard();
  return () => {
    clearTimeout(clock);
    stream.close();
    isLive.set(false);
  };
}

/**
 * Follows a site while its page is seen. A browser keeps six connections to a server in all its tabs together, so a tab
 * in the background gives its own up.
 */
export function followSite(siteKey: string, listener: Listener): () => void {
  const leaving = new AbortController();
  let close: (() => void) | null = null;
  let later: ReturnType<typeof setTimeout>;
  const end = () => {
    clearTimeout(later);
    close?.();
    close = null;
  };
  const switchOver = () => {
    if (document.visibilityState !== 'visible') end();
    else close ??= openStream(siteKey, listener, tryLater);
  };
  const tryLater = () => {
    end();
    later = setTimeout(switchOver, AGAIN);
  };
  document.addEventListener('visibilitychange', switchOver, { signal: leaving.signal });
  switchOver();
  return () => {
    leaving.abort();
    end();
  };
}

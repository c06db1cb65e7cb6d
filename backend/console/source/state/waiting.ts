import { createStore } from './store';

/** Until when (ms since the epoch) the console waits for a busy server; null when it does not. */
export const waiting = createStore<number | null>(null);

export async function announceWait(seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  waiting.set(Math.max(until, waiting.get() ?? 0));
  await new Promise((wake) => setTimeout(wake, seconds * 1000));
  if ((waiting.get() ?? 0) <= Date.now()) waiting.set(null);
}

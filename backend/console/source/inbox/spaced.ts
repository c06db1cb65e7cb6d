/** A moment's delay, or a crowd of consoles would ask all at once. */
const DELAY = 300;

/** Runs a look soon, one at a time and `apart` ms between two; what is asked for meanwhile is one more run after it. */
export function spaced(look: () => Promise<void>, apart: number): () => void {
  let endedAt = 0;
  let state: 'idle' | 'waiting' | 'running' = 'idle';
  let again = false;
  const run = async () => {
    state = 'running';
    await look();
    endedAt = Date.now();
    state = 'idle';
    if (again) ask();
  };
  const ask = () => {
    again = state === 'running';
    if (state !== 'idle') return;
    state = 'waiting';
    setTimeout(() => void run(), Math.max(endedAt + apart - Date.now(), Math.random() * DELAY));
  };
  return ask;
}

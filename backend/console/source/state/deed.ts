import { useState } from 'preact/hooks';
import { asProblem, type Problem } from '../problem';

export interface Deed {
  busy: boolean;
  /** What went wrong with the last try. */
  problem: Problem | null;
  run: (deed: () => Promise<void>) => Promise<void>;
}

/** One deed at a time: a second press while the first is on its way does nothing. */
export function useDeed(): Deed {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (deed: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await deed();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}

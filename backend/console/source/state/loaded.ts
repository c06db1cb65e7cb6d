import { useEffect, useState } from 'preact/hooks';
import { get } from '../api';
import { asProblem, type Problem } from '../problem';

export interface Loaded<T> {
  value: T | null;
  /** Whose value that is: another path's while the one asked for is on its way. */
  of: string | null;
  problem: Problem | null;
  again: () => void;
}

/** Fetches what a page shows; the old stays on the screen while it is fetched again. Null asks for nothing yet. */
export function useLoaded<T>(path: string | null): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [of, setOf] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!path) return undefined;
    const leaving = new AbortController();
    get<T>(path, { signal: leaving.signal })
      .then((found) => {
        setValue(found);
        setOf(path);
        setProblem(null);
      })
      .catch((error: unknown) => leaving.signal.aborted || setProblem(asProblem(error)));
    return () => leaving.abort();
  }, [path, turn]);
  return { value, of, problem, again: () => setTurn((before) => before + 1) };
}

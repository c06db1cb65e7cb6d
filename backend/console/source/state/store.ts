import { useLayoutEffect, useReducer } from 'preact/hooks';

/** A value that views follow. Setting the value it already has tells nobody. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  change(part: Partial<T>): void;
  subscribe(tell: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const followers = new Set<() => void>();
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const tell of [...followers]) tell();
  };
  return {
    get: () => value,
    set,
    change: (part) => set({ ...value, ...part }),
    subscribe(tell) {
      followers.add(tell);
      return () => followers.delete(tell);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const drawn = store.get();
  useLayoutEffect(() => {
    // The value may have changed between drawing and subscribing.
    if (!Object.is(store.get(), drawn)) redraw(undefined);
    return store.subscribe(() => redraw(undefined));
  }, [store]);
  return drawn;
}

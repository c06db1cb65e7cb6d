import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Brings the focus to this element when it appears: what was pressed to get here may be gone. */
export function useFocusFirst<T extends HTMLElement>(): RefObject<T | null> {
  const first = useRef<T | null>(null);
  useEffect(() => first.current?.focus(), []);
  return first;
}

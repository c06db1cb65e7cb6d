import { useEffect, useRef } from 'preact/hooks';
import { createStore } from './store';

export type Shortcuts = Record<string, () => void>;

const KEPT = 'kohtaamo.shortcuts';

/** One-letter shortcuts can be switched off: speech input would otherwise trigger them (WCAG 2.1.4). */
export const shortcutsOn = createStore(localStorage.getItem(KEPT) !== 'off');

export function switchShortcuts(on: boolean): void {
  localStorage.setItem(KEPT, on ? 'on' : 'off');
  shortcutsOn.set(on);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function isForUs(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (isTyping(event.target) || document.querySelector('dialog[open], .sign-in-again')) return false;
  return event.key.length > 1 || shortcutsOn.get();
}

/** Enter on a link or a button is that element's own. */
function isOwnKey(event: KeyboardEvent): boolean {
  const onControl = event.target instanceof HTMLElement && event.target.closest('a, button, summary') !== null;
  return event.key === 'Enter' && onControl;
}

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const leaving = new AbortController();
    const onKeydown = (event: KeyboardEvent) => {
      const deed = latest.current[event.key];
      if (!deed || !isForUs(event) || isOwnKey(event)) return;
      event.preventDefault();
      deed();
    };
    document.addEventListener('keydown', onKeydown, { signal: leaving.signal });
    return () => leaving.abort();
  }, []);
}

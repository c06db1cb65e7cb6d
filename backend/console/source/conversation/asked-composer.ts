import { createStore } from '../state/store';
import type { Visibility } from '../wire';

export const COMPOSER_ID = 'composer-text';

/** A wish to write, made before the conversation is on the screen; the composer takes it when it is there. */
export const askedComposer = createStore<Visibility | null>(null);

export function askToCompose(visibility: Visibility): void {
  askedComposer.set(visibility);
  // At once where it can be: the next letters typed belong to the answer, not to the shortcuts.
  document.getElementById(COMPOSER_ID)?.focus();
}

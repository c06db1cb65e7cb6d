import type { Thread } from '../types';

/** What the server said last of each conversation, by the entry's id. */
export const threads = new Map<string, Thread>();

import type { Words } from '../wire';
import { locale } from './locale';

/** A site owner's text in the reader's language, else in the site's, else in any. */
export function inLanguage(words: Words | null | undefined, fallback = ''): string {
  if (!words) return fallback;
  return words[locale.get()] || words['fi'] || Object.values(words).find(Boolean) || fallback;
}

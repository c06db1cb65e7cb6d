import type { Words } from '../wire';
import { locale, wordIn, type Key } from './locale';

/** A site owner's text in the reader's language, else in the site's, else in any. */
export function inLanguage(words: Words | null | undefined, fallback = ''): string {
  if (!words) return fallback;
  return words[locale.get()] || words['fi'] || Object.values(words).find(Boolean) || fallback;
}

/** A word of ours as a start for the owner's own text, in those of the site's languages that the console speaks. */
export function inEach(key: Key, languages: string[]): Words {
  const known = languages.map((language) => [language, wordIn(language, key)] as const);
  return Object.fromEntries(known.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

import type { Locale } from './locale';

/** A language in its own words, capitalised as a heading of itself. */
export function languageOwnName(code: Locale): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

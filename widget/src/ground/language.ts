import type { Site } from '../types';

/** The first of the visitor's wishes that the site speaks: the tag, the page, the browser; else the site's own language. */
export const chooseLanguage = (site: Site, tag: string | undefined): string => {
  for (const wish of [tag, document.documentElement.lang, ...navigator.languages]) {
    const found = site.languages.find((one) => RegExp(`^${one}\\b`, 'i').test(wish!));
    if (found) return found;
  }
  return site.default_language;
};

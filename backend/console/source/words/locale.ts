import en from '../../locales/en.json';
import fi from '../../locales/fi.json';
import sv from '../../locales/sv.json';
import { createStore } from '../state/store';

export type Key = keyof typeof fi;
export type PluralKey = { [K in Key]: K extends `${infer Stem}.other` ? Stem : never }[Key];
export type Locale = 'fi' | 'sv' | 'en';
type Values = Record<string, string | number>;

export const LOCALES: Locale[] = ['fi', 'sv', 'en'];
const WORDS: Record<Locale, Record<Key, string>> = { fi, sv, en };

function isLocale(code: string | null | undefined): code is Locale {
  return LOCALES.includes(code as Locale);
}

const LAST_SPOKEN = 'kohtaamo.locale';

/** The language last chosen here, else the browser's. */
function likelyLocale(): Locale {
  const last = localStorage.getItem(LAST_SPOKEN);
  if (isLocale(last)) return last;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find(isLocale) ?? 'fi';
}

export const locale = createStore<Locale>(likelyLocale());

export function speak(code: string | null): void {
  const chosen = isLocale(code) ? code : likelyLocale();
  if (isLocale(code)) localStorage.setItem(LAST_SPOKEN, code);
  locale.set(chosen);
  document.documentElement.lang = chosen;
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function t(key: Key, values: Values = {}): string {
  return fill(WORDS[locale.get()][key], values);
}

/** The word in a language other than the reader's; undefined in one that the console does not speak. */
export function wordIn(language: string, key: Key): string | undefined {
  return isLocale(language) ? WORDS[language][key] : undefined;
}

export function plural(key: PluralKey, n: number, values: Values = {}): string {
  const form = new Intl.PluralRules(locale.get()).select(n) === 'one' ? 'one' : 'other';
  return fill(WORDS[locale.get()][`${key}.${form}` as Key], { n: formatNumber(n), ...values });
}

/** The word for a code the server may add to later; an unknown code is shown as it is. */
export function phrase(stem: string, code: string): string {
  const words: Record<string, string> = WORDS[locale.get()];
  return words[stem + code] ?? code;
}

export function formatNumber(n: number): string {
  return new Intl.NumberFormat(locale.get()).format(n);
}

export function formatShare(share: number, digits = 0): string {
  return new Intl.NumberFormat(locale.get(), { style: 'percent', maximumFractionDigits: digits }).format(share);
}

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([locale.get()], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

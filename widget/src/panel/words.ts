export type Say = (key: string, count?: number | string) => string;

/** The words of one language. A number picks the plural form the language itself uses; {n} is where it goes. */
export const speaker = (strings: Record<string, string>, language: string): Say => {
  const plural = new Intl.PluralRules(language);
  return (key, count) => (strings[`${key}.${plural.select(+count!)}`] || strings[key] || '').replace('{n}', () => count as string);
};

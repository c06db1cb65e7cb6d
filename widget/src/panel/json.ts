/** The beginning of a text, by whole letters: half an emoji would arrive as a sign for what cannot be read. */
export const cut = (it: unknown, most: number): string => [...`${it}`].slice(0, most).join('');

/**
 * JSON by our own hand: pages replace JSON.stringify, or bend it by a toJSON on a prototype, and some do so only after
 * we have begun. For what has no cycles and no toJSON of its own.
 */
export const text = (it: any): string => {
  if (typeof it == 'string') return `"${it.replace(/["\\\x00-\x1f]/g, (letter) => '\\u00' + escape(letter).slice(1))}"`;
  if (Array.isArray(it)) return `[${it.map((one) => text(one))}]`;
  // An answer that is not given is left out.
  return Object(it) === it ? `{${Object.keys(it).filter((key) => it[key] !== undefined).map((key) => text(key) + ':' + text(it[key]))}}` : it + '';
};

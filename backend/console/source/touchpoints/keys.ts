/** "Tuotteen palautus" becomes "tuotteen-palautus": what stands in the page's code. */
export function keyFrom(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '');
}

/** A key begins with a letter; a text without one still needs a key. */
export function keyFor(text: string, otherwise: string): string {
  const key = keyFrom(text);
  if (!key) return otherwise;
  return /^[a-z]/.test(key) ? key : `${otherwise}-${key}`.slice(0, 40);
}

export function freeKey(wanted: string, taken: string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let n = 2;
  while (taken.includes(`${wanted}-${n}`)) n += 1;
  return `${wanted}-${n}`;
}

export function moved<T>(items: T[], from: number, to: number): T[] {
  const rest = items.filter((_, place) => place !== from);
  const item = items[from];
  return item === undefined ? items : [...rest.slice(0, to), item, ...rest.slice(to)];
}

// A digit, letters and a digit, or three digits in a row: made by a program, and another tomorrow.
const MADE = /\d[a-z]+\d|\d{3}/i;

const names = (element: Element): string[] => ['id', 'data-testid'].flatMap((name) => {
  const value = element.getAttribute(name) || '';
  return !/^[a-z][\w-]{0,59}$/i.test(value) || MADE.test(value) ? [] : name == 'id' ? '#' + value : `[${name}="${value}"]`;
});

const step = (element: Element, parent: Element | null): string => {
  const alike = parent ? [...parent.children].filter(({ localName }) => localName == element.localName) : [];
  return CSS.escape(element.localName) + (alike[1] ? `:nth-of-type(${alike.indexOf(element) + 1})` : '');
};

/** The shortest address that finds this element and no other: by a name its makers gave, or by its place below such a one. */
export const selectorOf = (element: Element): string => {
  const fits = (selector: string): boolean => {
    const [found, other] = document.querySelectorAll(selector);
    return found == element && !other;
  };
  let path = '';
  for (let at: Element | null = element; at; at = at.parentElement) {
    const found = names(at).map((name) => name + path).find(fits);
    if (found) return found;
    path = (at.parentElement ? ' > ' : '') + step(at, at.parentElement) + path;
  }
  return path;
};

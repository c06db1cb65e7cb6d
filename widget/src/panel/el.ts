export type Child = Node | string | false | null | undefined;

/** Build one element with these properties. Children are nodes or text; nothing anyone wrote is ever parsed as HTML. */
export const el = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag,
  properties?: Partial<Omit<HTMLElementTagNameMap[Tag], 'part'>> & { part?: string }, ...children: Child[]): HTMLElementTagNameMap[Tag] => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child): child is Node | string => !!child));
  return node;
};

/** A drawing of strokes, the same in every language and on every system (emoji are not). */
export const drawing = (...paths: string[]): SVGElement => {
  const make = (tag: string, name: string, value: string): SVGElement => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    node.setAttribute(name, value);
    return node;
  };
  const svg = make('svg', 'viewBox', '0 0 24 24');
  svg.append(...paths.map((path) => make('path', 'd', path)));
  return svg;
};

export const button = (kind: string, words: string, onClick: () => void): HTMLButtonElement => el('button', { className: kind, part: 'button', onclick: onClick }, words);

export const column = (...children: Child[]): HTMLElement => el('div', { className: 'v' }, ...children);

export const row = (...children: Child[]): HTMLElement => el('div', { className: 'r' }, ...children);

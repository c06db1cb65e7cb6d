/** A drawing as a file of its own (SVG): lines and letters on white, which stay sharp at any size and open without us. */
import { locale } from '../../words/locale';
import { EDGE, PAPER, TEXT, WIDTH, type Told } from './paper';

const SPACE = 'http://www.w3.org/2000/svg';
/** As drawing programs and servers have them, which know no `system-ui`. */
const FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
/** What XML 1.0 cannot hold, not even escaped. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

type Attributes = Record<string, string | number | undefined>;

/** One element with its children. Text is always text: the serializer escapes it. */
export function shape(name: string, attributes: Attributes, ...children: (Node | string)[]): SVGElement {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 100) / 100) : value.replace(UNWRITABLE, ''));
  }
  made.append(...children.map((child) => (typeof child === 'string' ? child.replace(UNWRITABLE, '') : child)));
  return made;
}

export interface Hand {
  size?: number;
  weight?: number;
  ink?: string;
  anchor?: 'start' | 'middle' | 'end';
}

/** One line of letters; `y` is their ground. */
export function line(words: string, x: number, y: number, { size = 13, weight = 400, ink = PAPER.soft, anchor = 'start' }: Hand = {}): SVGElement {
  return shape('text', { x, y, 'font-size': size, 'font-weight': weight, fill: ink, 'text-anchor': anchor }, words);
}

const measure = document.createElement('canvas').getContext('2d');

export function widthOf(words: string, { size = 13, weight = 400 }: Hand = {}): number {
  if (!measure) return words.length * size * 0.6;
  measure.font = `${weight} ${size}px ${FONTS}`;
  return measure.measureText(words).width;
}

/** In as many lines as it takes: nothing anyone wrote is cut off. A word that is wider than that is broken. */
export function wrapped(words: string, width: number, hand: Hand = {}): string[] {
  const lines = [''];
  for (const word of words.trim().split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (widthOf(longer, hand) <= width) lines[lines.length - 1] = longer;
    else if (lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = word;
    while (widthOf(lines.at(-1) ?? '', hand) > width) lines.push(broken(lines, width, hand));
  }
  return lines;
}

function broken(lines: string[], width: number, hand: Hand): string {
  const letters = [...(lines.at(-1) ?? '')];
  let fits = letters.length;
  while (fits > 1 && widthOf(letters.slice(0, fits).join(''), hand) > width) fits -= 1;
  lines[lines.length - 1] = letters.slice(0, fits).join('');
  return letters.slice(fits).join('');
}

/** Lines below each other from this height on; and where the next thing may begin. */
export function written(words: string, top: number, hand: Hand = {}, x = EDGE, width = WIDTH - 2 * EDGE): { shapes: SVGElement[]; bottom: number } {
  const { size = 13 } = hand;
  const lines = wrapped(words, width, hand);
  return { shapes: lines.map((one, place) => line(one, x, top + size + place * size * 1.4, hand)), bottom: top + lines.length * size * 1.4 };
}

/** What a drawing shows below its heading, which ends at `top`. */
export type Body = (top: number) => { shapes: SVGElement[]; bottom: number };

export function drawingOf({ title, subtitle }: Told, body: Body): Blob {
  const head = written(title, EDGE, { size: 18, weight: 600, ink: TEXT });
  const below = written(subtitle, head.bottom + 2);
  const shown = body(below.bottom + 12);
  const height = Math.ceil(shown.bottom + EDGE);
  const root = shape(
    'svg', { width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', lang: locale.get(), 'font-family': FONTS },
    shape('title', {}, title), shape('desc', {}, subtitle), shape('rect', { width: WIDTH, height, fill: '#ffffff' }),
    ...head.shapes, ...below.shapes, ...shown.shapes,
  );
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(root), '\n'], { type: 'image/svg+xml' });
}

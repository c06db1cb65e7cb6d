/** A table of figures as a drawing: each a dot on its interval, under the heading it belongs to. */
import { EDGE, PAPER, TEXT, WIDTH, type Told } from './paper';
import { linear, roundValues } from './scale';
import { drawingOf, line, shape, widthOf, wrapped } from './sheet';

const NAMES = 240;
const ROW = 30;
const LEFT = EDGE + NAMES + 16;

export interface Row {
  name: string;
  value: number | null;
  low: number | null;
  high: number | null;
  /** The same in words, at the end of the row. */
  words: string;
  /** It sums up the rows below it. */
  isWhole?: boolean;
}

export interface Group {
  title: string;
  range: [number, number];
  format: (value: number) => string;
  rows: Row[];
}

function dot({ value, low, high, isWhole, name, words }: Row, x: (value: number) => number, y: number): SVGElement[] {
  if (value === null) return [];
  const interval = low === null || high === null ? [] : [
    shape('path', { d: `M${x(low).toFixed(1)} ${y}H${x(high).toFixed(1)}`, stroke: PAPER.accent, 'stroke-opacity': '0.4', 'stroke-width': isWhole ? 8 : 5, 'stroke-linecap': 'round' }),
  ];
  return [...interval, shape('circle', { cx: x(value), cy: y, r: isWhole ? 6 : 4.5, fill: PAPER.accent, 'data-value': String(value) }, shape('title', {}, `${name}: ${words}`))];
}

function rowOf(row: Row, x: (value: number) => number, top: number): { shapes: SVGElement[]; bottom: number } {
  const hand = { weight: row.isWhole ? 600 : 400, ink: TEXT };
  const names = wrapped(row.name, NAMES - (row.isWhole ? 0 : 16), hand);
  const bottom = top + Math.max(ROW, names.length * 17 + 10);
  const middle = (top + bottom) / 2;
  const first = middle + 5 - (names.length - 1) * 8.5;
  const named = names.map((one, place) => line(one, EDGE + (row.isWhole ? 0 : 16), first + place * 17, hand));
  return { shapes: [...named, ...dot(row, x, middle), line(row.words, WIDTH - EDGE, middle + 5, { anchor: 'end' })], bottom };
}

function groupOf({ title, range, format, rows }: Group, top: number): { shapes: SVGElement[]; bottom: number } {
  const right = WIDTH - EDGE - Math.max(60, ...rows.map(({ words }) => widthOf(words))) - 24;
  const x = linear(range, [LEFT, right]);
  const inside = (value: number) => x(Math.min(range[1], Math.max(range[0], value)));
  const shapes: SVGElement[] = [];
  let bottom = top + 34;
  for (const row of rows) {
    const made = rowOf(row, inside, bottom);
    shapes.push(...made.shapes);
    bottom = made.bottom;
  }
  const scale = roundValues(range, format).flatMap((value) => [
    shape('path', { d: `M${x(value).toFixed(1)} ${top + 28}V${bottom}`, stroke: value === 0 && range[0] < 0 ? PAPER.soft : PAPER.line }),
    line(format(value), x(value), bottom + 16, { size: 12, anchor: 'middle' }),
  ]);
  return { shapes: [line(title, EDGE, top + 16, { size: 15, weight: 600, ink: TEXT }), ...scale, ...shapes], bottom: bottom + 30 };
}

export function intervalDrawing(told: Told, groups: Group[]): Blob {
  return drawingOf(told, (top) => {
    const shapes: SVGElement[] = [];
    let bottom = top;
    for (const group of groups.filter(({ rows }) => rows.length > 0)) {
      const made = groupOf(group, bottom);
      shapes.push(shape('g', { 'data-part': 'figures' }, ...made.shapes));
      bottom = made.bottom;
    }
    return { shapes, bottom };
  });
}

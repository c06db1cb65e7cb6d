/** Four fields that two questions make, as a drawing: in each a circle whose area is its share. */
import { PAPER, TEXT, WIDTH, type Told } from './paper';
import { drawingOf, line, shape, written } from './sheet';

const SIDE = 300;
const GAP = 12;
const LARGEST = 92;

export interface Field {
  name: string;
  share: number;
  words: string;
}

export interface ToldFields extends Told {
  /** What is up, down, left and right. */
  ends: { up: string; down: string; left: string; right: string };
}

function fieldOf({ name, share, words }: Field, left: number, top: number): SVGElement {
  const [x, y] = [left + SIDE / 2, top + LARGEST + 24];
  const label = written(name, top + 2 * LARGEST + 36, { size: 15, weight: 600, ink: TEXT, anchor: 'middle' }, x, SIDE - 24);
  const below = written(words, label.bottom, { anchor: 'middle' }, x, SIDE - 24);
  return shape(
    'g', { 'data-part': 'field', 'data-value': String(share) },
    shape('rect', { x: left, y: top, width: SIDE, height: SIDE, rx: 8, fill: '#f5f8f6' }),
    shape('circle', { cx: x, cy: y, r: LARGEST, fill: 'none', stroke: PAPER.line, 'stroke-width': 2 }),
    shape('circle', { cx: x, cy: y, r: LARGEST * Math.sqrt(share), fill: PAPER.accent }),
    ...label.shapes, ...below.shapes,
  );
}

/** `fields` by rows: above first, from the left. */
export function fieldsDrawing(told: ToldFields, fields: Field[]): Blob {
  return drawingOf(told, (top) => {
    const { up, down, left, right } = told.ends;
    const [from, first] = [WIDTH / 2 - SIDE - GAP / 2, top + 28];
    const shapes = fields.map((field, place) => fieldOf(field, from + (place % 2) * (SIDE + GAP), first + Math.floor(place / 2) * (SIDE + GAP)));
    const bottom = first + 2 * SIDE + GAP;
    const said = (words: string, x: number, y: number) => line(words, x, y, { weight: 600, anchor: 'middle' });
    const sides = ([[left, from + SIDE / 2], [right, from + SIDE * 1.5 + GAP]] as const).map(([words, x]) => said(words, x, bottom + 44));
    return { shapes: [said(up, WIDTH / 2, top + 14), ...shapes, said(down, WIDTH / 2, bottom + 20), ...sides], bottom: bottom + 50 };
  });
}

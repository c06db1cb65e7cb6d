/** A figure over time as a drawing: its points and interval, the round values and days, and what was done when. */
import { rangeOf, type Curve } from '../plot';
import { EDGE, PAPER, TEXT, WIDTH, type Told } from './paper';
import { linear, roundDays, roundValues } from './scale';
import { drawingOf, line, shape, widthOf, written } from './sheet';

const HEIGHT = 300;
const RIGHT = WIDTH - EDGE - 12;
const MARKS_HEAD = 20;

export interface ToldTrend extends Told {
  /** What the values are. */
  axis: string;
  /** Each point in words. */
  points: string[];
  /** What the numbered lines stand for, in their order. */
  marks: string[];
}

interface Place {
  x: (at: number) => number;
  y: (value: number) => number;
  range: [number, number];
  days: [number, number];
  left: number;
  top: number;
  bottom: number;
}

function placed(curve: Curve, top: number): Place {
  const shown = [...curve.x, ...curve.marks];
  const days: [number, number] = [Math.min(...shown), Math.max(...shown)];
  const range = rangeOf(curve);
  const labels = roundValues(range, curve.format).map((value) => widthOf(curve.format(value), { size: 12 }));
  const left = EDGE + Math.max(...labels) + 12;
  const from = top + (curve.marks.length ? MARKS_HEAD : 6);
  const bottom = from + HEIGHT;
  return { x: linear(days, [left + 12, RIGHT]), y: linear(range, [bottom, from]), range, days, left, top: from, bottom };
}

function grid(curve: Curve, { x, y, range, days, left, top, bottom }: Place): SVGElement[] {
  const values = roundValues(range, curve.format).flatMap((value) => [
    shape('path', { d: `M${left} ${y(value).toFixed(1)}H${RIGHT + 12}`, stroke: PAPER.line }),
    line(curve.format(value), left - 8, y(value) + 4, { size: 12, anchor: 'end' }),
  ]);
  const dates = roundDays(days).flatMap((day) => [
    shape('path', { d: `M${x(day).toFixed(1)} ${top}V${bottom + 5}`, stroke: PAPER.line }),
    line(curve.formatDay(day), x(day), bottom + 20, { size: 12, anchor: 'middle' }),
  ]);
  return [shape('g', { 'data-part': 'values' }, ...values), shape('g', { 'data-part': 'days' }, ...dates)];
}

/** The stretches of points that have an interval: none is shaded where nothing was answered. */
function stretches({ low, high }: Curve): number[][] {
  const found: number[][] = [[]];
  low.forEach((one, place) => {
    if (one !== null && high[place] != null) found.at(-1)?.push(place);
    else if (found.at(-1)?.length) found.push([]);
  });
  return found.filter((stretch) => stretch.length > 0);
}

/** A single point's interval has no width, so it is as wide as its dot. */
function band(curve: Curve, { x, y }: Place, stretch: number[]): SVGElement {
  const half = stretch.length === 1 ? 3 : 0;
  const at = (place: number, value: number | null | undefined, aside: number) => `${(x(curve.x[place] ?? 0) + aside).toFixed(1)} ${y(value ?? 0).toFixed(1)}`;
  const doubled = half ? [stretch[0] ?? 0, stretch[0] ?? 0] : stretch;
  const side = (place: number) => (half ? half * (place ? 1 : -1) : 0);
  const above = doubled.map((place, order) => at(place, curve.high[place], side(order)));
  const below = doubled.map((place, order) => at(place, curve.low[place], side(order))).reverse();
  return shape('path', { d: `M${[...above, ...below].join('L')}Z`, fill: PAPER.accent, 'fill-opacity': '0.18' });
}

function points(curve: Curve, { x, y }: Place, words: string[]): SVGElement[] {
  const radius = curve.x.length < 60 ? 3 : 1.5;
  return curve.value.flatMap((value, place) => (value === null ? [] : [shape(
    'circle', { cx: x(curve.x[place] ?? 0), cy: y(value), r: radius, fill: PAPER.accent, 'data-value': String(value) }, shape('title', {}, words[place] ?? ''),
  )]));
}

function drawn(curve: Curve, place: Place, told: ToldTrend): SVGElement[] {
  const dots = points(curve, place, told.points);
  const way = dots.map((dot) => `${dot.getAttribute('cx')} ${dot.getAttribute('cy')}`).join('L');
  return [
    shape('g', { 'data-part': 'interval' }, ...stretches(curve).map((stretch) => band(curve, place, stretch))),
    ...(dots.length > 1 ? [shape('path', { d: `M${way}`, fill: 'none', stroke: PAPER.accent, 'stroke-width': 2, 'stroke-linejoin': 'round' })] : []),
    shape('g', { 'data-part': 'points' }, ...dots),
  ];
}

function marks({ marks: days }: Curve, { x, top, bottom }: Place, told: ToldTrend): SVGElement {
  const lines = days.flatMap((day, order) => [
    shape('path', { d: `M${x(day).toFixed(1)} ${top - 4}V${bottom}`, stroke: PAPER.mark, 'stroke-dasharray': '4 3' }, shape('title', {}, told.marks[order] ?? '')),
    line(String(order + 1), x(day), top - 8, { size: 11, weight: 600, ink: PAPER.mark, anchor: 'middle' }),
  ]);
  return shape('g', { 'data-part': 'changes' }, ...lines);
}

/** Below the days: the number of each line and what was done. */
function list(told: ToldTrend, top: number): { shapes: SVGElement[]; bottom: number } {
  const shapes: SVGElement[] = [];
  let bottom = top;
  told.marks.forEach((mark, order) => {
    const text = written(mark, bottom, { ink: TEXT }, EDGE + 24, WIDTH - 2 * EDGE - 24);
    shapes.push(line(String(order + 1), EDGE, bottom + 13, { weight: 600, ink: PAPER.mark }), ...text.shapes);
    bottom = text.bottom + 2;
  });
  return { shapes, bottom };
}

export function trendDrawing(curve: Curve, told: ToldTrend): Blob {
  return drawingOf(told, (top) => {
    const axis = written(told.axis, top, { size: 12 });
    const place = placed(curve, axis.bottom + 2);
    const below = list(told, place.bottom + 34);
    const shapes = [...axis.shapes, ...grid(curve, place), ...drawn(curve, place, told), marks(curve, place, told), ...below.shapes];
    return { shapes, bottom: below.bottom };
  });
}

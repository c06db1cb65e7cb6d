/** Drawn with uPlot. Knows nothing else of the console, so that it is fetched by the pages with a chart alone. */
import uPlot from 'uplot';

export interface Curve {
  /** The middle of each part, in seconds since the epoch; then the figure and the ends of its interval. */
  x: number[];
  value: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
  /** The ends of the figure's own scale. */
  least: number;
  most: number;
  /** What was done, in seconds since the epoch, in the order of its list. */
  marks: number[];
  format: (value: number) => string;
  formatDay: (seconds: number) => string;
}

export interface Plot {
  /** Shows the crosshair at this point. */
  point: (place: number) => void;
  destroy: () => void;
}

const HEIGHT = 260;
/** Less than this part of the scale is never blown up to fill the picture. */
const LEAST_SPAN = 0.25;

/** The colours of a drawing. */
export interface Ink {
  soft: string;
  line: string;
  accent: string;
  mark: string;
}

function screenInk(): Ink {
  const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return { soft: colour('--text-soft'), line: colour('--line'), accent: colour('--accent'), mark: colour('--mixed') };
}

export function rangeOf({ low, high, value, least, most }: Curve): [number, number] {
  const shown = [...low, ...high, ...value].filter((one): one is number => one !== null);
  if (shown.length === 0) return [least, most];
  const middle = (Math.min(...shown) + Math.max(...shown)) / 2;
  const half = Math.max((Math.max(...shown) - Math.min(...shown)) * 0.6, ((most - least) * LEAST_SPAN) / 2);
  return [Math.max(least, middle - half), Math.min(most, middle + half)];
}

/** A line with a number for every change; the list below says what it was. */
function drawMarks(plot: uPlot, marks: number[], ink: Ink): void {
  const { ctx, bbox } = plot;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = ink.mark;
  ctx.lineWidth = pixel;
  ctx.font = `600 ${11 * pixel}px system-ui, sans-serif`;
  ctx.textAlign = 'center';
  ctx.setLineDash([4 * pixel, 3 * pixel]);
  marks.forEach((mark, place) => {
    const x = Math.round(plot.valToPos(mark, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top + 14 * pixel);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(String(place + 1), x, bbox.top + 10 * pixel);
  });
  ctx.restore();
}

export function options(curve: Curve, width: number, onPoint: (place: number | null) => void, ink: Ink = screenInk()): uPlot.Options {
  const { soft, line, accent } = ink;
  const font = '12px system-ui, sans-serif';
  const axis = { stroke: soft, font, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
  const edge = { stroke: 'transparent', width: 0, points: { show: false } };
  const everything = { shown: curve.x.length < 60 };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { y: { range: () => rangeOf(curve) } },
    axes: [
      { ...axis, space: 70, values: (_, ticks) => ticks.map(curve.formatDay) },
      { ...axis, size: 46, values: (_, ticks) => ticks.map(curve.format) },
    ],
    series: [{}, edge, edge, { stroke: accent, width: 2, spanGaps: true, points: { show: everything.shown, size: 5, fill: accent } }],
    bands: [{ series: [2, 1], fill: `color-mix(in srgb, ${accent} 18%, transparent)` }],
    hooks: {
      draw: [(plot) => drawMarks(plot, curve.marks, ink)],
      setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
    },
  };
}

export function drawPlot(box: HTMLElement, curve: Curve, onPoint: (place: number | null) => void): Plot {
  let plot: uPlot | null = null;
  const draw = () => {
    plot?.destroy();
    plot = new uPlot(options(curve, Math.max(240, box.clientWidth), onPoint), [curve.x, curve.low, curve.high, curve.value], box);
  };
  draw();
  const sizes = new ResizeObserver(() => plot?.setSize({ width: Math.max(240, box.clientWidth), height: HEIGHT }));
  sizes.observe(box);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', draw);
  return {
    point(place) {
      const at = curve.x[place];
      if (plot && at !== undefined) plot.setCursor({ left: plot.valToPos(at, 'x'), top: 0 });
    },
    destroy() {
      sizes.disconnect();
      scheme.removeEventListener('change', draw);
      plot?.destroy();
    },
  };
}

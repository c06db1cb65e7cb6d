/** A chart as a picture to put into a document: on white, with its title, its days and what was done, whatever the screen looks like. */
import uPlot from 'uplot';
import { EDGE, PAPER, TEXT, WIDTH, type Told } from './drawing/paper';
import { options, type Curve } from './plot';

const HEAD = 76;
const LINE = 20;
const FONT = 'system-ui, sans-serif';

export interface ToldPicture extends Told {
  /** What the numbered lines stand for, in their order. */
  marks: string[];
}

/** Draws the curve apart from the page and waits until it is there. */
function drawn(curve: Curve): Promise<uPlot> {
  const box = document.createElement('div');
  return new Promise((done) => {
    const asked = options(curve, WIDTH - 2 * EDGE, () => undefined, PAPER);
    const hooks = { ...asked.hooks, draw: [...(asked.hooks?.draw ?? []), (plot: uPlot) => done(plot)] };
    new uPlot({ ...asked, hooks }, [curve.x, curve.low, curve.high, curve.value], box);
  });
}

/** No wider than the picture: what does not fit ends in an ellipsis. */
function fitted(ctx: CanvasRenderingContext2D, text: string): string {
  if (ctx.measureText(text).width <= WIDTH - 2 * EDGE) return text;
  let kept = text;
  while (kept && ctx.measureText(`${kept}…`).width > WIDTH - 2 * EDGE) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

function write(ctx: CanvasRenderingContext2D, text: string, top: number, style: string, ink: string): void {
  ctx.font = `${style} ${FONT}`;
  ctx.fillStyle = ink;
  ctx.textBaseline = 'top';
  ctx.fillText(fitted(ctx, text), EDGE, top);
}

function paint(plot: uPlot, { title, subtitle, marks }: ToldPicture): HTMLCanvasElement {
  const source = plot.ctx.canvas;
  const scale = source.width / (WIDTH - 2 * EDGE);
  const height = HEAD + source.height / scale + marks.length * LINE + EDGE;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * scale;
  canvas.height = Math.round(height * scale);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('This browser draws no pictures.');
  ctx.scale(scale, scale);
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, WIDTH, height);
  write(ctx, title, EDGE, '600 18px', TEXT);
  write(ctx, subtitle, EDGE + 26, '13px', PAPER.soft);
  ctx.drawImage(source, EDGE, HEAD, source.width / scale, source.height / scale);
  marks.forEach((mark, place) => write(ctx, `${place + 1}  ${mark}`, HEAD + source.height / scale + place * LINE + 8, '13px', PAPER.mark));
  return canvas;
}

export async function pictureOf(curve: Curve, told: ToldPicture): Promise<Blob> {
  const plot = await drawn(curve);
  const canvas = paint(plot, told);
  plot.destroy();
  return new Promise((done, fail) => canvas.toBlob((file) => (file ? done(file) : fail(new Error('The picture could not be made.'))), 'image/png'));
}

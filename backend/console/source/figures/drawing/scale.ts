/** Where the lines of a scale stand: at round values, and at the beginnings of days and months. */

const DAY = 24 * 3600;
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12];
const MOST_DAYS = 9;
const LONG = 100 * DAY;

/** From one stretch of numbers to another. */
export function linear(from: [number, number], to: [number, number]): (value: number) => number {
  const span = from[1] - from[0] || 1;
  return (value) => to[0] + ((value - from[0]) / span) * (to[1] - to[0]);
}

function multiples(step: number, [least, most]: [number, number]): number[] {
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => (first + place) * step);
}

/** About five round values, no two of which read alike. */
export function roundValues(range: [number, number], format: (value: number) => string): number[] {
  const rough = (range[1] - range[0]) / 5 || 1;
  const ten = 10 ** Math.floor(Math.log10(rough));
  for (const step of [1, 2, 5, 10, 20, 50, 100].map((times) => times * ten)) {
    const found = multiples(step, range);
    if (step >= rough && new Set(found.map(format)).size === found.length) return found;
  }
  return [...range];
}

function monthsFrom([least, most]: [number, number], step: number): number[] {
  const start = new Date(least * 1000);
  const found = [];
  for (let month = 0; month <= 1200; month += 1) {
    const at = new Date(Date.UTC(start.getUTCFullYear(), month));
    if (at.getTime() / 1000 > most) break;
    if (month % step === 0 && at.getTime() / 1000 >= least) found.push(at.getTime() / 1000);
  }
  return found;
}

/** At most nine days, in seconds since the epoch. */
export function roundDays(range: [number, number]): number[] {
  const steps = range[1] - range[0] < LONG
    ? DAY_STEPS.map((step) => multiples(step * DAY, range))
    : MONTH_STEPS.map((step) => monthsFrom(range, step));
  return steps.find((found) => found.length <= MOST_DAYS) ?? steps.at(-1) ?? [];
}

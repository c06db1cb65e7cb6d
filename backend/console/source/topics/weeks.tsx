import type { Topic } from '../wire-topics';

const HEIGHT = 20;
/** Fewer weeks have no course. */
const LEAST_WEEKS = 3;
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Every week from the first to the last, also those in which nobody spoke of it. */
function filled(weeks: Topic['weeks']): number[] {
  const counts = new Map(weeks.map(({ week, n }) => [Date.parse(week), n]));
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  const values = [];
  for (let week = first; week <= last; week += WEEK_MS) values.push(counts.get(week) ?? 0);
  return values;
}

/** A bar a week. It only hints at the course; the word beside it says what is certain. */
export function Weeks({ weeks }: { weeks: Topic['weeks'] }) {
  const values = filled(weeks);
  if (values.length < LEAST_WEEKS) return null;
  const most = Math.max(...values);
  return (
    <svg class="weeks" viewBox={`0 0 ${values.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {values.map((n, place) => (
        <rect key={place} x={place + 0.1} y={HEIGHT - (n / most) * HEIGHT} width="0.8" height={(n / most) * HEIGHT} />
      ))}
    </svg>
  );
}

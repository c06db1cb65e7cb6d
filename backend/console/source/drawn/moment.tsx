import { formatMoment, timeAgo } from '../words/time';

export function Moment({ at }: { at: string }) {
  const full = formatMoment(at);
  return <time dateTime={at} title={full}>{timeAgo(at)}</time>;
}

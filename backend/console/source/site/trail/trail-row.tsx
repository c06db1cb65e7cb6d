import { customerHref } from '../../customers/names';
import { href } from '../../state/route';
import type { TrailEvent } from '../../wire-trail';
import { phrase, t } from '../../words/locale';
import { formatMoment } from '../../words/time';

// Whatever concerns a feedback has its id for a subject; erased, it leads nowhere any more.
const ABOUT_FEEDBACK = /^(feedback|case|reply|note|message|rating|permission|sentiment)\./;
const GONE = /\.erased$/;

function leadsTo({ kind, subject_id: id }: TrailEvent): string | null {
  if (GONE.test(kind)) return null;
  if (ABOUT_FEEDBACK.test(kind)) return href(`/feedback/${encodeURIComponent(id)}`);
  return kind.startsWith('customer.') ? customerHref(id) : null;
}

/** What happened, in words where there are some, and always by the name that programs know it by. */
export function TrailRow({ event }: { event: TrailEvent }) {
  const { kind, occurred_at: at, actor } = event;
  const target = leadsTo(event);
  const words = phrase('event.', kind);
  return (
    <li class="people-row trail-row">
      {target ? <a href={target}>{words}</a> : <span>{words}</span>}
      {words !== kind && <code>{kind}</code>}
      <span class="hint">{actor?.name ?? t('trail.nobody')}</span>
      <time dateTime={at}>{formatMoment(at)}</time>
    </li>
  );
}

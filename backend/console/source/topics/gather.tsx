import { useRef, useState } from 'preact/hooks';
import { useFocusFirst } from '../drawn/focus-first';
import { Icon } from '../drawn/icon';
import { href } from '../state/route';
import { mayI } from '../state/session';
import type { Topic } from '../wire-topics';
import { t } from '../words/locale';
import { GatherForm } from './gather-form';

interface Into {
  id: string;
  title: string;
}

/** Where it went, and the way there; what was pressed is gone, so the focus comes here. */
function WentInto({ into: { id, title } }: { into: Into }) {
  const link = useFocusFirst<HTMLAnchorElement>();
  return (
    <p class="gathered">
      <Icon name="check" />
      <span>{t('topics.gathered')} <a ref={link} href={href('/improvements', new URLSearchParams({ improvement: id }))}>{title}</a></span>
    </p>
  );
}

/** The way from a topic to an improvement. */
export function Gather({ topic, asked }: { topic: Topic; asked: URLSearchParams }) {
  const [open, setOpen] = useState(false);
  const [into, setInto] = useState<Into | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  if (!mayI('reply')) return null;
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  if (open) {
    return <GatherForm topic={topic} asked={asked} onClose={close} onUndone={() => setInto(null)} onGathered={(where) => { setOpen(false); setInto(where); }} />;
  }
  const words = t(mayI('manage') ? 'topics.gather' : 'topics.gatherInto');
  return (
    <div class="gather">
      {into && <WentInto into={into} />}
      <button ref={button} type="button" class="button" aria-label={`${words}: ${topic.name}`} onClick={() => setOpen(true)}><Icon name="target" />{words}</button>
    </div>
  );
}

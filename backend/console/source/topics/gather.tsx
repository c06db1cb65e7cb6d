import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../drawn/icon';
import { href } from '../state/route';
import { mayI } from '../state/session';
import type { Topic } from '../wire-topics';
import { inLanguage } from '../words/in-language';
import { t } from '../words/locale';
import { GatherForm } from './gather-form';

/** Where it went, and the way there; after a deed the focus comes here, for what was pressed is gone. */
function WentInto({ improvements, latest }: { improvements: Topic['improvements']; latest: string | null }) {
  const link = useRef<HTMLAnchorElement>(null);
  const isThere = improvements.some(({ id }) => id === latest);
  useEffect(() => {
    if (isThere) link.current?.focus();
  }, [latest, isThere]);
  if (improvements.length === 0) return null;
  return (
    <ul class="gathered" aria-label={t('topics.gathered')}>
      {improvements.map(({ id, title, state }) => (
        <li key={id}>
          <a ref={id === latest ? link : null} href={href('/improvements', new URLSearchParams({ improvement: id }))}>{inLanguage(title)}</a>{' '}
          <span class={`improvement-state ${state}`}>{t(`improved.${state}`)}</span>
        </li>
      ))}
    </ul>
  );
}

interface GatherProps {
  topic: Topic;
  asked: URLSearchParams;
  /** The page looks again. */
  onChanged: () => void;
}

/** The way from a topic to an improvement, and to those that it went into. */
export function Gather({ topic, asked, onChanged }: GatherProps) {
  const [open, setOpen] = useState(false);
  const [latest, setLatest] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const words = t(mayI('manage') ? 'topics.gather' : 'topics.gatherInto');
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  const gathered = (into: string) => {
    close();
    setLatest(into);
    onChanged();
  };
  return (
    <>
      <div class="gather">
        <WentInto improvements={topic.improvements} latest={latest} />
        {!open && mayI('reply') && (
          <button ref={button} type="button" class="button" aria-label={`${words}: ${topic.name}`} onClick={() => setOpen(true)}><Icon name="target" />{words}</button>
        )}
      </div>
      {open && <GatherForm topic={topic} asked={asked} onClose={close} onUndone={onChanged} onGathered={gathered} />}
    </>
  );
}

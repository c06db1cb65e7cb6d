import { useStore } from '../state/store';
import { dueTimes } from './counts';
import { DueMark } from './due';

/** In a row of the inbox: a disappointed visitor waits for an answer. */
export function RecoveryMark({ id }: { id: string }) {
  const due = useStore(dueTimes).get(id);
  return due ? <DueMark due={due} /> : null;
}

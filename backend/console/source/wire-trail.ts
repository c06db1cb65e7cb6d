/** The audit trail as it comes over the wire. */
import type { Person } from './wire';

export interface TrailEvent {
  id: string;
  occurred_at: string;
  kind: string;
  subject_id: string;
  /** Null: a visitor did it, or the program itself. */
  actor: Person | null;
  data: Record<string, unknown>;
}

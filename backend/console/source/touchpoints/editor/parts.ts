import type { Problem } from '../../problem';
import type { TouchpointDraft } from './draft';

/** What every part of the editor gets: the whole draft, and a way to change some of it. */
export interface PartProps {
  draft: TouchpointDraft;
  languages: string[];
  problem: Problem | null;
  onChange: (part: Partial<TouchpointDraft>) => void;
}

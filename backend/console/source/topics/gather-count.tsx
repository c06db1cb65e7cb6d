import type { Loaded } from '../state/loaded';
import { Trouble } from '../drawn/trouble';
import type { Outlook } from '../wire-topics';
import { plural, t } from '../words/locale';

/** What is said of the number: how many go in, and why those are not all that the topic counts. */
function wordsOf({ found, left_out: leftOut, n, already, is_whole: isWhole }: Outlook): string[] {
  if (n === 0) return [leftOut > 0 ? plural('topics.gatherLeftOut', leftOut) : '', t('topics.gatherNothing')];
  const merged = n - (found - leftOut);
  return [
    already === n ? t('topics.gatherAllIn') : plural('topics.gatherN', n - already),
    already > 0 && already < n ? plural('topics.gatherAlready', already) : '',
    merged > 0 ? plural('topics.gatherMerged', merged) : '',
    leftOut > 0 ? plural('topics.gatherLeftOut', leftOut) : '',
    isWhole ? '' : t('topics.gatherNotWhole'),
  ];
}

/** How many will go into the improvement, said before it is done. */
export function GatherCount({ outlook: { problem, again }, shown }: { outlook: Loaded<Outlook>; shown: Outlook | null }) {
  if (problem) return <Trouble problem={problem} retry={again} />;
  return <p class="gather-count" role="status">{shown ? wordsOf(shown).filter(Boolean).join(' ') : t('topics.gatherCounting')}</p>;
}

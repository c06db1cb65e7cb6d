import { useEffect } from 'preact/hooks';
import { fetchAnew, opened, refreshConversation } from '../conversation/opened';
import { loadCounts } from './counts';
import { isShown, list, lookForArrivals } from './list';
import { countViews } from './saved-views';
import { followSite, type News } from './live';
import { spaced } from './spaced';

/** Rows fetched one by one; more than these have changed, and the first page is fetched instead. */
const FEW = 5;

const LIST_APART = 2_000;
const COUNTS_APART = 10_000;

/** While more wait than one look brings, there is nothing to learn from another: the reader has to ask for them. */
const lookAtList = spaced(async () => {
  if (!list.get().gap) await lookForArrivals();
}, LIST_APART);

function takeIn({ arrived, changed, more }: News): void {
  const { id } = opened.get();
  if (id && [...arrived, ...changed].includes(id)) void refreshConversation(id);
  const shown = changed.filter((one) => one !== id && isShown(one));
  if (shown.length <= FEW) shown.forEach((one) => void fetchAnew(one));
  if (arrived.length > 0 || more || shown.length > FEW) lookAtList();
}

/** Lets list, counts and the open conversation follow what happens on the site. */
export function useLiveInbox(siteKey: string): void {
  useEffect(() => {
    if (!siteKey) return undefined;
    const lookAtCounts = spaced(async () => void (await Promise.all([loadCounts(siteKey), countViews()])), COUNTS_APART);
    return followSite(siteKey, {
      onHello: () => {
        lookAtList();
        lookAtCounts();
        const { id, conversation } = opened.get();
        if (conversation) void refreshConversation(id);
      },
      onNews: (news) => {
        takeIn(news);
        lookAtCounts();
      },
    });
  }, [siteKey]);
}

import type { App, Ground, Touchpoint } from '../types';

type Step = 'shown' | 'opened' | 'answered';

/** What has been counted on this page, so that it counts once. */
const counted = new Set<string>();

/** Nothing in it says who, where or when: the site, the touchpoint and what came to pass there. */
const count = (app: App, { key }: Touchpoint, step: Step): void => {
  // What is opened or answered has been shown, also where its button is one of the page's own.
  const fresh = [...new Set(['shown', step])].filter((one) => !counted.has(key + ' ' + one));
  fresh.forEach((one) => counted.add(key + ' ' + one));
  // Written by hand: a page may have taught JSON.stringify a spelling of its own, and no key needs more than its quotes.
  const body = `{"site":"${app.site_.site}","touchpoint":"${key}","steps":["${fresh.join('","')}"]}`;
  // As text it needs no preflight. A count that does not arrive is nobody's trouble.
  if (fresh[0]) fetch(app.base_ + 'v1/seen', { method: 'POST', body, keepalive: true, credentials: 'omit' }).catch(() => {});
};

/** Calls back once half of it can be seen, or half of the window is full of it. */
const inView = (element: Element, signal: AbortSignal, then: () => void): void => {
  const watch = new IntersectionObserver((all) => {
    if (!all.some((one) => one.intersectionRatio >= .5 || one.intersectionRect.height > innerHeight / 2)) return;
    watch.disconnect();
    then();
  }, { threshold: [.1, .2, .3, .4, .5] });
  watch.observe(element);
  signal.addEventListener('abort', () => watch.disconnect());
};

/** What each event says of a touchpoint. A popover opens by itself: that shows it, and is nothing that she did. */
const stepOf = (name: string, { placement }: Touchpoint): Step | undefined => {
  if (name == 'opened') return placement == 'popover' ? 'shown' : name;
  if (name == 'shown') return name;
  // A text has no mark to choose, so that it is answered when it is sent.
  return name == 'answered' || name == 'submitted' ? 'answered' : undefined;
};

/** Counts what came to pass at a touchpoint, unless she wants no sharing at all or has had her say there already. */
export const seen = (app: App, ground: Ground, name: string, detail: { touchpoint?: string } | undefined, target: EventTarget): void => {
  const touchpoint = app.site_.touchpoints.find(({ key }) => detail && key == detail.touchpoint);
  const step = touchpoint && stepOf(name, touchpoint);
  if (!touchpoint || !step) return;
  if ((navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl || (app.kept_ || '').includes(`"${touchpoint.key}"`)) return;
  if (name != 'shown') count(app, touchpoint, step);
  // The button is told of without a place: it stands on the page as such.
  else inView(target == document ? ground.button_ : target as Element, ground.signal_, () => count(app, touchpoint, 'shown'));
};

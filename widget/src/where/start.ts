import { parser } from '../parser';
import { matches } from './pages';
import type { App, Touchpoint } from '../types';

const DAY = 864e5;
// Thrown once a page view. Before she acts nothing may be stored, and telling visitors apart by their browsers would be
// tracking them; so the share is one of page views, not of people, and who was passed over may be asked on the next page.
const dice = Math.random() * 100;

let parse: ((text: string) => any) | undefined;

/** What the device keeps, its entries and when she last sent a popover away. */
const kept = (site: string): [any[], unknown] => {
  try {
    return [(parse || JSON.parse)(localStorage['kt:' + site] || '[]'), localStorage['kd:' + site]];
  } catch {
    return [[], 0];
  }
};

/** A stamp from the future comes from a clock that has been put right since, and counts for nothing. */
const within = (at: unknown, days: number): boolean => Date.now() >= +(at as number) && Date.now() < +(at as number) + days * DAY;

/** Why a touchpoint does not show here and now, in one word; empty when it does. */
export const why = (app: App, { key, placement, pages, when }: Touchpoint): string => {
  const { site_: { site, quiet }, options_: { subject } } = app;
  const { answered_days: answered, dismissed_days: dismissed } = quiet || { answered_days: 30, dismissed_days: 7 };
  const { hosts, query, share } = when || {};
  const asked = new URLSearchParams(location.search);
  const [entries, sentAway] = kept(site);
  if (!matches(pages && pages.map((glob) => encodeURI(glob)), location.pathname)) return 'pages';
  if (!matches(hosts, location.hostname)) return 'hosts';
  if (Object.keys(query || {}).some((name) => !asked.has(name) || !matches([query![name]!], asked.get(name)!))) return 'query';
  if (share && dice > share) return 'share';
  // Only what opens by itself keeps quiet; a button waits to be pressed.
  if (placement != 'popover') return '';
  if (subject && entries.some(({ touchpoint, told_ }) => touchpoint == key && told_ && told_.subject == subject)) return 'subject';
  return within(sentAway, dismissed) || entries.some(({ at_ }) => within(at_, answered)) ? 'quiet' : '';
};

const asked = new Map<string, string>();
let floated: Touchpoint | undefined;
let isOpened: boolean;
let typed = -1e4;

/** Is she filling in a form? What stands in a frame, such as a payment, cannot be looked into, so it counts as one. */
const isBusy = (): boolean => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  return performance.now() < typed + 3000 || !!at && at.matches('input,textarea,select,iframe,[contenteditable]');
};

const open = (app: App, touchpoint: Touchpoint): void => {
  const { key } = touchpoint;
  // A popover a page view: whoever has just seen one is not asked the next thing.
  if (isOpened || app.signal_.aborted || asked.get(key) != location.href) return;
  if (isBusy()) return void setTimeout(() => open(app, touchpoint), 1000);
  if (why(app, touchpoint)) return;
  isOpened = true;
  addEventListener('kohtaamo:dismissed', (event) => {
    try {
      if ((event as CustomEvent).detail.touchpoint == key) localStorage['kd:' + app.site_.site] = Date.now();
    } catch { /* storage is blocked: nothing can be kept */ }
  }, { signal: app.signal_ });
  app.ground_((it) => it.open_(key, null, 1));
};

/** Shows what fits: the button of the first floating touchpoint here, or a popover whose time has come. */
export const show = async (app: App, touchpoint: Touchpoint): Promise<void> => {
  parse = parse || await parser(app);
  if (touchpoint.placement == 'floating') {
    const found = app.site_.touchpoints.find((one) => one.placement == 'floating' && !why(app, one));
    if (found || floated) app.ground_((it) => app.load_('f').then(({ float }) => float(it, floated = found)));
  } else if (asked.get(touchpoint.key) != location.href) {
    asked.set(touchpoint.key, location.href);
    open(app, touchpoint);
  }
};

addEventListener('input', () => (typed = performance.now()));

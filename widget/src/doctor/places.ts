import type { Touchpoint } from '../types';
import { finding, type Finding, type Visit } from './types';

const INLINE = '[data-kohtaamo],kohtaamo-touchpoint';
const SHELF = '[data-kohtaamo-published],kohtaamo-published';
const OPENER = '[data-kohtaamo-open]';

const keyOf = (place: HTMLElement): string =>
  place.dataset.kohtaamo || place.dataset.kohtaamoPublished || place.dataset.kohtaamoOpen || place.getAttribute('touchpoint') || '';
const places = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
const hasPlace = (selector: string, key: string): boolean => places(selector).some((place) => keyOf(place) == key);

/** What a popover still waits for, in the words of the console. */
const awaited = ({ say_ }: Visit, touchpoint: Touchpoint): string => {
  const when: Record<string, any> = touchpoint.when || {};
  return ['seconds', 'scroll', 'exit', 'seen', 'clicked', 'event'].filter((name) => when[name]).map((name) => say_('check.wait.' + name, when[name])).join(', ');
};

type Why = (touchpoint: Touchpoint) => string;

const stateOf = (visit: Visit, touchpoint: Touchpoint, why: Why): Finding => {
  const { key, placement } = touchpoint;
  const opened = hasPlace(OPENER, key);
  if (hasPlace(INLINE, key)) return finding(visit, 'ok', 'here.inline', key);
  if (opened) return finding(visit, 'ok', 'here.opener', key);
  if (placement == 'inline') return finding(visit, 'rest', 'away.inline', key, 'away.inline.do');
  if (placement != 'floating' && placement != 'popover') return finding(visit, 'rest', 'away.element', key, 'away.element.do');
  const reason = why(touchpoint);
  if (reason) return finding(visit, 'rest', 'away.' + reason, key, `away.${reason}.do`);
  const waits = awaited(visit, touchpoint);
  if (placement == 'popover' && waits) return { ...finding(visit, 'ok', 'here.waits', key), todo_: visit.say_('check.here.waits.do', waits) };
  return finding(visit, 'ok', placement == 'floating' ? 'here.floating' : 'here.popover', key);
};

/** Each touchpoint: does it show on this page, and if not, why; then the places that ask for one that is not there. */
export const checkPlaces = async (visit: Visit): Promise<Finding[]> => {
  const { app_: app, site_: site } = visit;
  if (!site) return [];
  const where: typeof import('../where/start') | undefined = await app.load_('w').catch(() => undefined);
  const why: Why = (touchpoint) => (where ? where.why({ ...app, site_: site }, touchpoint) : '');
  const known = site.touchpoints.map(({ key }) => key);
  const strays = new Set(places(`${INLINE},${SHELF},${OPENER}`).map(keyOf).filter((key) => !known.includes(key)));
  return [
    ...site.touchpoints.map((touchpoint) => stateOf(visit, touchpoint, why)),
    ...[...strays].map((key) => finding(visit, 'fault', 'stray', key || '?', 'stray.do')),
    ...site.touchpoints[0] ? [] : [finding(visit, 'warn', 'none', '', 'none.do')],
  ];
};

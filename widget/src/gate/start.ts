import type { App, Touchpoint } from '../types';

/** What is done at every look: whether the address is new since the last. */
const again: ((isNew: boolean) => unknown)[] = [];
let page: string | undefined;

/** Waits for what opens a popover. Whether it may open is judged when it comes to that, in a file of its own. */
const arm = async (app: App, touchpoint: Touchpoint): Promise<void> => {
  const { placement: [kind], when: { seconds, scroll, exit, seen, clicked, event } = {} } = touchpoint;
  const show = (): unknown => app.load_('w').then((it) => it.show(app, touchpoint));
  const find = (selector: string): NodeListOf<Element> => document.querySelectorAll(selector);
  const on = (name: string, is: (event: any) => unknown): void => addEventListener(name, (it) => is(it) && show(), { signal: app.signal_ });
  if (kind == 'f') again.push(show);
  if (kind != 'p') return;
  if (scroll) on('scroll', () => scrollY + innerHeight >= document.documentElement.scrollHeight * scroll / 100);
  // A mouse that leaves at the top is on its way to the tabs or the address; a finger gives no such sign.
  if (exit) on('mouseout', (it) => !it.relatedTarget && it.clientY < 1);
  if (event) on('kohtaamo:event', (it) => it.detail == event);
  if (seconds || !(scroll || exit || clicked || event || seen)) {
    let timer = 0;
    again.push((isNew) => isNew && (clearTimeout(timer), timer = setTimeout(show, seconds! * 1e3)));
  }
  // Last, because a selector that is none throws: once and here, not at every click.
  if (clicked && find(clicked)) on('click', (it) => it.target.closest && it.target.closest(clicked));
  if (seen && find(seen)) {
    const watch = new IntersectionObserver((all) => all.some((one) => one.isIntersecting && show()));
    again.push(() => find(seen).forEach((one) => watch.observe(one)));
  }
};

/** Looks again what stands here, after every change of the page or of its address. */
export const start = (app: App): void => {
  if (!page) app.site_.touchpoints.forEach((touchpoint) => arm(app, touchpoint).catch(app.tell_));
  const was = page;
  page = location.href;
  again.forEach((act) => act(was != page));
};

import type { App, Ground } from '../types';
import { seen } from './seen';

declare const RESERVED: string;

/** Hears what the page's own script has said to window.kohtaamo, in the order it was said. */
export const run = (app: App, ground: Ground): void => {
  const verbs: Record<string, (...given: any[]) => unknown> = {
    open: (key, opener) => ground.open_(key, opener),
    close: () => app.load_('o').then((it) => it.close()),
    // The launcher has noted what was set; what stands is built again with it.
    set() {
      const { leaving_: leaving, places_: places, shown_: shown } = ground;
      leaving.abort();
      app.load_('b').then(({ start }) => {
        if (app.signal_.aborted) return;
        Object.assign(ground, start(app));
        places.forEach((place) => ground.near_(place));
        ground.shown_ = undefined;
        if (shown) app.load_('f').then(({ float }) => float(ground, shown));
        ground.run_();
      });
    },
    identify() {},
    on: (name, hear) => addEventListener('kohtaamo:' + name, hear),
    off: (name, hear) => removeEventListener('kohtaamo:' + name, hear),
    // The gate may be on its way still; what happened before it came counts.
    event: (name) => app.load_('g').then(() => ground.emit_('event', name)),
    destroy() {
      app.leave_();
      ground.places_.forEach(({ style }) => {
        if (style.minHeight == RESERVED || style.minHeight == '0px') style.minHeight = '';
      });
      delete (window as { kohtaamo?: unknown }).kohtaamo;
    },
  };
  for (let given; (given = app.queue_.shift());) {
    const [verb, ...rest] = given;
    // Said by the ground alone, on page loads that are counted: no verb of the page's.
    if (verb === '') seen(app, ground, ...(rest as [string, undefined, EventTarget]));
    else if (Object.prototype.hasOwnProperty.call(verbs, verb)) verbs[verb]!(...rest);
    else app.tell_(`no verb "${verb}"`);
  }
};

import type { App, Ground, Place, Site } from './types';

// Filled in by build.mjs: the hash all the other files share, so that a cached launcher never meets another version's panel.
declare const HASH: string;
declare const RESERVED: string;

type Call = ((verb: string, ...given: any[]) => void) & { q?: [string, ...any[]][]; live?: number };
const page = window as Window & { kohtaamo?: Call; navigation?: EventTarget };
const tag = document.currentScript as HTMLScriptElement;
const base = new URL('.', tag.src);
const stub = page.kohtaamo || {} as Partial<Call>;
const leaving = new AbortController();
const signal = leaving.signal;
let grounded: Promise<Ground> | 0;
let timer = 0;
let isGated: unknown;

const load = (file: string): Promise<any> => import(`${base}f/${file}.${HASH}.js`);
const enter = (file: string): Promise<any> => load(file).then(({ start }) => start(app));
const tell = (fault: unknown, _?: unknown): void => console.error(`kohtaamo: ${fault}; try ?kohtaamo=check`);

/** Does something with the ground, loading it at first need. */
const ground = (use: (ground: Ground) => unknown): unknown =>
  (grounded = grounded || enter('b')).then((it) => signal.aborted || use(it)).catch((fault) => tell(fault, grounded = 0));
const run = (): unknown => app.wanted_ && app.site_ && ground((it) => it.run_());

const call: Call = (...given) => {
  if (/^[is]/.test(given[0])) Object.assign(app.options_, given[1]);
  app.queue_.push(given);
  // Only what shows something is worth loading for; the rest waits until something does.
  if (/^(op|[cde])/.test(given[0])) app.wanted_ = 1;
  run();
};

// Observing twice is observing once, so every scan may name every place.
const nearing = new IntersectionObserver((seen) => seen.forEach((one) =>
  one.isIntersecting && ground((it) => it.near_(one.target as Place))), { rootMargin: '400px' });

const scan = (): void => {
  timer = 0;
  document.querySelectorAll<Place>('[data-kohtaamo],kohtaamo-touchpoint,kohtaamo-published').forEach((place) => {
    // The box is kept free before the panel comes, so that the page below does not jump.
    place.style.minHeight = place.style.minHeight || RESERVED;
    nearing.observe(place);
  });
  // Whether it shows here in every respect is for the gate to say; where it cannot, not even the gate is loaded.
  // Of the four placements the two that come by themselves, floating and popover, have an o.
  if ((isGated = isGated || app.site_.touchpoints.some((one) => /o/.test(one.placement) &&
    (one.pages || ['']).some((glob) => !location.pathname.indexOf(encodeURI(glob.split('*')[0]!)))))) enter('g');
};
const later = (): unknown => (timer = timer || setTimeout(scan, 99));
const changes = new MutationObserver(later);

const begin = (site: Site): void => {
  app.site_ = site;
  addEventListener('click', ({ target }) => {
    // What is dispatched on the document itself has no closest().
    const opener = (target as Element).closest && (target as Element).closest<HTMLElement>('[data-kohtaamo-open]');
    if (opener) call('open', opener.dataset.kohtaamoOpen, opener);
  }, { signal });
  // An address that changes by script alone, where a browser tells of it; elsewhere the page changes with it, sooner or later.
  (page.navigation || page).addEventListener('navigate', later, { signal });
  scan();
  changes.observe(document, { subtree: true, childList: true });
  // Someone who has said something here is owed her queue, her text and her answers; nobody else costs a byte more.
  try {
    if ((app.kept_ = localStorage['kt:' + site.site])) app.wanted_ = 1;
  } catch { /* storage is blocked: nothing was kept */ }
  run();
};

const app = {
  base_: base, options_: { ...tag.dataset }, queue_: [], load_: load, tell_: tell, ground_: ground, signal_: signal,
  leave_() {
    leaving.abort();
    changes.disconnect();
    nearing.disconnect();
    clearTimeout(timer);
  },
} as unknown as App;

const config = (wait: number): unknown => fetch(base + 'v1/sites/' + app.options_.site).then((answer) => {
  if (answer.ok) return answer.json();
  throw answer.status;
}).then(begin, (fault) => {
  tell(fault);
  // An unknown site stays unknown; a server that is away may come back.
  if (fault != 404) setTimeout(config, wait, wait * 2);
});

if (!stub.live) {
  call.live = 1;
  page.kohtaamo = call;
  (stub.q || []).forEach((given) => call(...given));
  config(4e3);
  if (/kohtaamo=check/.test(location.search)) enter('c');
}

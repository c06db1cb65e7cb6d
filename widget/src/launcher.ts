import { chooseLanguage } from './launcher/language';
import { matches } from './launcher/pages';
import type { App, Ground, Opener, Panel, Site, Touchpoint } from './types';

// Filled in by build.mjs: the hash all the other files share, so that a cached launcher never meets another version's panel.
declare const HASH: string;
declare const LOCALES: string[];

type Call = (verb: string, ...given: any[]) => void;
const page = window as Window & { kohtaamo?: Call & { q?: [string, ...any[]][]; live?: boolean } };

// About the height of a question with five marks; a page that wants another sets its own min-height.
const RESERVED = '166px';

const tag = document.currentScript as HTMLScriptElement;
const options: Record<string, string | undefined> = { ...tag.dataset };
const base = tag.src.replace(/[^/]*$/, '');
const stub = page.kohtaamo;

const tell = (words: string): void => console.error('kohtaamo: ' + words);

const begin = (site: Site): void => {
  const leaving = new AbortController();
  const signal = leaving.signal;
  const language = chooseLanguage(site, options.language);
  const places = new WeakSet<Element>();
  let floating: string | undefined;
  let timer = 0;
  let loading: Promise<Panel | void> | undefined;
  let grounded: Promise<Ground> | undefined;

  const load = (file: string): Promise<any> => import(`${base}f/${file}.${HASH}.js`);
  const words = (part = ''): Promise<any> =>
    fetch(`${base}f/${LOCALES.includes(language) ? language : 'en'}${part}.${HASH}.json`).then((answer) => answer.json());
  const find = (wanted?: string): Touchpoint | void =>
    site.touchpoints.find(({ key }) => key == wanted) || tell(`no touchpoint "${wanted}"; add it in the console`);

  const panel = (use?: (panel: Panel) => void): void => {
    loading = loading || Promise.all([load('p'), ground(), words()])
      .then(([{ start }, app, strings]) => start(app, strings))
      .catch((error) => {
        loading = undefined;
        tell(error + '; allow it in script-src and connect-src');
      });
    void loading.then((it) => it && use && !signal.aborted && use(it));
  };
  const open = (key?: string, opener?: Opener): void => panel((it) => it.open_(key, opener, floating));
  const app: App = {
    base_: base, site_: site, language_: language, options_: options, find_: find, signal_: signal, words_: words, talk_: () => load('t'), open_: open,
  };
  const ground = (): Promise<Ground> => (grounded = grounded || load('b').then(({ start }) => start(app)));

  const nearing = new IntersectionObserver((seen) => seen.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    nearing.unobserve(target);
    panel((it) => it.inline_(target as HTMLElement));
  }), { rootMargin: '400px' });

  const each = (act: (place: HTMLElement) => void): void => document.querySelectorAll<HTMLElement>('[data-kohtaamo]').forEach(act);
  const scan = (): void => {
    timer = 0;
    each((place) => {
      if (places.has(place)) return;
      places.add(place);
      if (!find(place.dataset.kohtaamo)) return;
      // The box is kept free before the panel comes, so that the page below does not jump.
      place.style.minHeight = place.style.minHeight || RESERVED;
      nearing.observe(place);
    });
    const shown = site.touchpoints.find(({ placement, pages }) =>
      placement == 'floating' && options.off != placement && matches(pages, location.pathname));
    if (shown || floating) void ground().then((it) => it.float_(shown));
    floating = shown && shown.key;
  };

  // Someone who has said something here is owed her queue, her text and her answers; nobody else costs a byte more.
  const recall = (): void => {
    try {
      if (localStorage['kt:' + site.site]) panel();
    } catch { /* storage is blocked: nothing was kept */ }
  };

  const changes = new MutationObserver(() => (timer = timer || setTimeout(scan, 99)));
  document.addEventListener('visibilitychange', recall, { signal });
  // On the root element: what is dispatched on the document itself has no closest().
  document.documentElement.addEventListener('click', ({ target }) => {
    const opener = (target as Element).closest<HTMLElement>('[data-kohtaamo-open]');
    if (opener) open(opener.dataset.kohtaamoOpen, opener);
  }, { signal });

  verbs.open = (key) => open(key);
  verbs.close = () => panel((it) => it.close_());
  verbs.destroy = (keep) => {
    leaving.abort();
    changes.disconnect();
    nearing.disconnect();
    clearTimeout(timer);
    each(({ style }) => {
      if (style.minHeight == RESERVED) style.minHeight = '';
    });
    if (!keep) delete page.kohtaamo;
  };
  verbs.set = (more) => {
    verbs.destroy!(1);
    Object.assign(options, more);
    begin(site);
  };
  scan();
  recall();
  changes.observe(document, { childList: true, subtree: true });
};

const verbs: Record<string, (...given: any[]) => void> = {
  identify: (who) => Object.assign(options, who),
  on: (name, hear) => addEventListener('kohtaamo:' + name, hear),
  off: (name, hear) => removeEventListener('kohtaamo:' + name, hear),
};

const config = async (wait: number): Promise<void> => {
  const answer: any = await fetch(base + 'v1/sites/' + options.site).catch(String);
  if (answer.ok) return begin(await answer.json());
  tell(`${answer.status || answer}; check data-site and connect-src`);
  // An unknown site stays unknown; a server that is away may come back.
  await new Promise((done) => answer.status == 404 || setTimeout(done, wait));
  return config(wait * 2);
};

if (!options.site) tell('data-site is missing');
else if (!stub || !stub.live) {
  const ready = config(4000);
  const call: typeof stub = async (verb, ...given) => {
    // Listeners are heard at once, so that none of the first events is missed.
    if (!/^o[nf]/.test(verb)) await ready;
    (verbs[verb] || (() => tell(verb + '?')))(...given);
  };
  call.live = true;
  page.kohtaamo = call;
  for (const given of (stub && stub.q || [])) void call(...given);
}

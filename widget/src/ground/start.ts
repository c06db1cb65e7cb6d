import type { App, Ground, Panel } from '../types';
import { chooseLanguage } from './language';
import { dress, look } from './look';

declare const HASH: string;
/** Every language there are words for, in one string. */
declare const SPOKEN: string;

/** The door the launcher knocks on, and all that the button and the panel both stand on. */
export const start = (app: App): Ground => {
  const { site_: site, options_: options, load_: load, tell_: tell } = app;
  const leaving = new AbortController();
  const { signal } = leaving;
  const language = chooseLanguage(site, options.language);
  const badge = document.createElement('b');
  const places = new Set<HTMLElement>();
  // Calls of the page's own script are heard by a part of their own, which most pages never need.
  const hear = (): Promise<unknown> | undefined => (app.queue_[0] ? load('v').then(({ run }) => run(app, ground)).catch(tell) : undefined);
  let loading: Promise<Panel> | undefined;

  const ground: Ground = {
    ...app,
    language_: language,
    signal_: signal,
    leaving_: leaving,
    places_: places,
    button_: document.createElement('button'),
    badge_: badge,
    words_: (part = '') => fetch(`${app.base_}f/${SPOKEN.includes(language) ? language : 'en'}${part}.${HASH}.json`).then((answer) => answer.json()),
    part_: (file, part) => Promise.all([load(file), ground.words_(part)]),
    panel_(use) {
      loading = loading || ground.part_('p').then(([{ start }, strings]) => start(ground, strings));
      loading.then((it) => signal.aborted || use && use(it)).catch((fault) => tell(fault, loading = undefined));
    },
    find_: (wanted) => site.touchpoints.find(({ key }) => key == wanted) || tell(`no touchpoint "${wanted}"`),
    open_: (key, opener, quietly) => ground.panel_((it) => load('o').then(({ open }) => open(ground, it, key, opener, quietly))),
    near_(place) {
      if (places.has(place)) return;
      places.add(place);
      const { style, dataset } = place;
      // An element of our own name is not a box by itself.
      if (!dataset.kohtaamo) style.display = 'block';
      if (/ished$/i.test(place.tagName)) return void load('l').then(({ start }) => start(ground, place)).catch(tell);
      const touchpoint = ground.find_(dataset.kohtaamo || place.getAttribute('touchpoint') || place.getAttribute('name')!);
      if (touchpoint) ground.panel_((it) => it.inline_(place, touchpoint));
      // Where nothing comes, nothing is kept free.
      else style.minHeight = '0';
    },
    run_() {
      hear();
      if (app.kept_) ground.panel_();
    },
    announce_: (words) => void (badge.textContent = words),
    emit_(name, detail, target = document) {
      const fire = (): unknown => target.dispatchEvent(new CustomEvent('kohtaamo:' + name, { bubbles: true, detail }));
      // A call that waits may be one that wants to hear of this.
      const heard = hear();
      if (heard) heard.then(fire);
      else fire();
      // Of one page load in ten it is counted how many see, open and answer: after the page has heard, so that it waits for nothing.
      if ((app.coin_ = app.coin_ || Math.random()) < .1) app.queue_.push(['', name, detail, target]), hear();
    },
    pick_: (texts) => texts[language] || texts[site.default_language] || Object.values(texts)[0]!,
    surface_(css, fixed, place = document.body) {
      const root = document.createElement('div').attachShadow({ mode: 'open' });
      dress(root, look({ ...site.look, ...options }, fixed, place) + css);
      return root;
    },
  };
  app.signal_.addEventListener('abort', () => leaving.abort());
  app.wanted_ = 1;
  return ground;
};

import { speaker } from '../panel/words';
import { chooseLanguage } from '../ground/language';
import type { App, Site } from '../types';
import { checkPlaces } from './places';
import { checkSurroundings, checkTag, checkVersion } from './page';
import { watchPolicy } from './policy';
import { sheet } from './sheet';
import { checkConfig, checkOrigin, checkPolicy } from './server';
import type { Visit } from './types';

// Filled in by the build.
declare const HASH: string;
declare const LOCALES: string[];

/** The doctor's own words come as a script, because it must speak when every connection is refused. */
const words = async (app: App): Promise<[Record<string, string>, string]> => {
  const language = chooseLanguage({ languages: LOCALES, default_language: 'en' } as Site, app.options_.language);
  return [(await app.load_(language + 'c')).default, language];
};

const loaded = (): Promise<unknown> =>
  document.readyState == 'complete' ? Promise.resolve() : new Promise((done) => addEventListener('load', done, { once: true }));

/** `?kohtaamo=check`: says on the page itself what works, what does not, and what to do. */
export const start = async (app: App): Promise<void> => {
  const host = new URL(app.base_).origin;
  const refusals = watchPolicy(host, app.signal_);
  const [strings, language] = await words(app);
  const say_ = speaker(strings, language);

  const run = async (): Promise<void> => {
    const visit: Visit = { app_: app, say_, host_: host };
    const tag = checkTag(visit);
    const server = app.options_.site ? [...await checkConfig(visit, refusals), ...await checkOrigin(visit)] : [];
    const policy = await checkPolicy(visit, refusals);
    const spoken = visit.site_ ? chooseLanguage(visit.site_, app.options_.language) : language;
    const touchpoints = await checkPlaces(visit);
    paper.draw_([...tag, ...server, ...policy, ...checkVersion(visit, HASH), ...checkSurroundings(visit, spoken)], touchpoints);
  };
  const paper = sheet(app, say_, language, run);
  await loaded();
  await run();
};

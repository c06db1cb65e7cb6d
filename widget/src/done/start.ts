import { el } from '../panel/el';
import { speaker } from '../panel/words';
import css from '../published/list.css';
import type { Ground } from '../types';

type Texts = Record<string, string>;

/** What became of what visitors said, in wire names. */
interface Deed {
  title: Texts;
  text: Texts | null;
  state: string;
  since: string;
  said_by: number;
}

/** Puts the site's public improvements into this place, state by state. What the owner wrote is text and nothing else. */
export const start = async (ground: Ground, place: HTMLElement): Promise<void> => {
  const { base_: base, site_: site, language_: language, signal_: signal } = ground;
  const say_ = speaker(await ground.words_('d'), language);
  const before = [...place.childNodes];
  const root = ground.surface_(css, undefined, place);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const status = el('output');
  const box = el('section', { className: 'k', lang: language }, el('h2', {}, say_('done.title')), status);

  const deedOf = ({ title, text, since, said_by: n }: Deed): HTMLElement => el('li', {},
    el('h4', { dir: 'auto' }, ground.pick_(title)),
    text && el('p', { dir: 'auto' }, ground.pick_(text)),
    el('p', { className: 'm' }, el('time', { dateTime: since }, date.format(new Date(since))), n > 0 && ` · ${say_('done.said', n)}`));

  try {
    const answer = await fetch(`${base}v1/sites/${site.site}/done`);
    if (!answer.ok) throw answer.status;
    const items: Deed[] = (await answer.json()).items;
    if (!items[0]) status.textContent = say_('done.none');
    for (const state of new Set(items.map((one) => one.state))) {
      const list = el('ul', {}, ...items.filter((one) => one.state == state).map(deedOf));
      // Safari takes the role away from a list without markers.
      list.setAttribute('role', 'list');
      box.append(el('h3', {}, say_('done.' + state)), list);
    }
  } catch (fault) {
    // A site without such a list says so to its owner's console, not to visitors.
    ground.tell_(`list="done": ${fault}; turn the public list on under Improvements`);
    status.textContent = say_('done.none');
  }
  if (signal.aborted) return;
  box.setAttribute('aria-label', say_('done.title'));
  root.append(box);
  place.replaceChildren(root.host);
  signal.addEventListener('abort', () => place.replaceChildren(...before));
};

import { button, el } from '../panel/el';
import { speaker } from '../panel/words';
import type { Ground } from '../types';
import { entryOf } from './entry';
import css from './list.css';
import { dataBlock } from './structured';
import { summaryOf } from './summary';
import type { Item, Page, Shelf } from './types';

// Few at first, so that a page whose list stands high moves little when it comes.
const FIRST = 5;
const NEXT = 10;

const fetchPage = async ({ base_, site_ }: Ground, key: string, before?: string | null): Promise<Page> => {
  const answer = await fetch(`${base_}v1/sites/${site_.site}/touchpoints/${encodeURIComponent(key)}/published${before ? '?before=' + encodeURIComponent(before) : ''}`);
  if (!answer.ok) throw answer.status;
  return answer.json();
};

/** Puts what is published of a touchpoint into this place: figures first, the newest entries, and how they came there. */
export const start = async (ground: Ground, place: HTMLElement): Promise<void> => {
  // Another list, which has nothing of this one but the element's name.
  if (place.getAttribute('list') == 'done') return ground.load_('d').then((it) => it.start(ground, place));
  const { signal_: signal, site_: site, language_: language } = ground;
  const key = place.dataset.kohtaamoPublished || place.getAttribute('touchpoint') || '';
  const say_ = speaker(await ground.words_('l'), language);
  const root = ground.surface_(css, undefined, place);
  const before = [...place.childNodes];
  const waiting: Item[] = [];
  const items: Item[] = [];
  let cursor: string | null | undefined;
  let first: Page | undefined;
  let block: Element | undefined;

  const list = el('ol');
  const status = el('output');
  const more = button('q', say_('list.more'), () => void show(NEXT, true));
  const head = el('div');
  const box = el('section', { className: 'k', lang: language }, head, list, status, more);

  const draw = (added: Item[], shelf: Shelf): HTMLElement[] => {
    const turns = added.map((item) => entryOf(shelf, item));
    list.append(...turns);
    items.push(...added);
    list.hidden = !items[0];
    more.hidden = !waiting[0] && !cursor;
    status.textContent = items[0] ? '' : say_('list.none');
    if (block) block.remove();
    block = undefined;
    try {
      if (site.structured_data && first && first.n) block = place.appendChild(dataBlock(place, shelf, items));
    } catch (fault) {
      ground.tell_(`${fault}; allow trusted-types kohtaamo`);
    }
    return turns;
  };
  const show = async (count: number, asked?: boolean): Promise<void> => {
    more.disabled = true;
    try {
      while (waiting.length < count && (!first || cursor)) {
        const page = await fetchPage(ground, key, cursor);
        if (!first) head.replaceChildren(...summaryOf({ say_, ground, key, page }));
        first = first || page;
        waiting.push(...page.items);
        cursor = page.next_cursor;
      }
      if (signal.aborted) return;
      const [newest] = draw(waiting.splice(0, count), { say_, ground, key, page: first! });
      if (asked && newest) newest.focus();
    } catch {
      status.textContent = say_('list.failed');
    }
    more.disabled = false;
    more.textContent = say_(status.textContent && !items[0] && !first ? 'list.again' : 'list.more');
  };

  box.setAttribute('aria-label', say_('list.title'));
  // Safari takes the role away from a list without markers.
  list.setAttribute('role', 'list');
  root.append(box);
  await show(FIRST);
  if (signal.aborted) return;
  place.replaceChildren(root.host, ...block ? [block] : []);
  signal.addEventListener('abort', () => place.replaceChildren(...before));
};

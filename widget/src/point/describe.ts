import type { Say } from '../panel/words';
import type { Pointed } from '../types';
import { selectorOf } from './selector';

const LONGEST = 80;
// What someone types into: its content is hers or the page's business, never ours.
export const FIELD = 'input,textarea,select,[contenteditable]:not([contenteditable=false]),[role$=box],[role=spinbutton]';

const ROLES: Record<string, string> = {
  a: 'link', summary: 'button', svg: 'img', textarea: 'textbox', select: 'combobox', li: 'listitem', td: 'cell', th: 'cell', p: 'paragraph',
  checkbox: 'checkbox', radio: 'radio', submit: 'button', reset: 'button', button: 'button',
};

/** The field an element is, or is a part of. */
export const fieldOf = (element: Element): Element | null => element.closest(FIELD);

const roleOf = (element: Element): string => {
  const { localName: tag, type } = element as HTMLInputElement;
  const given = element.getAttribute('role');
  return (given || (ROLES[tag == 'input' ? type : tag] || (fieldOf(element) ? 'textbox' : tag.replace(/^h\d$/, 'heading')))).slice(0, 40);
};

/** Text that can be seen, without what stands in any field. */
const seen = (element: Element): string => {
  const walker = document.createTreeWalker(element, 4);
  let text = '';
  while (!text[LONGEST] && walker.nextNode()) {
    const { data, parentElement: parent } = walker.currentNode as Text;
    if (!fieldOf(parent!) && !parent!.isContentEditable && parent!.getClientRects()[0]) text = (text + ' ' + data).replace(/\s+/g, ' ').trim();
  }
  return text;
};

const textOf = (element: Element): string => {
  const named = (name: string): string => (element.getAttribute(name) || '').trim();
  const labels = [...named('aria-labelledby').split(' ').map((id) => document.getElementById(id)), ...(element as HTMLInputElement).labels || []];
  const text = named('aria-label') || labels.map((one) => one && seen(one)).join(' ').trim() || named('alt') || !fieldOf(element) && seen(element)
    // What stands on a button was put there by its maker; any other value is hers.
    || ROLES[(element as HTMLInputElement).type] == 'button' && named('value') || named('title') || named('placeholder')
    || [...element.querySelectorAll('img')].map(({ alt }) => alt).join(' ').trim();
  // By whole letters: the server refuses half an emoji.
  return text[LONGEST] ? [...text].slice(0, LONGEST - 1).join('') + '…' : text;
};

/** All that is kept of an element. */
export const describe = (element: Element): Pointed => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y, wide, high] = [left + scrollX, top + scrollY, width, height].map(Math.round) as [number, number, number, number];
  return { selector: selectorOf(element).slice(0, 500), role: roleOf(element), text: textOf(element), x, y, width: wide, height: high };
};

/** "Button: Pay" */
export const spoken = (say: Say, { role, text }: Pick<Pointed, 'role' | 'text'>): string =>
  (say('point.' + role) || say('point.part')) + (text && ': ' + text);

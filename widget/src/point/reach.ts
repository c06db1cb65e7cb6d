import { FIELD, fieldOf } from './describe';

const WHOLE = 'a[href],button,label,summary,svg,[role=button],[role=link],[role=tab]';
const TOLD = `${WHOLE},${FIELD},img,video,canvas,iframe,h1,h2,h3,h4,h5,h6`;

const isOurs = ({ shadowRoot }: Element): boolean => !!shadowRoot && !!shadowRoot.querySelector('.k');

/** The thing a visitor means when she points at this part of it; none for the bare page. */
const meant = (element: Element | undefined): Element | undefined => {
  const whole = element && (fieldOf(element) || element.closest(WHOLE));
  if (whole) return whole.localName == 'svg' && whole.parentElement!.closest(WHOLE) || whole;
  let at = element;
  while (at && !at.matches(TOLD) && getComputedStyle(at).display == 'inline') at = at.parentElement!;
  return at && !at.matches('html,body') ? at : undefined;
};

export const under = (x: number, y: number): Element | undefined => meant(document.elementsFromPoint(x, y).find((one) => !isOurs(one)));

const isTold = (element: Element): boolean => {
  const { width, height } = element.getBoundingClientRect();
  return width * height > 9 && getComputedStyle(element).visibility == 'visible' && !isOurs(element)
    && (element.matches(TOLD) || [...element.childNodes].some((node) => node.nodeType == 3 && (node as Text).data.trim()))
    && meant(element) == element;
};

/** The next element in reading order that says or does something, round the page; at first the topmost on the screen. */
export const beside = (from: Element | undefined, back: boolean): Element | undefined => {
  const all = [...document.body.querySelectorAll('*')];
  if (!from) return all.find((one) => one.getBoundingClientRect().top >= 0 && isTold(one));
  const at = all.indexOf(from);
  const round = [...all.slice(at + 1), ...all.slice(0, at)];
  return (back ? round.reverse() : round).find(isTold);
};

import type { Card } from '../panel/card';
import { button, el } from '../panel/el';
import { describe, spoken } from './describe';
import css from './point.css';
import { beside, under } from './reach';

const HEARD = 'pointermove pointerdown pointerup mousedown mouseup touchstart touchend click contextmenu keydown keyup';
// Room for the bar at the end of the screen.
const BAR = 120;

/** Lays a pane of glass over the page until she has chosen an element, or none. The page itself notices nothing. */
export const pick = (card: Card): Promise<Element | undefined> => new Promise((done) => {
  const { say_ } = card;
  const over = new AbortController();
  const options = { capture: true, signal: over.signal };
  const help = say_('point.help');
  const frame = el('div', { className: 'g' });
  const words = el('output');
  const leave = button('q', say_('point.leave'), () => {});
  const bar = el('div', { className: 'n' }, el('div', {}, help, words), leave);
  const glass = el('div', { className: 'w', tabIndex: 0 }, frame);
  const root = card.surface_(css);
  let now: Element | undefined;

  const end = (chosen?: Element): void => {
    over.abort();
    root.host.remove();
    done(chosen);
  };
  const draw = (): void => {
    const { left, top, width, height } = (now || bar).getBoundingClientRect();
    frame.hidden = !now;
    // Moved by transform alone, which no browser counts as a layout shift.
    Object.assign(frame.style, { transform: `translate(${left - 4}px,${top - 4}px)`, width: width + 2 + 'px', height: height + 2 + 'px' });
  };
  const go = (to: Element | undefined, isFar?: boolean): void => {
    if (to == now) return;
    now = to;
    words.textContent = to ? spoken(say_, describe(to)) : '';
    if (to && isFar) {
      to.scrollIntoView({ block: 'center' });
      // Out of the way of the keys alone: it must not run from a pointer that is on its way to the button.
      bar.classList.toggle('t', to.getBoundingClientRect().bottom > innerHeight - BAR);
    }
    draw();
  };
  const hear = (event: any): void => {
    const { type, key = '', clientX, clientY } = event;
    // On the way up: the key that ends this must not be heard by what gets the focus next.
    const isEnd = type == 'click' || type == 'keyup' && /^(Enter|Escape| )$/.test(key);
    // Caught before any element of the page hears it. Keys that are not ours (F5, zoom) keep their meaning.
    event.stopImmediatePropagation();
    if (/^c/.test(type) || /^(Tab|Arrow.*|Enter|Escape| )$/.test(key)) event.preventDefault();
    if (key == 'Escape' || event.composedPath().includes(leave)) return isEnd ? end() : undefined;
    if (type == 'keydown' && /^(Tab|Arrow)/.test(key)) go(beside(now, event.shiftKey || /[UL]/.test(key)), true);
    if (/^(click|pointermove)$/.test(type)) go(under(clientX, clientY));
    if (isEnd && now) end(now);
  };

  for (const name of HEARD.split(' ')) addEventListener(name, hear, options);
  for (const name of ['scroll', 'resize']) addEventListener(name, draw, options);
  card.signal_.addEventListener('abort', () => end(), options);
  glass.setAttribute('role', 'application');
  glass.setAttribute('aria-label', help);
  root.append(el('div', { className: 'k', lang: card.language_, dir: say_('dir') }, glass, bar));
  document.documentElement.append(root.host);
  draw();
  glass.focus({ preventScroll: true });
});

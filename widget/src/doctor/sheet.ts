import { dress } from '../ground/look';
import { button, drawing, el, row } from '../panel/el';
import type { Say } from '../panel/words';
import type { App } from '../types';
import css from './check.css';
import type { Finding, State } from './types';

// A tick, an exclamation mark, a cross, a dash: told apart without colour.
const MARKS: Record<State, string> = { ok: 'M5 13l5 5L20 7', warn: 'M12 4v10M12 19v.5', fault: 'M6 6l12 12M18 6L6 18', rest: 'M6 12h12' };
const STATES: State[] = ['fault', 'warn', 'ok', 'rest'];

export interface Sheet {
  draw_(findings: Finding[], touchpoints: Finding[]): void;
}

const line = (say: Say, { state_, words_, todo_ }: Finding): HTMLElement => {
  const mark = drawing(MARKS[state_]);
  mark.setAttribute('role', 'img');
  mark.setAttribute('aria-label', say('check.' + state_));
  return el('li', { className: state_[0] }, mark, el('div', {}, el('p', {}, words_), todo_ && el('p', { className: 'm' }, todo_)));
};

const asText = (say: Say, findings: Finding[]): string => [
  `Kohtaamo ${location.href}`,
  navigator.userAgent,
  ...findings.map(({ state_, words_, todo_ }) => `[${say('check.' + state_)}] ${words_}${todo_ ? ` – ${todo_}` : ''}`),
].join('\n');

/** The doctor's sheet of paper, on top of the page. It stands by itself: the ground may be what could not be loaded. */
export const sheet = (app: App, say: Say, language: string, run: () => Promise<void>): Sheet => {
  const host = el('div');
  const root = host.attachShadow({ mode: 'open' });
  const sum = el('output', {}, say('check.running'));
  const list = (name: string): [HTMLElement, HTMLElement] => {
    const lines = el('ul');
    lines.setAttribute('role', 'list');
    return [el('section', { hidden: true }, el('h3', {}, say(name)), lines), lines];
  };
  const [general, generalLines] = list('check.page');
  const [here, hereLines] = list('check.touchpoints');
  const copied = el('textarea', { readOnly: true, hidden: true, rows: 6 });
  let drawn: Finding[] = [];

  const close = (): void => host.remove();
  const copy = async (): Promise<void> => {
    copied.value = asText(say, drawn);
    const done = await navigator.clipboard?.writeText(copied.value).then(() => true, () => false);
    sum.textContent = say(done ? 'check.copied' : 'check.select');
    if (done) return;
    copied.hidden = false;
    copied.select();
  };
  const again = async (): Promise<void> => {
    sum.textContent = say('check.running');
    await run();
  };

  const box = el('div', { className: 'k', lang: language, tabIndex: -1, onkeydown: (event) => {
    event.stopPropagation();
    if (event.key == 'Escape') close();
  } },
  el('button', { className: 'z', title: say('check.close'), onclick: close }, drawing('M5 5l14 14m0-14L5 19')),
  el('h2', {}, say('check.title')), sum, general, here, copied,
  row(button('q', say('check.again'), () => void again()), button('q', say('check.copy'), () => void copy())));
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', say('check.title'));
  copied.setAttribute('aria-label', say('check.copy'));
  dress(root, css);
  root.append(box);
  // Behind the body in the document, so before everything in it on the screen.
  document.documentElement.append(host);
  box.focus({ preventScroll: true });
  app.signal_.addEventListener('abort', close);

  return {
    draw_(findings, touchpoints) {
      drawn = [...findings, ...touchpoints].sort((one, other) => STATES.indexOf(one.state_) - STATES.indexOf(other.state_));
      const count = (state: State): number => drawn.filter(({ state_ }) => state_ == state).length;
      const counted = (['fault', 'warn'] as const).filter(count).map((state) => say(`check.sum.${state}`, count(state)));
      sum.textContent = counted.join(', ') || say('check.well');
      generalLines.replaceChildren(...drawn.filter((one) => findings.includes(one)).map((one) => line(say, one)));
      hereLines.replaceChildren(...drawn.filter((one) => touchpoints.includes(one)).map((one) => line(say, one)));
      general.hidden = !findings[0];
      here.hidden = !touchpoints[0];
    },
  };
};

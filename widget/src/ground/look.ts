import type { Look } from '../types';

/**
 * Moves a colour towards black or white until it reads at 4.5:1 or better on our light or dark ground, and the ground on it.
 * Luminance is reckoned times 65 million with a gamma of 2 for the true 2.2, so higher than the truth, which the bounds allow for.
 */
export const readable = (hex: string, dark?: boolean): string => {
  for (let share = 0; ; share += 0.05) {
    const [r, g, b] = [1, 3, 5].map((at) => (parseInt(hex.slice(at, at + 2), 16) || 0) * (1 - share) + (dark ? 255 * share : 0)) as [number, number, number];
    const luminance = 213 * r * r + 715 * g * g + 72 * b * b;
    if (dark ? luminance > 22e6 : luminance < 11.7e6) return `rgb(${r} ${g} ${b})`;
  }
};

/** Adds a style. Browsers without constructed sheets (Safari before 16.4) get a <style>, which a strict CSP may refuse. */
export const dress = (root: ShadowRoot, css: string): void => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    root.appendChild(document.createElement('style')).textContent = css;
  }
};

/**
 * The style every surface begins with. The host's own declarations are !important, because only those win over a page's
 * `* { all: unset !important }`; colours and font sit on the inner .k, which no page rule reaches.
 */
export const look = ({ accent, position = 'right', scheme, radius = 14, font }: Look, fixed: unknown, place: Element): string => {
  const dark = `.k{--a:${readable(accent, true)};--b:#1d2126;--c:#eee;color-scheme:dark}`;
  return ':host{all:initial!important;direction:ltr!important;display:block!important' +
    (fixed ? `;position:fixed!important;bottom:16px!important;${position}:16px!important;z-index:2147483647!important` : '') +
    `}.k{--a:${readable(accent)};--b:#fff;--c:#222;--r:${radius}px;font:medium/1.5 system-ui,sans-serif;color:var(--c)` +
    (font == 'inherit' ? ';font-family:' + getComputedStyle(place).fontFamily : '') +
    // On paper what is fixed would stand over the text of every sheet.
    (fixed ? '}@media print{:host{display:none!important}}' : '}') + (scheme == 'dark' ? dark : scheme == 'light' ? '' : `@media(prefers-color-scheme:dark){${dark}}`);
};

import type { Look, Site } from '../wire-site';
import { GROUNDS, readable, type Scheme } from './readable';

export const DEFAULT_LOOK: Look = { accent: '#0b5d4e', position: 'right', scheme: 'auto', radius: 14, font: 'system' };

export function lookOf(site: Site | null): Look {
  return { ...DEFAULT_LOOK, ...site?.look };
}

/** The site's look as the style sheet's own properties: set one by one they need no `style-src`. */
export function lookStyle({ accent, radius }: Look, scheme: Scheme): Record<string, string> {
  const { ground, ink } = GROUNDS[scheme];
  return { '--own-accent': readable(accent, scheme).colour, '--own-ground': ground, '--own-ink': ink, '--own-radius': `${radius}px` };
}

/** Which of its two grounds the reader would see. */
export function shownScheme({ scheme }: Look): Scheme {
  if (scheme !== 'auto') return scheme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

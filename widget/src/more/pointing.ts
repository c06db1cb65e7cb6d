import type { Card } from '../panel/card';
import { button, el, row } from '../panel/el';
import type { Pointed } from '../types';

interface Pointer {
  point(card: Card, words: Record<string, string>): Promise<Pointed | null>;
  spoken(words: Record<string, string>, pointed: Pointed): string;
}

/** The way to the part with which she points at what her words are about, and what she has pointed at. */
export const pointing = (card: Card) => {
  const { say_ } = card;
  const entry = card.entry_();
  let pointed = (entry && entry.said_.element) || null;
  const words = el('span', { dir: 'auto' });
  const load = (): Promise<[Pointer, Record<string, string>]> => card.part_('h', 'h');
  const paint = async (): Promise<void> => {
    away.hidden = words.hidden = !pointed;
    if (!pointed) return;
    const [{ spoken }, strings] = await load();
    if (pointed) words.textContent = spoken(strings, pointed);
  };
  const start = button('q', say_('point'), async () => {
    try {
      const [{ point }, strings] = await load();
      pointed = await point(card, strings) || pointed;
      await paint();
    } catch {
      card.status_(say_('failed'), true);
    }
    start.focus();
  });
  const away = button('l', say_('unpoint'), () => {
    pointed = null;
    void paint();
    start.focus();
  });
  void paint().catch(() => {});
  return { node_: row(start, words, away), chosen_: () => pointed };
};

import type { Card } from '../panel/card';
import { button, column, el, row } from '../panel/el';
import type { Entry } from '../panel/store';
import { threads } from './threads';
import { wish, wished } from './wishes';

/** May others see her comment? Said in words, changed at any time, and shown beforehand as others would see it. */
export const permission = (card: Card) => {
  const { say_, language_, touchpoint_: touchpoint } = card;
  const words = el('p', { className: 'm' });
  const name = el('input', { type: 'text', maxLength: 60 });
  const who = el('b', { dir: 'auto' });
  const comment = el('p', { dir: 'auto' });
  const date = el('span');
  const allow = button('l', say_('talk.allow'), () => ask(true));
  const forbid = button('l', say_('talk.forbid'), () => {
    wish(card, 'permission', { granted: false, shown_name: null });
    allow.focus();
  });
  const form = column(
    el('p', {}, say_('talk.preview')), el('div', { className: 'b' }, el('small', {}, who, ' ', date), comment),
    el('label', { className: 'f' }, say_('talk.name'), name),
    row(button('p', say_('talk.allow'), () => {
      wish(card, 'permission', { granted: true, shown_name: name.value.trim() || null });
      ask(false);
      forbid.focus();
    }), button('q', say_('talk.no'), () => {
      ask(false);
      allow.focus();
    })));
  const menu = row(words, allow, forbid);

  let hasAsked = false;
  const ask = (asking: boolean): void => {
    form.hidden = !asking;
    menu.hidden = asking;
    if (asking) name.focus();
  };
  const show = (): void => void (who.textContent = name.value.trim() || say_('talk.nameless'));

  name.oninput = show;
  form.hidden = true;
  return {
    node_: column(menu, form),
    draw_(entry: Entry): void {
      const { permission: given, shown_name: known, asks_permission: isAsked } = wished(entry);
      const isShown = given == null ? !touchpoint.ask_permission && !isAsked : given;
      // Asked by staff she sees at once what it is about; the focus stays where she is.
      if (isAsked && given == null && !hasAsked) {
        hasAsked = menu.hidden = true;
        form.hidden = false;
      }
      words.textContent = say_(!isShown ? 'talk.unshown' : known ? 'talk.shown' : 'talk.shown.nameless', known || '');
      allow.hidden = isShown;
      forbid.hidden = !isShown;
      comment.textContent = entry.said_.comment || '';
      const { created_at: at } = threads.get(entry.id) || {};
      date.textContent = at ? new Intl.DateTimeFormat(language_, { dateStyle: 'medium' }).format(new Date(at)) : '';
      if (form.hidden) name.value = known || '';
      show();
    },
  };
};

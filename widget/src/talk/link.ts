import type { Card } from '../panel/card';
import { button, column, el, row } from '../panel/el';
import type { Entry } from '../panel/store';

/** The address of the conversation's own page, which works on any device: by e-mail to herself, or copied. */
export const link = ({ say_, base_, site_, status_ }: Card) => {
  const mail = el('a', { className: 'l' }, say_('talk.mail'));
  const written = el('p', { className: 'm', hidden: true });
  const copy = async (): Promise<void> => {
    const done = navigator.clipboard && await navigator.clipboard.writeText(written.textContent!).then(() => true, () => false);
    // Where the page may not copy, she does it herself.
    written.hidden = !!done;
    if (done) status_(say_('talk.copied'));
  };
  const node = el('details', {}, el('summary', {}, say_('talk.link')),
    column(el('p', { className: 'm' }, say_('talk.link.why')), row(mail, button('l', say_('talk.copy'), () => void copy())), written));
  return {
    node_: node,
    draw_({ key }: Entry): void {
      const address = `${base_}t/${key}`;
      node.hidden = !key;
      if (written.textContent == address) return;
      written.textContent = address;
      mail.href = `mailto:?subject=${encodeURIComponent(say_('talk.subject', site_.name))}&body=${encodeURIComponent(`${say_('talk.link.why')}\n\n${address}\n`)}`;
    },
  };
};

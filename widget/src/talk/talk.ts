import { COMMENT, REPLY } from '../drafts';
import type { Card, View } from '../panel/card';
import { button, column, el, row } from '../panel/el';
import { field } from '../panel/field';
import { text as json } from '../panel/json';
import { uuid, type Entry } from '../panel/store';
import { erasing } from './erase';
import { dress } from '../ground/look';
import css from './talk.css';
import { fetchThread, follow, markSeen } from './follow';
import { secondRating } from './helped';
import { link } from './link';
import { permission } from './permission';
import { statement } from './statement';
import { steps } from './steps';
import { threads } from './threads';
import { wished } from './wishes';
import { withdrawal } from './withdrawal';

/** What was said, by whom and when; a follow-up on its way stands at the end, without a time. */
const conversation = ({ say_, site_, language_ }: Card) => {
  const list = el('ol', { className: 'v' });
  const time = new Intl.DateTimeFormat(language_, { dateStyle: 'medium', timeStyle: 'short' });
  const turn = (who: string | null, text: string, when?: string): HTMLElement =>
    el('li', { className: who ? 'b' : 'b y' },
      el('small', {}, el('b', {}, who || say_('talk.you')), ' ', when && el('time', { dateTime: when }, time.format(new Date(when)))),
      el('p', { dir: 'auto' }, text));
  let drawn = '';
  // Safari takes the role away from a list without markers.
  list.setAttribute('role', 'list');
  list.setAttribute('aria-label', say_('talk.title'));

  return {
    list_: list,
    draw_({ id, said_: { comment }, replies_: replies }: Entry): void {
      const { created_at, messages = [] } = threads.get(id) || {};
      const state = json([messages, comment, replies]);
      if (state == drawn) return;
      drawn = state;
      const turns = messages.map((one) => turn(one.from == 'staff' ? one.name || site_.name : null, one.text, one.sent_at));
      if (comment) turns.unshift(turn(null, comment, created_at));
      list.replaceChildren(...turns, ...replies.map(({ text }) => turn(null, text)));
    },
  };
};

/** What she said, how far it has come, what was answered and whether it helped, and a box for more. */
const view = (card: Card): View => {
  const { say_, store_, sync_, touchpoint_: { key, questions } } = card;
  const first = questions.find(({ kind }) => !/^(text|choice)$/.test(kind));
  const rating = first && card.view_(first);
  const line = steps(card);
  const why = statement(card);
  const { list_, draw_ } = conversation(card);
  const helped = first && secondRating(card, first);
  const consent = permission(card);
  const address = link(card);
  const back = withdrawal(card);
  const { node_: box, box_ } = field(card, REPLY, say_('talk.label'), () => '');
  const send = (): void => {
    const text = box_.value;
    if (!text.trim()) return box_.focus();
    box_.value = '';
    card.edit_(({ said_: said, replies_: replies, draft_: draft }) => {
      // Her first words are the comment itself, so that they are read, scored and found as one.
      if (said.comment) replies.push({ id: uuid(), text });
      else said.comment = text;
      delete draft[REPLY];
      delete draft[COMMENT];
    });
    sync_.run_();
  };

  const others = store_.list_(key);
  const earlier = others[(others.findIndex(({ id }) => id == card.id_) + 1) % others.length];
  const again = button('l', say_('talk.again'), () => card.go_('ask', uuid()));
  const before = earlier && earlier.id != card.id_ && button('l', say_('talk.earlier'), () => card.go_('talk', earlier.id));
  const write = column(box, row(button('p', say_('send'), send)));

  const entry = card.entry_();
  if (entry && entry.key) void fetchThread(card, entry).then((found) => found || card.entry_() && card.status_(say_('failed'), true));

  return {
    node_: column(el('h2', {}, say_('talk.title')), line.node_, why.node_, back.note_, rating && rating.node_, list_, helped && helped.node_, write,
      consent.node_, address.node_, ...erasing(card, [again, before || null, back.button_])),
    refresh_(now) {
      if (!now) return;
      const thread = wished(now);
      const isBack = thread.status == 'withdrawn';
      const isOver = isBack || !!now.erase_;
      write.hidden = isOver;
      consent.node_.hidden = isOver || !now.said_.comment || !now.key;
      if (rating) {
        rating.node_.hidden = isOver;
        rating.refresh_(now);
      }
      if (helped) helped.draw_(now, !isOver && !!thread.messages && thread.messages.some(({ from }) => from == 'staff'));
      line.draw_(thread);
      // Where she cannot answer any more, nothing tells her to.
      why.draw_(isOver ? {} : thread);
      back.draw_(isBack, !!now.key && !now.erase_);
      draw_(now);
      consent.draw_(now);
      address.draw_(now);
      markSeen(card, now);
      if (now.refused_ && now.draft_[REPLY] && !box_.value) box_.value = now.draft_[REPLY]!;
    },
  };
};

/** The view with its words, which are loaded with it. */
export const talk = async (card: Card): Promise<View> => {
  await follow(card);
  dress(card.root_, css);
  return view(card);
};

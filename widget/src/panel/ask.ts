import { COMMENT } from '../drafts';
import type { Card, View } from './card';
import { button, column, el, row } from './el';
import { field } from './field';
import { scale, type Hold } from './scale';
import type { Question } from '../types';

export const view = (card: Card, question: Question, hold?: Hold): View => (question.kind == 'text'
  ? field(card, question.key, card.pick_(question.text), (said) => (said.answers || {})[question.key])
  : scale(card, question, hold));

/** The questions and the box. The first click on the first question sends at once; the rest unfolds below it. */
export const ask = (card: Card): View => {
  const { say_, touchpoint_: { questions } } = card;
  const steps = questions.map((question) => card.view_(question));
  const box = field(card, COMMENT, say_('label'), (said) => said.comment);

  const send = (): void => {
    steps.forEach((step) => step.answer_ && step.answer_());
    card.edit_(({ said_: said, draft_: draft }) => {
      for (const key of Object.keys(draft)) {
        const text = draft[key]!;
        const { answers = {}, comment } = said;
        delete draft[key];
        // An empty text that was not said before says nothing.
        if (!text.trim() && !(key ? answers[key] : comment)) continue;
        if (key) said.answers = { ...answers, [key]: text };
        else said.comment = text;
      }
    });
    if (!Object.keys(card.entry_()!.said_)[0]) return card.status_(say_('empty'), true);
    card.go_('thanks');
    card.sync_.run_();
  };

  const [first, ...others] = steps.map((step) => step.node_);
  const more = column(...others);
  const hint = el('small', {}, say_('leave'));
  const note = column(box.node_, row(button('p', say_('send'), send), hint));
  let open = !card.place_ || !first;
  const write = button('l', say_('write'), () => {
    open = true;
    refresh();
    box.box_.focus();
  });
  const refresh = (): void => {
    const entry = card.entry_();
    steps.forEach((step) => step.refresh_(entry));
    open = open || !!entry;
    more.hidden = !entry || !others[0];
    write.hidden = open;
    note.hidden = !open;
    hint.hidden = !entry || !entry.key;
  };
  return { node_: column(first, write, more, note), refresh_: refresh };
};

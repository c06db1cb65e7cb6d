import { COMMENT } from '../drafts';
import type { Card, View } from '../panel/card';
import { button, column, el, row } from '../panel/el';
import { field } from '../panel/field';
import type { Entry } from '../panel/store';
import { permission } from './permission';
import { pointing } from './pointing';
import { answerTo, isAsked, isPraise } from './rules';
import { told } from './told';

const EMAIL = '@';

/** An address she may leave, and why. */
const email = (card: Card) => {
  const { touchpoint_: { email_reason: reason }, say_ } = card;
  const entry = card.entry_();
  const box = el('input', {
    type: 'email',
    autocomplete: 'email' as AutoFill,
    oninput: () => card.edit_(({ draft_: draft }) => (draft[EMAIL] = box.value)),
  });
  box.value = entry && (entry.draft_[EMAIL] || entry.said_.email) || card.options_.email || '';
  return { node_: el('label', { className: 'f', part: 'field' }, say_('email'), box, el('small', {}, reason ? card.pick_(reason) : say_('reason'))), box_: box };
};

/** The questions that fit what she has answered, the box, and what else this touchpoint asks. */
export const ask = (card: Card): View => {
  const { say_, touchpoint_: touchpoint } = card;
  const { questions, ask_comment: asksComment = true, comment_label: label } = touchpoint;
  const edit = card.edit_;
  card.edit_ = (change) => edit((entry) => {
    entry.told_ = entry.told_ || told(card, touchpoint, card.place_);
    change(entry);
  });

  const steps = questions.map((question) => ({ question, ...card.view_(question) }));
  const box = field(card, COMMENT, label ? card.pick_(label) : say_('label'), (said) => said.comment);
  const address = touchpoint.ask_email && email(card);
  const pointer = touchpoint.ask_pointing && pointing(card);
  const leave = touchpoint.ask_permission && permission(card);
  const asked = (entry?: Entry) => steps.filter(({ question }) => isAsked(questions, question, entry));
  const textOf = (entry: Entry | undefined, key: string): string => (entry && entry.draft_[key]) || '';

  /** The first question she must answer and has not. */
  const missing = () => {
    const entry = card.entry_();
    return asked(entry).find(({ question: { key, required } }) => {
      const value = answerTo(questions, key, entry);
      return required && (value == undefined || value == '') && !textOf(entry, key).trim();
    });
  };
  const put = (entry: Entry): void => {
    const { said_: said, draft_: draft } = entry;
    const shown = asked(entry).map(({ question }) => question.key);
    for (const key of Object.keys(draft)) {
      const text = draft[key]!;
      if (key == COMMENT && (text.trim() || said.comment)) said.comment = text;
      else if (key == EMAIL && text.trim()) said.email = text.trim();
      // An empty text that was not said before says nothing.
      else if (shown.some((one) => one == key) && (text.trim() || (said.answers || {})[key])) said.answers = { ...said.answers, [key]: text };
      delete draft[key];
    }
    // What was answered before an earlier answer changed is asked no more, and so not said.
    for (const { question: { key, kind } } of steps) {
      if (!said.answers || said.answers[key] == undefined || shown.some((one) => one == key)) continue;
      if (kind == 'choice' && entry.key) said.answers[key] = [];
      else delete said.answers[key];
    }
    if (said.answers && !Object.keys(said.answers)[0]) delete said.answers;
    if (!Object.keys(said)[0]) return;
    const pointed = pointer && pointer.chosen_();
    if (pointed || said.element) said.element = pointed || null;
    if (leave && !leave.node_.hidden) Object.assign(said, leave.given_());
  };
  const send = (): void => {
    asked(card.entry_()).forEach(({ answer_ }) => answer_ && answer_());
    const gap = missing();
    if (gap) {
      card.status_(say_('missing', card.pick_(gap.question.text)), true);
      return gap.node_.querySelector<HTMLElement>('input,textarea')!.focus();
    }
    if (address && !address.box_.checkValidity()) {
      card.status_(say_('address'), true);
      return address.box_.focus();
    }
    card.edit_(put);
    if (!Object.keys(card.entry_()!.said_)[0]) return card.status_(say_('empty'), true);
    card.go_('thanks');
    card.sync_.run_();
  };

  for (const { question: { required }, node_ } of steps) {
    if (required) (node_.querySelector('legend') || node_.firstChild!).after(el('small', {}, say_('required')));
  }
  const hint = el('small', {}, say_('leave'));
  const note = column(asksComment && box.node_, pointer && pointer.node_, leave && leave.node_, address && address.node_, row(button('p', say_('send'), send), hint));
  let open = !card.place_;
  const write = button('l', say_('write'), () => {
    open = true;
    refresh();
    box.box_.focus();
  });
  const refresh = (): void => {
    const entry = card.entry_();
    const now = asked(entry);
    steps.forEach((step, at) => {
      step.refresh_(entry);
      // The first stands from the beginning, the others when something has been said.
      step.node_.hidden = !now.some((one) => one == step) || !!at && !entry;
    });
    open = open || !!entry;
    write.hidden = open || !asksComment;
    note.hidden = !open;
    hint.hidden = !entry || !entry.key || !asksComment;
    if (!leave) return;
    const text = box.box_.value.trim();
    leave.node_.hidden = !text || !isPraise(questions, entry);
    if (!leave.node_.hidden) leave.show_(entry!.said_.rating!, text);
  };
  return { node_: column(...steps.slice(0, 1).map(({ node_ }) => node_), write, ...steps.slice(1).map(({ node_ }) => node_), note), refresh_: refresh };
};

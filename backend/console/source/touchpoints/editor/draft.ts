import type { Words } from '../../wire';
import type { AttributeKind, Question, Stage, Touchpoint, When } from '../../wire-site';
import { newQuestion } from './new-question';

/** A number being typed: '' while its box is empty, null when it is not asked for. */
export type Wish = number | '' | null;

/** Texts as typed, one line each; what is null asks nothing. */
export interface WhenDraft extends Omit<When, 'hosts' | 'query' | 'share' | 'seconds' | 'scroll'> {
  hosts: string[];
  query: string[];
  share: Wish;
  seconds: Wish;
  scroll: Wish;
}

export interface AttributeDraft {
  key: string;
  kind: AttributeKind;
}

export interface TouchpointDraft extends Omit<Touchpoint, 'id' | 'when' | 'attributes'> {
  when: WhenDraft;
  attributes: AttributeDraft[];
}

export const WEIGHTS = [0, 1, 2, 3, 4, 5];

const NO_WHEN: WhenDraft = {
  hosts: [], query: [], share: null, seconds: null, scroll: null, exit: false, seen: null, clicked: null, event: null,
};

function whenDraftOf(when: When | null): WhenDraft {
  const query = Object.entries(when?.query ?? {}).map(([name, glob]) => `${name}=${glob}`);
  return { ...NO_WHEN, ...when, hosts: when?.hosts ?? [], query };
}

export function draftOf(touchpoint: Touchpoint): TouchpointDraft {
  // The server's answer also names the site, which is no part of what may be changed.
  const { id, site, ...kept } = touchpoint as Touchpoint & { site?: string };
  void id, site;
  const attributes = Object.entries(kept.attributes ?? {}).map(([key, kind]) => ({ key, kind }));
  return { ...kept, when: whenDraftOf(kept.when), attributes };
}

export function newTouchpoint(stage: Stage | undefined, position: number): TouchpointDraft {
  return {
    key: '', name: {}, stage: stage?.key ?? '', position, placement: 'inline', pages: [], when: NO_WHEN, attributes: [],
    revenue_value: 3, commitment_value: 3, launcher: null, thanks: null, is_active: true,
    ask_comment: true, ask_email: false, ask_permission: false, ask_pointing: false, comment_label: null, email_reason: null, publish_policy: null,
    questions: [{ ...newQuestion('stars', []), required: true }],
  };
}

/** Empty texts are left out; a text with no language at all is null. */
function trimmed(words: Words | null): Words | null {
  const kept = Object.entries(words ?? {}).map(([language, text]) => [language, text.trim()]).filter(([, text]) => text);
  return kept.length ? (Object.fromEntries(kept) as Words) : null;
}

export const linesOf = (lines: string[]): string[] => lines.map((line) => line.trim()).filter(Boolean);

/** "utm_campaign = kevät*" as a name and a glob; a name alone means any value. */
export function queryPair(line: string): [string, string] {
  const [name = '', ...rest] = line.split('=');
  return [name.trim(), rest.join('=').trim() || '*'];
}

const number = (wish: Wish): number | null => (wish === '' ? null : wish);
const text = (wish: string | null): string | null => wish?.trim() || null;

function whenOf(draft: WhenDraft): When | null {
  const hosts = linesOf(draft.hosts);
  const query = linesOf(draft.query).map(queryPair);
  const when: When = {
    hosts: hosts.length ? hosts.map((host) => host.toLowerCase()) : null,
    query: query.length ? Object.fromEntries(query) : null,
    share: number(draft.share), seconds: number(draft.seconds), scroll: number(draft.scroll), exit: draft.exit,
    seen: text(draft.seen), clicked: text(draft.clicked), event: text(draft.event),
  };
  return Object.values(when).some((asked) => asked !== null && asked !== false) ? when : null;
}

function questionOf(question: Question): Question {
  const options = question.options?.map(({ key, text: words }) => ({ key, text: trimmed(words) ?? {} })) ?? null;
  return { ...question, options, text: trimmed(question.text) ?? {}, low: trimmed(question.low), high: trimmed(question.high) };
}

export function readyToSend(draft: TouchpointDraft): Omit<Touchpoint, 'id'> {
  return {
    ...draft,
    name: trimmed(draft.name) ?? {},
    launcher: trimmed(draft.launcher),
    thanks: trimmed(draft.thanks),
    comment_label: trimmed(draft.comment_label),
    email_reason: trimmed(draft.email_reason),
    pages: linesOf(draft.pages),
    when: whenOf(draft.when),
    attributes: Object.fromEntries(draft.attributes.filter(({ key }) => key.trim()).map(({ key, kind }) => [key.trim(), kind])),
    questions: draft.questions.map(questionOf),
  };
}

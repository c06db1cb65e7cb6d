import type { Desk, More } from './panel/desk';

/** What the server answers, and what the built files say to each other. Names that end in _ are shortened by the build. */

export type Texts = Record<string, string>;

export interface Option {
  key: string;
  text: Texts;
}

/** An earlier answer that a question waits for: a value in these bounds, or one of these options. */
export interface Rule {
  question: string;
  at_least?: number | null;
  at_most?: number | null;
  any_of?: string[] | null;
}

export interface Question {
  key: string;
  kind: string;
  text: Texts;
  low?: Texts | null;
  high?: Texts | null;
  required?: boolean;
  options?: Option[] | null;
  several?: boolean;
  shuffle?: boolean;
  show_if?: Rule | null;
}

export interface When {
  hosts?: string[] | null;
  query?: Record<string, string> | null;
  share?: number | null;
  seconds?: number | null;
  scroll?: number | null;
  exit?: boolean;
  seen?: string | null;
  clicked?: string | null;
  event?: string | null;
}

/** What stands at its default is left out by the server. */
export interface Touchpoint {
  key: string;
  placement: 'inline' | 'floating' | 'popover' | 'element';
  questions: Question[];
  pages?: string[];
  launcher?: Texts | null;
  thanks?: Texts | null;
  when?: When;
  attributes?: Record<string, 'text' | 'number' | 'boolean'>;
  ask_comment?: boolean;
  ask_email?: boolean;
  ask_permission?: boolean;
  ask_pointing?: boolean;
  comment_label?: Texts | null;
  email_reason?: Texts | null;
}

export interface Look {
  accent: string;
  position?: string;
  scheme?: string;
  radius?: number;
  font?: string;
}

export interface Site {
  site: string;
  name: string;
  languages: string[];
  default_language: string;
  look: Look;
  quiet?: { answered_days: number; dismissed_days: number };
  structured_data?: boolean;
  version?: string;
  touchpoints: Touchpoint[];
}

export interface Message {
  id: string;
  from: 'staff' | 'visitor';
  name: string | null;
  text: string;
  sent_at: string;
}

export interface Thread {
  comment: string | null;
  created_at: string;
  messages: Message[];
  status?: 'received' | 'read' | 'answered' | 'solved' | 'withdrawn';
  has_email?: boolean;
  permission?: boolean | null;
  shown_name?: string | null;
  asks_permission?: boolean;
  second_rating?: number | null;
  first_question?: string | null;
  statement?: { text: string; ground: string | null } | null;
}

/** What she pointed at: enough to find it again, never what she typed into it. */
export interface Pointed {
  selector: string;
  role: string;
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Opener = HTMLElement | null | undefined;
/** An element of the page that a touchpoint or published entries stand in. */
export type Place = HTMLElement;

/** What the launcher lends to the files it loads. */
export interface App {
  /** The folder the launcher lies in. */
  base_: URL;
  /** Missing until the server has answered. */
  site_: Site;
  /** The tag's data-* and what `set` and `identify` added. */
  options_: Record<string, string | undefined>;
  /** Aborted by `destroy`: every listener and timer lets go. */
  signal_: AbortSignal;
  /** Calls of window.kohtaamo that nobody has heard yet. */
  queue_: [string, ...any[]][];
  /** Something is to be shown, or heard, so the ground is worth loading. */
  wanted_: unknown;
  /** What the device keeps of this site, as text. */
  kept_?: string;
  /** Thrown once a page load: below a tenth, what is seen and answered is counted. */
  coin_?: number;
  load_(file: string): Promise<any>;
  /** One line on the console. */
  tell_(fault: unknown, _?: unknown): void;
  ground_(use: (ground: Ground) => unknown): void;
  /** Lets go of everything, for good. */
  leave_(): void;
}

/** What the ground adds: all that the button and the panel both stand on. */
export interface Ground extends App {
  /** A place comes near. */
  near_(place: Place): void;
  /** Quietly: the focus stays where it is. */
  open_(key: string | undefined, opener?: Opener, quietly?: unknown): void;
  /** Hears the calls that wait, and wakes what the device keeps. */
  run_(): void;
  language_: string;
  /** Aborted by `destroy` and `set`. */
  signal_: AbortSignal;
  leaving_: AbortController;
  /** The places that have come near. */
  places_: Set<Place>;
  /** The touchpoint the button stands for. */
  shown_?: Touchpoint;
  /** The words of this language, or a later part of them. */
  words_(part?: string): Promise<Record<string, string>>;
  /** A later file with its words. */
  part_(file: string, part?: string): Promise<[any, Record<string, string>]>;
  /** Loads the panel at first need. */
  panel_(use?: (panel: Panel) => unknown): void;
  /** The touchpoint, or a line on the console. */
  find_(key?: string): Touchpoint | void;
  /** One button a page, whichever touchpoint it stands for. The panel hides it while it is open: focus must not go behind. */
  button_: HTMLButtonElement;
  badge_: HTMLElement;
  /** Says on the button what waits, in words for eye and ear alike. */
  announce_(words: string): void;
  emit_(name: string, detail: unknown, target?: EventTarget): void;
  pick_(texts: Texts): string;
  /** A shadow root with the common ground and this style, for the page as such or for a place in it. */
  surface_(css: string, fixed?: unknown, place?: Element): ShadowRoot;
}

/** What the panel gives back. */
export interface Panel {
  inline_(place: Place, touchpoint: Touchpoint): Promise<void>;
  desk_: Desk;
  /** Loads what stars, faces and a comment do not need, if this touchpoint does. */
  need_(touchpoint: Touchpoint, place?: Place): Promise<More | void>;
}

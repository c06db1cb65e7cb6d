/** What the server answers, and what the built files say to each other. Names that end in _ are shortened by the build. */

export type Texts = Record<string, string>;

export interface Question {
  key: string;
  kind: string;
  text: Texts;
  low?: Texts | null;
  high?: Texts | null;
}

export interface Touchpoint {
  key: string;
  placement: 'inline' | 'floating';
  pages: string[];
  launcher: Texts | null;
  thanks: Texts | null;
  questions: Question[];
}

export interface Site {
  site: string;
  name: string;
  languages: string[];
  default_language: string;
  look: { accent: string; position: string };
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
}

export type Opener = HTMLElement | null | undefined;

/** What the launcher lends to the files it loads. */
export interface App {
  base_: string;
  site_: Site;
  language_: string;
  /** The tag's data-* and what `set` and `identify` added. */
  options_: Record<string, string | undefined>;
  /** Aborted by `destroy` and `set`: every listener and timer lets go. */
  signal_: AbortSignal;
  /** The words of this language, or a later part of them. */
  words_(part?: string): Promise<Record<string, string>>;
  talk_(): Promise<typeof import('./talk/start')>;
  open_(key: string | undefined, opener?: Opener): void;
  /** The touchpoint, or a line on the console. */
  find_(key?: string): Touchpoint | void;
}

/** What the ground adds: all that the button and the panel both stand on. */
export interface Ground extends App {
  /** One button a page, whichever touchpoint it stands for. The panel hides it while it is open: focus must not go behind. */
  button_: HTMLButtonElement;
  /** Shows the button of a floating touchpoint, changes it to another's, puts it back when the page threw it out, or takes it away. */
  float_(touchpoint: Touchpoint | undefined): void;
  /** Says on the button what waits, in words for eye and ear alike. */
  announce_(words: string): void;
  emit_(name: string, detail: object, target?: EventTarget): void;
  pick_(texts: Texts): string;
  /** A shadow root with the common ground and this style. */
  surface_(css: string, fixed?: unknown): ShadowRoot;
}

/** What the panel gives back. */
export interface Panel {
  inline_(place: HTMLElement): void;
  /** Opens this touchpoint; without a key the one with an unread answer, else the fallback. */
  open_(key: string | undefined, opener: Opener, fallback: string | undefined): void;
  close_(): void;
}
